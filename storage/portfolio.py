"""What is known of many projects at once: as many journeys to the database for five hundred as for five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.calendars import WorkingCalendar
from domain.checkins import RoundState
from domain.cost_alerts import CostWatch
from domain.difficulties import DifficultyState, Severity
from domain.health import ASKED_IN_VAIN, Colour, HealthReport
from storage.cost_watches import watch_from
from storage.overseen import most_against
from storage.stage_courses import CALENDAR, calendar_from
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.checkins import answers, rounds
from storage.tables.costs import cost_watches
from storage.tables.difficulties import UNRESOLVED, difficulties
from storage.tables.directory import workspaces
from storage.tables.history import history
from storage.tables.portfolio import health_reports
from storage.tables.projects import projects

IDS: sa.BindParameter[Any] = sa.bindparam("projects", expanding=True)
COUNTED = (
    sa.select(
        difficulties.c.project_id,
        difficulties.c.severity,
        sa.func.count().label("many"),
        sa.func.count().filter(difficulties.c.state == DifficultyState.OPEN).label("untaken"),
        sa.func.min(difficulties.c.reported_at).label("oldest"),
    )
    .where(difficulties.c.workspace_id == MINE, difficulties.c.project_id.in_(IDS), sa.text(UNRESOLVED))
    .group_by(difficulties.c.project_id, difficulties.c.severity)
    .subquery("counted")
)
# One step in an index for each project, however long its history is.
DONE_AT = (
    sa.select(history.c.at)
    .where(history.c.project_id == projects.c.id, history.c.by.is_not(None))
    .order_by(history.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
ANSWERED_AT = (
    sa.select(answers.c.answered_at)
    .where(answers.c.project_id == projects.c.id)
    .order_by(answers.c.round_day.desc())
    .limit(1)
    .scalar_subquery()
)
ASKED_ON = (
    sa.select(rounds.c.day)
    .where(rounds.c.project_id == projects.c.id, rounds.c.state == RoundState.CLOSED)
    .order_by(rounds.c.day.desc())
    .limit(1)
    .offset(ASKED_IN_VAIN - 1)
    .scalar_subquery()
)
WATCHED = ("next_at", "cost_level", "time_level", "is_over_budget", "expected_level")
SAID = ("colour", "words", "by", "at")
KNOWN = (
    sa.select(
        projects.c.id.label("project_id"),
        projects.c.workspace_id,
        cost_watches.c.project_id.label("watched"),
        *(cost_watches.c[name] for name in WATCHED),
        *(health_reports.c[name] for name in SAID),
        *(workspaces.c[name] for name in CALENDAR),
        *(COUNTED.c[name] for name in ("severity", "many", "untaken", "oldest")),
        DONE_AT.label("done_at"),
        ANSWERED_AT.label("answered_at"),
        ASKED_ON.label("asked_on"),
    )
    .outerjoin(workspaces, workspaces.c.id == projects.c.workspace_id)
    .outerjoin(cost_watches, cost_watches.c.project_id == projects.c.id)
    .outerjoin(health_reports, health_reports.c.project_id == projects.c.id)
    .outerjoin(COUNTED, COUNTED.c.project_id == projects.c.id)
    .where(projects.c.workspace_id == MINE, projects.c.id.in_(IDS))
)
REPORTS = sa.select(health_reports).where(health_reports.c.workspace_id == MINE, health_reports.c.project_id.in_(IDS))
KEEP = upsert_of(health_reports)


@dataclass(frozen=True)
class Counted:
    """How many difficulties of one severity are open, how many of them nobody took on, and since when the oldest is."""

    severity: Severity
    count: int
    untaken: int
    oldest: datetime


@dataclass(frozen=True)
class Known:
    """What is known of some projects, by their ids, and the working days of their workspace."""

    costs: dict[str, CostWatch] = field(default_factory=dict)
    difficulties: dict[str, tuple[Counted, ...]] = field(default_factory=dict)
    """The most severe first."""
    heard_at: dict[str, datetime] = field(default_factory=dict)
    """When somebody last did or said anything in it."""
    asked_on: dict[str, date] = field(default_factory=dict)
    """The day of the last check-in but two that is over: who was not heard of since was asked in vain."""
    reports: dict[str, HealthReport] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


class Portfolio(Gateway):
    """Reads what one workspace knows of many projects, and keeps what their managers say of them."""

    def known(self, ids: Iterable[str]) -> Known:
        """What is known of these projects, in one statement."""
        wanted = list(ids)
        rows = self.run(KNOWN, projects=wanted).all() if wanted else []
        if not rows:
            return Known()
        heard = {one.project_id: max(filter(None, (one.done_at, one.answered_at)), default=None) for one in rows}
        return Known(
            {row.project_id: watch_from(row) for row in rows if row.watched is not None},
            _counted(rows),
            {project: at for project, at in heard.items() if at is not None},
            {row.project_id: row.asked_on for row in rows if row.asked_on is not None},
            {row.project_id: _report(row) for row in rows if row.colour is not None},
            calendar_from(rows[0]),
        )

    def most_against(
        self, person: str, today: date, reported_after: datetime, most: int, *, is_listed: bool
    ) -> tuple[list[str], int]:
        """So many of the active projects that somebody oversees, those first that most speaks against, and how many
        there are in all; what was reported before a time speaks against none."""
        asked = {"person": person, "today": today, "reported_after": reported_after, "most": most}
        rows = self.run(most_against(is_listed), **asked).all()
        return [row.id for row in rows], rows[0].in_all if rows else 0

    def reports(self, ids: Iterable[str]) -> dict[str, HealthReport]:
        """What was last said of how these projects fare."""
        return {row.project_id: _report(row) for row in self.run(REPORTS, projects=list(ids))}

    def keep(self, report: HealthReport) -> None:
        """Save what is said of a project, in place of what was said before."""
        self.upsert(KEEP, **vars(report) | {"colour": report.colour.value})


def _counted(rows: Iterable[Any]) -> dict[str, tuple[Counted, ...]]:
    found: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        if row.severity is not None:
            found[row.project_id].append(Counted(Severity(row.severity), row.many, row.untaken, row.oldest))
    return {project: tuple(sorted(each, key=lambda one: one.severity.rank)) for project, each in found.items()}


def _report(row: Any) -> HealthReport:
    return HealthReport(row.project_id, Colour(row.colour), row.words, row.by, row.at)
