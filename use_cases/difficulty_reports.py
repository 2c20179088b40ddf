"""Telling a project's channel on schedule what is difficult: one message a day, edited through the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.difficulty_reports import DayReport, is_reported_on, is_wanted
from domain.living import DifficultyReport
from domain.projects import Project
from storage.transactions import Transaction, read_only
from use_cases.difficulty_lists import SHOWN_AT_ONCE, DifficultyLine, difficulty_lines
from use_cases.reading import Read


@dataclass(frozen=True)
class PostDifficultyReport:
    """The report of this project is due."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class DifficultyReportFacts:
    """What is difficult in a project on one of its dates, most pressing first; `open_in_all` may be more than lines."""

    project_key: str
    project_name: str
    day: date
    lines: tuple[DifficultyLine, ...]
    open_in_all: int
    may_handle: bool


def plan_reports(project_id: str, tx: Transaction, now: datetime, anew: bool = False) -> None:
    """Let the next report be due while something is difficult, and none while nothing is.

    `anew` finds its time again, after the schedule of the project was changed.
    """
    project, before = tx.projects.get(project_id), tx.reports.plan(project_id)
    if not is_reported_on(project):
        wanted = before.stopped()
    elif before.next_at is None or (anew and before.next_at > now):
        wanted = before.after(now, tx.schedules.get(project_id), tx.workspaces.get().calendar)
    else:
        return
    if wanted != before:
        tx.reports.keep(wanted)


def post_difficulty_report(order: PostDifficultyReport, tx: Transaction, now: datetime) -> None:
    """Post the report that is due when somebody wants to read it, and move the plan to the next worked day.

    One whose day is over is not posted: the next one says the same of a later day.
    """
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    plan = tx.reports.plan(project.id)
    if plan.next_at is None or plan.next_date is None or plan.next_at > now:
        return
    schedule, calendar = tx.schedules.get(project.id), tx.workspaces.get().calendar
    if not is_reported_on(project):
        tx.reports.keep(plan.stopped())
        return
    tx.reports.keep(plan.after(now, schedule, calendar))
    # Since that day was chosen the settings may have changed, or the clock stood still beyond its end.
    if schedule.asks_on(plan.next_date, calendar) and plan.next_date == local_date(now, zone_of(schedule.zone)):
        _post(project, plan.next_date, tx, now)


def _post(project: Project, day: date, tx: Transaction, now: datetime) -> None:
    newest = max(one.newest for one in tx.difficulties.tally(project.id))
    last = tx.reports.last_of(project.id)
    if not is_wanted(day, newest, last) or (last is not None and last.day >= day):
        return
    report = DayReport.posted(project.id, day, now)
    tx.reports.add(report)
    _draw(report, tx, now)


def redraw_report(project: Project, tx: Transaction, now: datetime) -> None:
    """Edit the report of today, if there is one, and see that the next one is due while something is difficult."""
    schedule = tx.schedules.get(project.id)
    report = tx.reports.of_day(project.id, local_date(now, zone_of(schedule.zone)))
    if report is not None:
        _draw(report, tx, now)
    plan_reports(project.id, tx, now)


def _draw(report: DayReport, tx: Transaction, now: datetime) -> None:
    ends = report.ends_at(tx.schedules.get(report.project_id))
    tx.outbox.add(DifficultyReport.of(report), now, useless_after=ends)


@read_only
def read_difficulty_report(order: Read, tx: Transaction, now: datetime) -> DifficultyReportFacts:
    """What the report of a day shows now."""
    permissions.require(order.actor, Action.DELIVER)
    report = tx.reports.get(order.about)
    project = tx.projects.get(report.project_id)
    found = tx.difficulties.open_in(project.id, SHOWN_AT_ONCE)
    lines = difficulty_lines(found, zone_of(project.zone), now)
    return DifficultyReportFacts(
        project.key, project.name, report.day, lines, project.open_difficulties, not project.is_over
    )
