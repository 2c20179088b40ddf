"""Changes come back with everything that was offered, on both databases; notes are counted until they are priced."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from domain.changes import ChangeState
from domain.refusals import Refused
from domain.scope_notes import Tally
from tests.storage import rows
from tests.storage.rows import ANA, NOON, tx_of


@pytest.fixture
def home(database):
    project = rows.project("NET")
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.plans.add(rows.plan_version(project))
    return project


def test_a_change_comes_back_with_every_offer(database, home):
    full, bare = rows.change(home), rows.change(home, id="c4", number=4, key="NET-C4", plan_id=None, source_by=None)
    with tx_of(database) as tx:
        tx.changes.add(full)
        tx.changes.add(replace(bare, state=ChangeState.DISCUSSED))
        tx.changes.change(bare)

    with tx_of(database) as tx:
        assert tx.changes.of_project(home.id, 9) == [bare, full]
        assert tx.changes.open_in([home.id], 1) == [full]
        assert tx.changes.asked_for(home.id, 9) == ((full.key, bare.key), Tally())
        assert tx.changes.asked_for(home.id, 1) == ((full.key,), Tally())
        assert tx.changes.of_plan(full.plan_id) == full
        assert tx.changes.next_number(home.id) == 5


def test_what_is_decided_is_not_open(database, home):
    decided = rows.change(home, state=ChangeState.APPROVED)
    with tx_of(database) as tx:
        tx.changes.add(decided)

    with tx_of(database) as tx:
        assert tx.changes.open_in([home.id], 9) == []
        assert tx.changes.asked_for(home.id, 9) == ((), Tally())
        assert tx.changes.in_state(home.id, [ChangeState.APPROVED], 9) == [decided]


def test_two_changes_cannot_have_the_same_number(database, home):
    with tx_of(database) as tx:
        tx.changes.add(rows.change(home))

    with pytest.raises(IntegrityError), tx_of(database) as tx:
        tx.changes.add(rows.change(home, id="another"))


def test_notes_are_counted_until_they_are_priced_or_dropped(database, home):
    first = rows.scope_note(home)
    unguessed, priced, dropped = (replace(first, id=f"n{n}", number=n, minutes=None) for n in (3, 4, 5))
    with tx_of(database) as tx:
        tx.changes.add(rows.change(home))
        for one in (first, unguessed, priced, dropped):
            tx.scope_notes.add(one)
        tx.scope_notes.change(priced := priced.priced(rows.change(home).id))
        tx.scope_notes.change(dropped := dropped.dropped(ANA, NOON))

    with tx_of(database) as tx:
        assert tx.scope_notes.open_in(home.id, 9) == [first, unguessed]
        assert tx.scope_notes.tally(home.id) == tx.changes.asked_for(home.id, 9)[1] == Tally(2, 90, 1)
        assert tx.scope_notes.of_change(rows.change(home).id) == [priced]
        assert tx.scope_notes.get(dropped.id) == dropped


@pytest.mark.parametrize("ask", [lambda tx: tx.changes.by_key("NET-C9"), lambda tx: tx.scope_notes.get("nowhere")])
def test_what_there_is_not_is_refused(database, ask):
    with pytest.raises(Refused), tx_of(database) as tx:
        ask(tx)
