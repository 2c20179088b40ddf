"""A deputy and whoever is away act at the same moment: one counts, and the other is a sentence."""

from domain.deputies import StandInState
from domain.deputy_living import BackAtWork
from domain.roles import Role
from tests import make, saved
from tests.make import ANA, BEN, IT, NOON, PM, TODAY, TOMORROW
from tests.storage.test_decisions_at_once import both, inside, run
from tests.use_cases.leave_scenes import away
from use_cases.change_decisions import AgreeChange, RejectChange, agree_change, reject_change
from use_cases.deputy_answers import AcceptPlaces, GivePlacesBack, accept_places, give_places_back
from use_cases.leave import DropLeave, drop_leave
from use_cases.moved_leave import ChangeLeave, change_leave

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
