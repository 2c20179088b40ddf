"""The scheduled report: when it is posted, what it shows through the day, and when nothing is said."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from domain.difficulties import Severity
from domain.living import DifficultyReport
from domain.moves import Move
from domain.notices import ToProject
from domain.schedules import Timing
from storage.due import reports_due
from tests import make, saved
from tests.make import ANA, NOON, PM
from use_cases.difficulties import ResolveDifficulty, resolve_difficulty
from use_cases.difficulty_lists import SHOWN_AT_ONCE
from use_cases.difficulty_reports import (
    PostDifficultyReport,
    post_difficulty_report,
    read_difficulty_report,
)
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.reading import Read
from use_cases.reporting import ReportDifficulty, report_difficulty
from use_cases.schedules import ChangeSchedule, change_schedule, replan_all

THURSDAY = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
FRIDAY, MONDAY = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)
EVENING = NOON + timedelta(hours=6)


@pytest.fixture
def net(tx):
    make.office(tx)
    return make.project(tx, started=True)


def report(tx, project, severity=Severity.MEDIUM, now=NOON):
    return report_difficulty(ReportDifficulty(make.actor(ANA), project.id, "No ladder", severity), tx, now)[0]


def due(tx, project):
    return tx.reports.plan(project.id).next_at


def tick(tx, project, now):
    """What the job does at a moment; returns the reports that wait to be told since."""
    tx.connection.exec_driver_sql("DELETE FROM effects")
    is_due = [about for _, about in reports_due(tx.connection, now)]
    if project.id in is_due:
        post_difficulty_report(PostDifficultyReport(make.clock(), project.id), tx, now)
    return saved.said(tx, DifficultyReport)


def shown(tx, told, now=FRIDAY):
    return read_difficulty_report(Read(make.clock(), told.about, told.to), tx, now)


def test_what_is_reported_today_is_in_the_report_of_the_next_worked_day(tx, net):
    before = due(tx, net)
    report(tx, net)

    early, on_time = tick(tx, net, THURSDAY - timedelta(seconds=1)), tick(tx, net, THURSDAY)

    assert (before, early) == (None, [])
    assert [one.to for one in on_time] == [ToProject(net.id)]
    assert [one.key for one in shown(tx, on_time[0]).lines] == ["NET-D1"]
    assert due(tx, net) == FRIDAY


def test_a_report_in_the_early_morning_is_in_that_days_report(tx, net):
    report(tx, net, now=THURSDAY - timedelta(hours=2))

    assert due(tx, net) == THURSDAY


def test_without_news_it_is_posted_again_only_in_the_next_week(tx, net):
    report(tx, net)

    posted = {day: len(tick(tx, net, day)) for day in (THURSDAY, FRIDAY, MONDAY, MONDAY + timedelta(days=1))}

    assert list(posted.values()) == [1, 0, 1, 0]


def test_with_news_it_is_posted_on_the_next_day_as_a_message_of_its_own(tx, net):
    report(tx, net)
    (first,) = tick(tx, net, THURSDAY)
    report(tx, net, now=THURSDAY + timedelta(hours=1))

    (second,) = tick(tx, net, FRIDAY)

    assert first.mark != second.mark
    assert len(shown(tx, second).lines) == 2


def test_through_the_day_the_same_message_is_edited_also_when_everything_is_resolved(tx, net):
    key = report(tx, net)
    (posted,) = tick(tx, net, THURSDAY)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    solve = ResolveDifficulty(make.actor(PM), tx.difficulties.by_key(key).id, "It came", "We waited")
    resolve_difficulty(solve, tx, THURSDAY + timedelta(hours=2))

    (edit,) = saved.said(tx, DifficultyReport)
    assert edit.mark == posted.mark
    assert (shown(tx, edit).open_in_all, shown(tx, edit).lines) == (0, ())
    assert due(tx, net) is None


def test_the_next_day_leaves_the_old_message_as_it_was(tx, net):
    report(tx, net)
    tick(tx, net, THURSDAY)
    tx.connection.exec_driver_sql("DELETE FROM effects")

    report(tx, net, now=FRIDAY - timedelta(hours=3))

    assert saved.said(tx, DifficultyReport) == []


def test_nothing_is_posted_while_nothing_is_difficult(tx, net):
    report(tx, net)
    solve = ResolveDifficulty(make.actor(PM), tx.difficulties.by_key("NET-D1").id, "It came", "We waited")
    resolve_difficulty(solve, tx, EVENING)

    assert tick(tx, net, THURSDAY) == []


def test_the_worst_come_first_and_the_rest_is_counted(tx, net):
    for severity in [Severity.LOW] * SHOWN_AT_ONCE + [Severity.CRITICAL] * 2:
        report(tx, net, severity)

    (posted,) = tick(tx, net, THURSDAY)

    seen = shown(tx, posted)
    assert [one.severity for one in seen.lines[:3]] == [Severity.CRITICAL, Severity.CRITICAL, Severity.LOW]
    assert (len(seen.lines), seen.open_in_all) == (SHOWN_AT_ONCE, SHOWN_AT_ONCE + 2)


def test_on_hold_nothing_is_posted_and_after_resume_it_goes_on(tx, net):
    report(tx, net)
    move_project(MoveProject(make.actor(), Move.HOLD, "NET"), tx, EVENING)
    rests = due(tx, net)
    on_hold = tick(tx, net, THURSDAY)
    move_project(MoveProject(make.actor(), Move.RESUME, "NET"), tx, THURSDAY + timedelta(hours=1))

    assert (rests, on_hold, due(tx, net)) == (None, [], FRIDAY)


def test_a_project_that_ends_with_difficulties_is_not_reported_on_until_it_is_reopened(tx, net):
    report(tx, net)
    cancel_project(CancelProject(make.actor(), "NET", "The customer left"), tx, EVENING)
    ended = due(tx, net)
    move_project(MoveProject(make.actor(), Move.REOPEN, "NET"), tx, EVENING)

    assert (ended, due(tx, net)) == (None, THURSDAY)


def test_a_project_that_has_not_started_is_reported_on_too(tx):
    make.office(tx)
    project = make.project(tx)
    report(tx, project)

    assert len(tick(tx, project, THURSDAY)) == 1


def test_a_report_whose_day_is_over_is_skipped_and_the_next_day_tells(tx, net):
    report(tx, net)

    late = tick(tx, net, datetime(2026, 12, 4, 3, 0, tzinfo=UTC))
    next_day = tick(tx, net, FRIDAY)

    assert (late, len(next_day)) == ([], 1)


def test_a_restart_on_the_same_day_posts_what_was_missed_once(tx, net):
    report(tx, net)

    first, second = tick(tx, net, THURSDAY + timedelta(hours=5)), tick(tx, net, THURSDAY + timedelta(hours=5))

    assert (len(first), second) == (1, [])
    assert due(tx, net) == FRIDAY


def test_a_day_that_became_a_holiday_is_passed_over(tx, net):
    report(tx, net)
    make.workspace(tx, working_days=(4,))

    assert tick(tx, net, THURSDAY) == []
    assert due(tx, net) == FRIDAY


def test_a_report_waits_for_a_broken_channel_no_longer_than_its_day(tx, net):
    report(tx, net)

    tick(tx, net, THURSDAY)

    (row,) = [row for row in saved.effect_rows(tx) if row.kind == "difficulty_report"]
    assert row.useless_after == datetime(2026, 12, 4, tzinfo=UTC)


def test_a_changed_schedule_moves_the_next_report(tx, net):
    report(tx, net)
    timing = Timing("Europe/Berlin", time(8), (4,), "6")

    change_schedule(ChangeSchedule(make.actor(), net.id, timing), tx, NOON)

    assert due(tx, net) == datetime(2026, 12, 4, 7, tzinfo=UTC)


def test_a_changed_week_of_the_workspace_moves_the_next_report(tx, net):
    report(tx, net)
    make.workspace(tx, working_days=(4,))

    replan_all(tx, NOON)

    assert due(tx, net) == FRIDAY


def test_the_clock_set_back_posts_no_second_report_of_a_day(tx, net):
    report(tx, net)
    tick(tx, net, THURSDAY)
    tx.reports.keep(replace(tx.reports.plan(net.id), next_date=THURSDAY.date(), next_at=THURSDAY))

    assert tick(tx, net, THURSDAY + timedelta(minutes=1)) == []
