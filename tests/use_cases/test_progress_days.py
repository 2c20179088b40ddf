"""How far a project is, kept once for each of its days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.progress_days import ProgressDay
from domain.projects import Lifecycle
from tests import make
from tests.make import ANA, NOON, TODAY
from use_cases.moves import Move, MoveProject, move_project
from use_cases.progress_days import KeepProgressDay, keep_progress_day
from use_cases.work import LogWork, log_work

EVENING = datetime(2026, 12, 2, 17, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def started(tx):
    """A project that starts at noon, with a stage that costs 100."""
    project = make.ready(tx)
    move_project(MoveProject(make.actor(), Move.START, project.key), tx, NOON)
    return tx.projects.get(project.id)


def look(tx, project, at):
    keep_progress_day(KeepProgressDay(make.clock(), project.id), tx, at)


def days(tx, project):
    return [one.day for one in tx.progress_days.of_project(project.id)]


def test_a_project_is_looked_at_when_it_starts_and_each_evening(tx):
    project = started(tx)
    due = tx.progress_days.watch(project.id).next_at

    look(tx, project, due)

    assert (due, tx.progress_days.watch(project.id).next_at) == (EVENING, EVENING + DAY)
    assert days(tx, project) == [TODAY]


def test_before_the_days_work_is_over_nobody_looks_again(tx):
    project = started(tx)
    make.task(tx, project, percent=50)

    look(tx, project, EVENING - timedelta(seconds=1))

    assert [one.percent for one in tx.progress_days.of_project(project.id)] == [None]
    look(tx, project, EVENING)
    assert [one.percent for one in tx.progress_days.of_project(project.id)] == [50]


def test_a_day_that_is_looked_at_twice_has_one_row_with_what_was_seen_last(tx):
    project = started(tx)
    log_work(LogWork(make.actor(ANA), project.id, "", amount="180", what="Cables"), tx, NOON)

    look(tx, project, EVENING)
    look(tx, project, EVENING)

    (kept,) = tx.progress_days.of_project(project.id)
    assert kept == ProgressDay(project.id, TODAY, Decimal(100), Decimal(0), Decimal(0), Decimal(180), None, 0)


def test_nothing_is_made_up_for_days_on_which_nobody_looked(tx):
    project = started(tx)
    look(tx, project, EVENING)

    look(tx, project, EVENING + 3 * DAY + timedelta(hours=1))

    assert days(tx, project) == [TODAY, TODAY + 3 * DAY]
    assert tx.progress_days.watch(project.id).next_at == EVENING + 4 * DAY


def test_a_project_on_hold_is_looked_at_too_and_one_that_is_over_once_more(tx):
    project = started(tx)
    move_project(MoveProject(make.actor(), Move.HOLD, project.key), tx, NOON)
    look(tx, project, EVENING)

    move_project(MoveProject(make.actor(), Move.COMPLETE, project.key), tx, NOON + DAY)
    look(tx, project, EVENING + DAY)

    assert days(tx, project) == [TODAY, TODAY + DAY]
    assert tx.progress_days.watch(project.id).next_at is None


def test_a_project_that_goes_on_is_looked_at_again(tx):
    project = started(tx)
    move_project(MoveProject(make.actor(), Move.COMPLETE, project.key), tx, NOON)

    move_project(MoveProject(make.actor(), Move.REOPEN, project.key), tx, NOON + DAY)

    assert tx.progress_days.watch(project.id).next_at == EVENING + DAY


def test_an_evening_is_that_of_the_projects_zone(tx):
    project = replace(started(tx), zone="Asia/Tokyo", lifecycle=Lifecycle.ACTIVE)
    tx.projects.change(project)
    tx.progress_days.keep_watch(replace(tx.progress_days.watch(project.id), next_at=NOON))

    look(tx, project, NOON + timedelta(hours=4))

    assert days(tx, project) == [TODAY, TODAY + DAY]
    assert tx.progress_days.watch(project.id).next_at == datetime(2026, 12, 3, 8, 30, tzinfo=UTC)
