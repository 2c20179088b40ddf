"""What is known of many projects at once: as many journeys to the database for five hundred as for five."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.cost_alerts import CostWatch
from domain.difficulties import Severity
from domain.health import Colour, HealthReport
from storage.cost_watches import watch_from
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.checkins import answers
from storage.tables.costs import cost_watches
from storage.tables.difficulties import UNRESOLVED, difficulties
from storage.tables.history import history
from storage.tables.portfolio import health_reports
from storage.tables.projects import projects

IDS: sa.BindParameter[Any] = sa.bindparam("projects", expanding=True)
WATCHES = sa.select(cost_watches).where(cost_watches.c.workspace_id == MINE, cost_watches.c.project_id.in_(IDS))
DIFFICULT = (
    sa.select(difficulties.c.project_id, difficulties.c.severity, sa.func.count().label("many"))
    .where(difficulties.c.workspace_id == MINE, difficulties.c.project_id.in_(IDS), sa.text(UNRESOLVED))
    .group_by(difficulties.c.project_id, difficulties.c.severity)
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
HEARD = sa.select(projects.c.id, DONE_AT.label("done_at"), ANSWERED_AT.label("answered_at")).where(
    projects.c.workspace_id == MINE, projects.c.id.in_(IDS)
)
REPORTS = sa.select(health_reports).where(health_reports.c.workspace_id == MINE, health_reports.c.project_id.in_(IDS))
KEEP = upsert_of(health_reports)


@dataclass(frozen=True)
class Known:
    """What is known of some projects, by their ids."""

    costs: dict[str, CostWatch]
    difficulties: dict[str, dict[Severity, int]]
    heard_at: dict[str, datetime]
    """When somebody last did or said anything in it."""
    reports: dict[str, HealthReport]


class Portfolio(Gateway):
    """Reads what one workspace knows of many projects, and keeps what their managers say of them."""

    def known(self, ids: Iterable[str]) -> Known:
        """What is known of these projects, in four statements."""
        wanted = list(ids)
        if not wanted:
            return Known({}, {}, {}, {})
        counted: dict[str, dict[Severity, int]] = {}
        for row in self.run(DIFFICULT, projects=wanted):
            counted.setdefault(row.project_id, {})[Severity(row.severity)] = row.many
        heard = {row.id: max(filter(None, (row.done_at, row.answered_at)), default=None) for row in self._heard(wanted)}
        return Known(
            {row.project_id: watch_from(row) for row in self.run(WATCHES, projects=wanted)},
            counted,
            {project: at for project, at in heard.items() if at is not None},
            self.reports(wanted),
        )

    def reports(self, ids: Iterable[str]) -> dict[str, HealthReport]:
        """What was last said of how these projects fare."""
        return {row.project_id: _report(row) for row in self.run(REPORTS, projects=list(ids))}

    def keep(self, report: HealthReport) -> None:
        """Save what is said of a project, in place of what was said before."""
        self.upsert(KEEP, **vars(report) | {"colour": report.colour.value})

    def _heard(self, wanted: list[str]) -> Iterable[Any]:
        return self.run(HEARD, projects=wanted)


def _report(row: Any) -> HealthReport:
    return HealthReport(row.project_id, Colour(row.colour), row.words, row.by, row.at)
