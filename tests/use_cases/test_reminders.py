from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from domain.actors import Standing
from domain.checkins import AWAY
from domain.living import TaskReminder
from domain.moves import Move
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.tasks import TaskState
from message_templates import draw_message
from storage.tables.directory import people
from tests import make, saved
from tests.make import ANA, BEN, NOON, PM, TODAY, TOMORROW, YESTERDAY
from use_cases.delegation import delegate_task
from use_cases.edits import DropTask, drop_task, edit_task
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.progress import ReopenTask, ReportProgress, reopen_task, report_progress
from use_cases.reading import Read
from use_cases.reminders import OwedLesson, SendReminder, read_task_reminder, send_reminder

AT_NINE = datetime(2026, 12, 3, 9, tzinfo=UTC)
"""When the working day after today begins."""


def remind(tx, person=ANA, now=NOON):
    send_reminder(SendReminder(make.clock(), person), tx, now)


def reminded(tx):
    return [one.to.person for one in saved.said(tx, TaskReminder) if not one.edit_only]


def shown(tx, person=ANA, day=TODAY):
    return read_task_reminder(Read(make.clock(), f"{person}/{day}", ToPerson(person)), tx, NOON)


@pytest.fixture
def project(tx):
    return make.project(tx, started=True)


@pytest.fixture
def late(tx, project):
    """Ana's overdue task, and a reminder that is due now."""
    task = make.task(tx, project, TaskState.ACCEPTED, 40, due=YESTERDAY)
    make.reminder(tx, task.id)
    return task


def test_what_is_overdue_or_due_today_is_one_message_across_projects(tx, project, late):
    today = make.task(tx, make.project(tx, "WEB"), due=TODAY)
    make.task(tx, project, TaskState.ACCEPTED, due=TOMORROW)

    remind(tx)

    facts = shown(tx)
    assert reminded(tx) == [ANA]
    assert [(one.key, one.days_late, one.state) for one in facts.lines] == [
        (late.key, 1, TaskState.ACCEPTED),
        (today.key, 0, TaskState.OFFERED),
    ]
    assert (facts.left, facts.more) == (2, 0)


def test_a_phone_says_which_task_is_overdue_and_by_how_much(tx, project, late):
    remind(tx)
    one = draw_message("task_reminder", tx.people.named(shown(tx))).text
    today = make.task(tx, project, TaskState.ACCEPTED, due=TODAY)
    two = replace(shown(tx), lines=(*shown(tx).lines, replace(shown(tx).lines[0], key=today.key, days_late=0)), left=2)
    lesson = OwedLesson("l", "NET-L1", "Order licences first", 1)

    more = draw_message("task_reminder", tx.people.named(replace(two, lessons=(lesson,)))).text
    learned = draw_message("task_reminder", tx.people.named(replace(two, lines=(), left=0, lessons=(lesson,)))).text

    assert one == f"{late.key} {late.title} is overdue by 1 day: finish it or say how far it is"
    assert more == f"2 tasks to finish today, 1 overdue: {late.key} and {today.key}; 1 lesson to see to: NET-L1"
    assert learned == "Lesson NET-L1 is yours to see to and overdue by 1 day: Order licences first"


def test_nobody_is_reminded_twice_on_a_day(tx, late):
    remind(tx)
    tx.reminders.keep(replace(tx.reminders.get(ANA), next_at=NOON))
    tx.connection.exec_driver_sql("DELETE FROM effects")

    remind(tx)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at == AT_NINE


def test_the_next_one_comes_when_the_next_working_day_begins(tx, late):
    remind(tx)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    remind(tx, now=AT_NINE - timedelta(seconds=1))
    before = reminded(tx)
    remind(tx, now=AT_NINE)

    assert (before, reminded(tx)) == ([], [ANA])


def test_with_nothing_due_nothing_is_said_and_the_next_date_is_waited_for(tx, project):
    task = make.task(tx, project, due=TODAY + timedelta(days=5))
    make.reminder(tx, task.id)

    remind(tx)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at == datetime(2026, 12, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED, TaskState.DECLINED])
def test_whoever_has_nothing_open_is_reminded_of_nothing_until_they_have(tx, project, state):
    task = make.task(tx, project, state, due=YESTERDAY)
    make.reminder(tx, task.id)

    remind(tx)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at is None


