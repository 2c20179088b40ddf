"""A deputy and whoever is away act at the same moment: one counts, and the other is a sentence."""

import threading
from datetime import timedelta

from domain.deputies import StandInState, WhyOpen
from domain.deputy_living import BackAtWork
from domain.roles import Role
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ANA, BEN, IT, NOON, PM, TODAY, TOMORROW
from tests.storage.test_decisions_at_once import both, inside, run
from tests.use_cases.leave_scenes import away, follow
from tests.use_cases.test_lending import kept_errand
from use_cases.change_decisions import AgreeChange, RejectChange, agree_change, reject_change
from use_cases.deputies import NameDeputy, name_deputy
from use_cases.deputy_answers import AcceptPlaces, GivePlacesBack, accept_places, give_places_back
from use_cases.leave import AddLeave, DropLeave, add_leave, drop_leave
from use_cases.moved_leave import ChangeLeave, change_leave
from use_cases.places_lost import open_again

__all__ = ["inside", "run"]


def on_leave(tx):
    """The IT manager is away today, and Ben acts in their place; a change waits for both seats."""
    make.office(tx)
    project = make.project(tx, started=True)
    make.approved(tx, project)
    change = make.change(tx, project, by=ANA)
    return project, change, away(tx, first=TODAY, last=TOMORROW)


def test_of_the_deputy_and_whoever_is_away_who_agree_at_once_one_counts(run, inside):
    _, change, _ = inside(on_leave)

    refusals = both(
        lambda: run(agree_change, AgreeChange(make.actor(IT), change.id, 1)),
        lambda: run(agree_change, AgreeChange(make.actor(BEN), change.id, 1)),
    )

    assert sorted(map(bool, refusals)) == [False, True]
    assert "already agreed" in "".join(refusals)
    assert inside(lambda tx: tx.changes.get(change.id)).agreed_by == (ANA, IT)


def test_of_the_deputy_who_rejects_and_whoever_is_away_who_agrees_one_counts(run, inside):
    _, change, _ = inside(on_leave)

    both(
        lambda: run(agree_change, AgreeChange(make.actor(IT), change.id, 1)),
        lambda: run(reject_change, RejectChange(make.actor(BEN), change.id, "Too dear")),
    )

    refused = both(lambda: run(agree_change, AgreeChange(make.actor(PM), change.id, 1)))
    assert inside(lambda tx: tx.changes.get(change.id)).state.value == "rejected"
    assert "rejected" in refused[0]


def test_a_deputy_who_cannot_and_leave_that_is_taken_out_at_once_leave_nobody_acting(run, inside):
    project, _, leave = inside(on_leave)

    gave, dropped = both(
        lambda: run(give_places_back, GivePlacesBack(make.actor(BEN), leave, "No time")),
        lambda: run(drop_leave, DropLeave(make.actor(IT), leave)),
    )

    assert (dropped, "over" in gave if gave else True) == ("", True)
    assert {one.state for one in inside(lambda tx: tx.deputies.of_leave(leave))} == {StandInState.OVER}
    assert inside(lambda tx: tx.projects.get(project.id)).acting(Role.IT_MANAGER) == IT
    assert inside(lambda tx: saved.said(tx, BackAtWork)) == []


def test_leave_that_is_shortened_while_its_deputy_accepts_keeps_both(run, inside):
    _, _, leave = inside(on_leave)

    refusals = both(
        lambda: run(accept_places, AcceptPlaces(make.actor(BEN), leave)),
        lambda: run(change_leave, ChangeLeave(make.actor(IT), leave, TODAY, TODAY)),
    )

    assert refusals == ["", ""]
    lines = inside(lambda tx: tx.deputies.of_leave(leave))
    assert [(one.state, one.window.last_day, one.acting) for one in lines] == [(StandInState.ACCEPTED, TODAY, BEN)]
    assert lines[0].window.ends_at > NOON


def test_whoever_has_just_been_named_keeps_the_line_while_the_one_before_enters_leave(run, inside, database):
    _, _, leave = inside(on_leave)
    line = inside(lambda tx: tx.deputies.of_leave(leave)[0])
    found = inside(lambda tx: tx.deputies.of_deputy(BEN))

    run(name_deputy, NameDeputy(make.actor(IT), line.id, ANA))
    inside(lambda tx: open_again(found, WhyOpen.AWAY, tx, NOON))

    assert inside(lambda tx: tx.deputies.get(line.id)).deputy == ANA


def test_of_two_who_enter_leave_for_the_same_days_at_once_one_is_told_that_it_is_there(run, inside):
    inside(make.office)
    inside(lambda tx: make.project(tx, started=True))

    refusals = both(
        lambda: run(add_leave, AddLeave(make.actor(IT), IT, TODAY, TOMORROW, BEN)),
        lambda: run(add_leave, AddLeave(make.actor(IT), IT, TODAY, TOMORROW, ANA)),
    )

    assert sorted(bool(one) for one in refusals) == [False, True]
    assert "overlaps" in "".join(refusals)


def test_what_somebody_was_asked_comes_back_though_it_is_held_when_the_leave_ends(inside, database):
    inside(make.office)
    project = inside(lambda tx: make.project(tx, started=True))
    errand = inside(kept_errand, project.id)
    inside(lambda tx: away(tx, first=TODAY, last=TOMORROW))
    lent = inside(lambda tx: tx.errands.get(errand.id)).asked
    later = NOON + timedelta(days=5)
    held, done = threading.Event(), threading.Event()

    def press():
        with database.writing() as connection:
            Transaction(connection, make.WORKSPACE, NOON).errands.for_change(errand.id)
            held.set()
            done.wait(0.3)

    pressing = threading.Thread(target=press)
    pressing.start()
    held.wait(10)
    inside(follow, later)
    pressing.join()

    assert (lent, inside(lambda tx: tx.errands.get(errand.id)).asked) == ((IT, BEN), (IT,))
