"""A row that is read, changed in one place and written whole keeps what somebody else changed in another."""

from dataclasses import dataclass, field
from threading import Event

import pytest

from domain.actors import Actor
from domain.identity import ChannelId
from storage.transactions import Runner
from tests.storage.rows import NOON, channel, tx_of, workspace
from tests.storage.together import together
from use_cases.directory import ChangeChannel, InstallWorkspace, change_channel, install_workspace

CLOCK = Actor.clock("T1")


@dataclass
class Order:
    """Something the clock wants done."""

    actor: Actor = field(default_factory=lambda: CLOCK)


@pytest.fixture
def run(database):
    return Runner(database, lambda: NOON, lambda: None)


def one_inside_the_other(run, outer, inner):
    """Begin `inner` while `outer` has changed its row and not yet committed."""
    changed = Event()

    def changes_slowly(order, tx, now):
        outer(tx)
        changed.set()
        Event().wait(0.3)

    def begin(number):
        if number == 0:
            return run(changes_slowly, Order())
        changed.wait(5)
        return inner()

    assert together(begin, 2) == [None, None]


def test_a_channel_that_is_renamed_and_archived_at_once_is_both(database, run):
    kept = channel(name="before", is_archived=False)
    with tx_of(database) as tx:
        tx.channels.keep(kept)

    def rename(tx):
        change_channel(ChangeChannel(CLOCK, ChannelId(kept.id), name="after"), tx, NOON)

    archive = ChangeChannel(CLOCK, ChannelId(kept.id), is_archived=True)
    one_inside_the_other(run, rename, lambda: run(change_channel, archive))

    with tx_of(database) as tx:
        found = tx.channels.get(kept.id)
    assert (found.name, found.is_archived) == ("after", True)


def test_settings_saved_while_a_process_starts_are_not_undone_by_it(database, run):
    with tx_of(database) as tx:
        tx.workspaces.keep(workspace(currency="NZD"))

    def save(tx):
        tx.workspaces.keep(workspace(currency="USD"))

    install = InstallWorkspace(CLOCK, "Provider", "U_BOT", "UTC")
    one_inside_the_other(run, save, lambda: run(install_workspace, install))

    with tx_of(database) as tx:
        found = tx.workspaces.get()
    assert (found.currency, found.name) == ("USD", "Provider")
