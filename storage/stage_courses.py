"""The days of stages, without what they need, read with the calendar that they are counted by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from domain.calendars import WorkingCalendar
from domain.identity import UserId
from domain.stage_courses import StageDays
from domain.stages import StageState
from domain.workspaces import Workspace
from storage.statements import MINE, Gateway
from storage.tables.directory import workspaces
from storage.tables.stages import stages

CALENDAR = ("working_days", "work_start", "work_end", "country", "region")
DAYS = (
    sa.select(stages, *(workspaces.c[name] for name in CALENDAR))
    .outerjoin(workspaces, workspaces.c.id == stages.c.workspace_id)
    .where(stages.c.workspace_id == MINE, stages.c.project_id.in_(sa.bindparam("projects", expanding=True)))
    .order_by(stages.c.starts_on, stages.c.number)
)


@dataclass(frozen=True)
class DaysRead:
    """The days of the stages of some projects, and the working days of the workspace."""

    stages: tuple[StageDays, ...] = ()
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def of_project(self, project: str) -> tuple[StageDays, ...]:
        """Those of one of the projects."""
        return tuple(self._by_project[project]) if project in self._by_project else ()

    @cached_property
    def _by_project(self) -> dict[str, list[StageDays]]:
        """Sorted out once: a portfolio asks for each of five hundred projects."""
        found: dict[str, list[StageDays]] = defaultdict(list)
        for one in self.stages:
            found[one.project_id].append(one)
        return found


class StageCourses(Gateway):
    """Reads when the stages of one workspace's projects run."""

    def days(self, projects: Iterable[str]) -> DaysRead:
        """The days of every stage of these projects, in one statement with the calendar."""
        wanted = list(projects)
        rows = self.run(DAYS, projects=wanted).all() if wanted else []
        return DaysRead(tuple(map(_days, rows)), calendar_from(rows[0])) if rows else DaysRead()


def _days(row: Any) -> StageDays:
    return StageDays(
        row.id,
        row.project_id,
        row.number,
        row.name,
        row.starts_on,
        row.ends_on,
        row.budget_starts_on or row.starts_on,
        row.budget_ends_on or row.ends_on,
        UserId(row.responsible) if row.responsible else None,
        tuple(row.after),
        StageState(row.state),
        row.started_at,
    )


def calendar_from(row: Any) -> WorkingCalendar:
    """The workspace's own, or the usual one until somebody saved its settings."""
    kept = {name: getattr(row, name) for name in CALENDAR}
    return (Workspace(row.workspace_id) if row.working_days is None else Workspace(row.workspace_id, **kept)).calendar
