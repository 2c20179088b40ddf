"""Whoever holds several rows holds them in one order, so that nobody waits for somebody who waits for them."""

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

import pytest

from domain.actors import Actor
from storage.transactions import Runner
from tests.storage import rows
from tests.storage.rows import BO, NOON, tx_of
from tests.storage.together import together
from use_cases.directory import ChangeChannel, KeepChannels, change_channel, keep_channels
from use_cases.heads import confirm_listed_heads

CLOCK = Actor.clock("T1")
SOON = 0.3


@dataclass
class Order:
    """Something the clock wants done."""

    actor: Actor = field(default_factory=lambda: CLOCK)


class Turns:
    """Two transactions of which the second begins while the first holds its first row; counts how often each began."""

    def __init__(self, database):
        self.run = Runner(database, lambda: NOON, lambda: None)
        self.began = [0, 0]

    def take(self, first, second, act, order):
        """Hold `first`, then `second`, while somebody else acts."""
        held = Event()

        def holds_both(_, tx, now):
            self.began[0] += 1
            first(tx)
            held.set()
            Event().wait(SOON)
            second(tx)

        def acts(order, tx, now):
            self.began[1] += 1
            act(order, tx, now)

        def begin(number):
            if number == 0:
                return self.run(holds_both, Order())
            held.wait(5)
            return self.run(acts, order)

        return together(begin, 2)


@pytest.fixture
def net(postgres):
    """A project whose channel is in the directory."""
    net = rows.project()
    with tx_of(postgres) as tx:
        tx.workspaces.keep(rows.workspace())
        tx.projects.add(net)
        tx.channels.keep(rows.channel(net.channel.id))
    return net


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["an event", "the nightly list"])
def test_a_channel_is_held_behind_the_project_that_lives_in_it(postgres, net, how):
    listed = rows.channel(net.channel.id, name="renamed")
    act, order = {
        "an event": (change_channel, ChangeChannel(CLOCK, listed.id, name="renamed")),
        "the nightly list": (keep_channels, KeepChannels(CLOCK, (listed,))),
    }[how]
    turns = Turns(postgres)

    done = turns.take(
        lambda tx: tx.projects.for_change(net.id), lambda tx: tx.channels.for_change(net.channel.id), act, order
    )

    assert (done, turns.began) == ([None, None], [1, 1])
    with tx_of(postgres) as tx:
        assert tx.projects.get(net.id).channel.name == "renamed"


@pytest.mark.postgres
def test_several_projects_are_held_by_their_ids(postgres, net):
    # What is younger comes first.
    both = [rows.project(key, created_at=NOON - timedelta(days=age)) for key, age in (("A1", 1), ("B2", 2))]
    with tx_of(postgres) as tx:
        for one in both:
            tx.projects.add(one)
    turns = Turns(postgres)

    def confirm(order, tx, now):
        confirm_listed_heads(BO, tx, now)

    done = turns.take(
        lambda tx: tx.projects.for_change(both[0].id), lambda tx: tx.projects.for_change(both[1].id), confirm, Order()
    )

    assert (done, turns.began) == ([None, None], [1, 1])
    with tx_of(postgres) as tx:
        assert all(tx.projects.get(one.id).head_confirmed for one in both)
