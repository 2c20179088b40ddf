"""When each project's next round is due; moving that time forward is the claim."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.projects import Lifecycle
from domain.schedules import Quiet, QuietDay, Schedule
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.checkins import schedules
from storage.tables.projects import projects

OURS = sa.select(schedules).where(schedules.c.workspace_id == MINE)
BY_PROJECT = OURS.where(schedules.c.project_id == sa.bindparam("project"))
BY_PROJECT_LOCKED = BY_PROJECT.with_for_update()
BY_PROJECTS = OURS.where(schedules.c.project_id.in_(sa.bindparam("ids", expanding=True)))
OF_ACTIVE = (
    OURS.join(projects, projects.c.id == schedules.c.project_id)
    .where(projects.c.lifecycle == Lifecycle.ACTIVE.value)
    .order_by(schedules.c.project_id)
    .with_for_update(of=schedules)
)
KEEP = upsert_of(schedules)


class Schedules(Gateway):
    """Reads and keeps the check-in schedules of one workspace."""

    def get(self, project: str) -> Schedule:
        """The schedule of a project."""
        return _schedule(self.run(BY_PROJECT, project=project).one())

    def for_change(self, project: str) -> Schedule:
        """The same, held against everybody else until the transaction ends."""
        return _schedule(self.run(BY_PROJECT_LOCKED, project=project).one())

    def of(self, projects: list[str]) -> list[Schedule]:
        """The schedules of these projects."""
        return [_schedule(row) for row in self.run(BY_PROJECTS, ids=projects)] if projects else []

    def of_active(self) -> list[Schedule]:
        """The schedules of all active projects, held against everybody else until the transaction ends."""
        return [_schedule(row) for row in self.run(OF_ACTIVE)]

    def keep(self, one: Schedule) -> None:
        """Save a schedule as it is now."""
        days = None if one.days is None else list(one.days)
        self.upsert(
            KEEP,
            project_id=one.project_id,
            zone=one.zone,
            at=one.at,
            open_minutes=one.open_minutes,
            days=days,
            next_date=one.next_date,
            next_at=one.next_at,
            questions=list(one.questions),
            settled_until=one.settled_until,
            quiet=[[held.day.isoformat(), held.reason.value, held.name] for held in one.quiet],
        )


def _schedule(row: Any) -> Schedule:
    days = None if row.days is None else tuple(row.days)
    return Schedule(
        row.project_id,
        row.zone,
        row.at,
        row.open_minutes,
        days,
        row.next_date,
        row.next_at,
        tuple(row.questions),
        row.settled_until,
        tuple(QuietDay(date.fromisoformat(day), Quiet(reason), name) for day, reason, name in row.quiet),
    )
