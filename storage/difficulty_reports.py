"""When each project's next report of difficulties is due, and which were posted."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.difficulty_reports import DayReport, ReportPlan
from domain.refusals import Refused
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.difficulties import difficulty_reports, report_schedules

PLAN = (
    sa.select(report_schedules)
    .where(report_schedules.c.workspace_id == MINE, report_schedules.c.project_id == sa.bindparam("project"))
    .with_for_update()
)
KEEP = upsert_of(report_schedules)
OURS = sa.select(difficulty_reports).where(difficulty_reports.c.workspace_id == MINE)
BY_ID = OURS.where(difficulty_reports.c.id == sa.bindparam("report"))
IN_PROJECT = OURS.where(difficulty_reports.c.project_id == sa.bindparam("project"))
OF_DAY = IN_PROJECT.where(difficulty_reports.c.day == sa.bindparam("day"))
LAST = IN_PROJECT.order_by(difficulty_reports.c.day.desc()).limit(1)


class Reports(Gateway):
    """Reads and keeps the reports of difficulties of one workspace."""

    def plan(self, project: str) -> ReportPlan:
        """When the next report of a project is due, held for change; nothing is due until something was difficult."""
        row = self.run(PLAN, project=project).one_or_none()
        return ReportPlan(row.project_id, row.next_date, row.next_at) if row else ReportPlan(project)

    def keep(self, plan: ReportPlan) -> None:
        """Save when the next report is due."""
        self.upsert(KEEP, project_id=plan.project_id, next_date=plan.next_date, next_at=plan.next_at)

    def get(self, report: str) -> DayReport:
        """The report with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, report=report).one_or_none()
        if row is None:
            raise Refused("That report does not exist any more.")
        return _report(row)

    def of_day(self, project: str, day: date) -> DayReport | None:
        """The report of a project's local date, if it was posted."""
        row = self.run(OF_DAY, project=project, day=day).one_or_none()
        return _report(row) if row else None

    def last_of(self, project: str) -> DayReport | None:
        """The newest report of a project."""
        row = self.run(LAST, project=project).one_or_none()
        return _report(row) if row else None

    def add(self, one: DayReport) -> None:
        """Save a new report; the database refuses a second one of the same project and date."""
        self.insert(difficulty_reports, id=one.id, project_id=one.project_id, day=one.day, posted_at=one.posted_at)


def _report(row: Any) -> DayReport:
    return DayReport(row.id, row.project_id, row.day, row.posted_at)