@pytest.mark.parametrize("lifecycle", [Lifecycle.ON_HOLD, Lifecycle.CANCELLED, Lifecycle.CLOSED])
def test_what_is_on_hold_or_over_is_not_counted(tx, project, late, lifecycle):
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=lifecycle))

    remind(tx)

    assert saved.waiting(tx) == []
    assert (tx.reminders.get(ANA).next_at is None) is (lifecycle is not Lifecycle.ON_HOLD)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 12, 2, 8, 59, tzinfo=UTC),
        datetime(2026, 12, 2, 17, 30, tzinfo=UTC),
        datetime(2026, 12, 5, 12, tzinfo=UTC),
    ],
    ids=["before work", "after work", "Saturday"],
)
def test_outside_working_hours_nothing_is_said_and_the_next_beginning_is_waited_for(tx, late, now):
    tx.reminders.keep(replace(tx.reminders.get(ANA), next_at=now))

    remind(tx, now=now)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at.time() == AT_NINE.time()
    assert tx.reminders.get(ANA).next_at > now


def test_working_hours_are_those_of_the_persons_own_zone(tx, late):
    make.person(tx, ANA, zone="America/New_York")

    remind(tx)
    before = reminded(tx)
    remind(tx, now=datetime(2026, 12, 2, 14, tzinfo=UTC))

    assert (before, reminded(tx)) == ([], [ANA])


def test_on_a_holiday_nobody_is_reminded(tx, late):
    make.workspace(tx, country="DE", region="BY")
    christmas = datetime(2026, 12, 25, 12, tzinfo=UTC)

    remind(tx, now=christmas)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at == datetime(2026, 12, 28, 9, tzinfo=UTC)


def test_who_said_that_they_are_away_is_left_alone_that_day(tx, late):
    make.prompt(tx, ANA, reason=AWAY)

    remind(tx)

    assert saved.waiting(tx) == []
    assert tx.reminders.get(ANA).next_at == AT_NINE


def test_an_account_that_has_gone_is_not_reminded(tx, late):
    make.person(tx, ANA, standing=Standing.DEACTIVATED)

    remind(tx)

    assert saved.waiting(tx) == []


@pytest.mark.parametrize("known", [True, False])
def test_who_cannot_be_reminded_is_not_found_due_again_and_again(tx, project, late, known):
    if known:
        make.person(tx, ANA, standing=Standing.DEACTIVATED)
    else:
        tx.connection.execute(sa.delete(people))

    remind(tx)

    assert reminded(tx) == []
    assert tx.reminders.get(ANA).next_at == AT_NINE


def test_a_new_task_brings_the_next_reminder_forward_and_never_to_at_once(tx, project):
    delegate_task(make.delegation(project, due=TODAY + timedelta(days=9)), tx, NOON)
    far = tx.reminders.get(ANA).next_at

    delegate_task(make.delegation(project, due=TODAY), tx, NOON)

    assert far == datetime(2026, 12, 11, 9, tzinfo=UTC)
    assert tx.reminders.get(ANA).next_at == AT_NINE


def test_whoever_gets_a_task_from_somebody_else_is_reminded_of_it(tx, project, late):
    edit_task(make.edit(tx, late, assignee=BEN), tx, NOON)

    remind(tx)

    assert reminded(tx) == []
    assert tx.reminders.get(BEN).next_at == AT_NINE


def test_the_message_of_the_day_follows_its_tasks(tx, project, late):
    other, third = (make.task(tx, project, TaskState.ACCEPTED, due=TODAY) for _ in range(2))
    remind(tx)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    report_progress(ReportProgress(make.actor(ANA), late.key, 100), tx, NOON)
    edit_task(make.edit(tx, other, assignee=BEN), tx, NOON)
    drop_task(DropTask(make.actor(PM), third.id, "Not needed"), tx, NOON)

    facts = shown(tx)
    assert saved.said(tx, TaskReminder) == [TaskReminder.of(ANA, TODAY, edit_only=True)]
    assert [(one.key, one.state) for one in facts.lines] == [(late.key, TaskState.DONE)]
    assert facts.left == 0
    reopen_task(ReopenTask(make.actor(ANA), late.key), tx, NOON)
    assert shown(tx).left == 1


def test_what_was_shown_on_another_day_is_no_longer_known(tx, late):
    remind(tx)

    assert shown(tx, day=YESTERDAY) is None


def test_who_was_not_reminded_while_a_project_was_over_is_again_once_it_is_reopened(tx, late):
    cancel_project(CancelProject(make.actor(PM), "NET", "No budget"), tx, NOON)
    remind(tx)
    assert tx.reminders.get(ANA).next_at is None

    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, NOON)

    assert tx.reminders.get(ANA).next_at == AT_NINE
