"""Reminders as the clock sets them off: once a person and day, whoever ticks and however often."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.living import TaskReminder
from domain.tasks import TaskState
from scheduled_jobs import JOBS, tick
from scheduled_jobs.send_reminders import send_reminders
from storage.transactions import Runner, Sweeper
from tests import make, saved
from tests.make import ANA, BEN, NOON, TODAY, YESTERDAY
from tests.storage.together import together
from use_cases.delegation import delegate_task

NINE = datetime(2026, 12, 3, 9, tzinfo=UTC)


@pytest.fixture
def net(inside):
    """A project in which Ana and Ben were given something that is due today."""
    project = inside(make.project)
    for person in (ANA, BEN):
        inside(lambda tx, person=person: delegate_task(make.delegation(project, assignee=person, due=TODAY), tx, NOON))
    return project


def reminded(inside):
    return [(one.to.person, one.about) for one in inside(saved.said, TaskReminder)]


def test_nobody_is_reminded_before_work_begins(inside, net, clock, sweep, run):
    clock.set(NINE - timedelta(seconds=1))

    send_reminders(sweep, run)

    assert reminded(inside) == []


def test_everybody_is_reminded_once_whoever_ticks_and_however_often(inside, net, database):
    run, sweep = Runner(database, lambda: NINE, lambda: None), Sweeper(database, lambda: NINE)

    for _ in range(2):
        together(lambda _: tick(JOBS, sweep, run), 4)

    assert sorted(reminded(inside)) == [(ANA, f"{ANA}/2026-12-03"), (BEN, f"{BEN}/2026-12-03")]


def test_after_a_pause_of_days_the_missed_ones_are_skipped_and_today_is_reminded(inside, net, clock, sweep, run):
    clock.set(NINE + timedelta(days=4, hours=2))

    send_reminders(sweep, run)
    send_reminders(sweep, run)

    assert sorted(about for _, about in reminded(inside)) == [f"{ANA}/2026-12-07", f"{BEN}/2026-12-07"]


def test_in_the_night_a_missed_reminder_waits_for_the_morning(inside, net, clock, sweep, run):
    clock.set(NINE + timedelta(hours=12))
    send_reminders(sweep, run)
    before = reminded(inside)

    clock.set(NINE + timedelta(days=1))
    send_reminders(sweep, run)

    assert before == []
    assert len(reminded(inside)) == 2


def test_one_person_whose_reminder_fails_does_not_stop_the_others(inside, net, clock, sweep, run, caplog):
    # Somebody of this test only: who failed is left alone for a while, by every test of this process.
    troubled = inside(lambda tx: make.person(tx, "U_TROUBLED").id)
    inside(lambda tx: delegate_task(make.delegation(net, assignee=troubled, due=TODAY), tx, NOON))
    clock.set(NINE)

    def breaks_for_one(use_case, order):
        if order.person == troubled:
            raise RuntimeError("broken")
        return run(use_case, order)

    send_reminders(sweep, breaks_for_one)

    assert sorted(person for person, _ in reminded(inside)) == [ANA, BEN]
    assert [record.about for record in caplog.records if record.exc_info] == [troubled]


def test_each_workspace_reminds_its_own_people(inside, clock, sweep, run):
    for workspace in (make.WORKSPACE, make.ELSEWHERE):
        project = inside(make.project, workspace=workspace)
        task = inside(make.task, project, TaskState.ACCEPTED, due=YESTERDAY, workspace=workspace)
        inside(lambda tx, task=task: make.reminder(tx, task.id), workspace=workspace)

    send_reminders(sweep, run)

    found = [inside(saved.said, TaskReminder, workspace=one) for one in (make.WORKSPACE, make.ELSEWHERE)]
    assert [len(one) for one in found] == [1, 1]
