"""Leave is entered, moved or given back while something falls into it: whichever comes second sees the first."""

import threading

import pytest

from domain.tasks import TaskState
from storage.capacity import Capacity
from storage.deputies import Deputies
from storage.tasks import Tasks
from tests import make
from tests.make import ANA, BEN
from tests.storage.test_decisions_at_once import inside, run
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, NEXT_MONDAY, away
from use_cases.delegation import delegate_task
from use_cases.deputy_answers import GivePlacesBack, give_places_back
from use_cases.edits import edit_task
from use_cases.leave import AddLeave, add_leave
from use_cases.moved_leave import ChangeLeave, change_leave

__all__ = ["inside", "run"]


@pytest.fixture
def meanwhile(database, monkeypatch):
    """Runs one order, stops it where it has just read this, and lets another begin; SQLite has one after the other."""

    def do(read, first, second):
        owner, name = read
        reading, go, plain = threading.Event(), threading.Event(), getattr(owner, name)

        def slowly(self, *arguments, **named):
            found = plain(self, *arguments, **named)
            if threading.current_thread().name == "first" and not reading.is_set():
                reading.set()
                go.wait(10)
            return found

        monkeypatch.setattr(owner, name, slowly)
        one, other = threading.Thread(target=first, name="first"), threading.Thread(target=second)
        one.start()
        assert reading.wait(10)
        if database.is_sqlite:
            go.set()
            one.join()
        other.start()
        other.join(0.5)
        go.set()
        one.join()
        other.join()

    return do


def given(tx, due=FRIDAY):
    """A task of Ana's that falls into her leave."""
    make.office(tx)
    project = make.project(tx, started=True, team=(ANA, BEN))
    return make.task(tx, project, TaskState.ACCEPTED, assignee=ANA, due=due)


def test_a_deputy_who_gave_back_is_not_kept_with_leave_that_is_moved_meanwhile(run, inside, meanwhile):
    inside(given)
    leave = inside(away, ANA, BEN)

    meanwhile(
        (Capacity, "one_leave"),
        lambda: run(change_leave, ChangeLeave(make.actor(ANA), leave, MONDAY, NEXT_MONDAY)),
        lambda: run(give_places_back, GivePlacesBack(make.actor(BEN), leave)),
    )

    assert inside(lambda tx: tx.capacity.one_leave(leave)).deputy is None
    assert [one.deputy for one in inside(lambda tx: tx.deputies.of_leave(leave))] == [None]


def test_a_task_that_is_given_while_leave_is_entered_falls_into_it(run, inside, meanwhile):
    inside(make.office)
    project = inside(lambda tx: make.project(tx, started=True, team=(ANA, BEN)))

    meanwhile(
        (Tasks, "open_of"),
        lambda: run(add_leave, AddLeave(make.actor(ANA), ANA, MONDAY, FRIDAY, BEN)),
        lambda: run(delegate_task, make.delegation(project, assignee=ANA, due=FRIDAY)),
    )

    (leave,) = inside(lambda tx: tx.capacity.leave((ANA,), MONDAY, FRIDAY))
    assert [one.deputy for one in inside(lambda tx: tx.deputies.of_leave(leave.id))] == [BEN]


def test_what_falls_into_leave_by_its_days_and_by_its_own_at_once_has_one_line(run, inside, meanwhile):
    task = inside(given)
    leave = inside(away, ANA, BEN, MONDAY, MONDAY)
    edit = inside(lambda tx: make.edit(tx, task, due=MONDAY))

    meanwhile(
        (Deputies, "of_leave"),
        lambda: run(change_leave, ChangeLeave(make.actor(ANA), leave, MONDAY, FRIDAY)),
        lambda: run(edit_task, edit),
    )

    assert len([one for one in inside(lambda tx: tx.deputies.of_leave(leave)) if not one.is_over]) == 1
