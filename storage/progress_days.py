"""How far each project was on each of its days; a day that is looked at again keeps what was seen last."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.progress_days import ProgressDay, ProgressWatch
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.progress_days import progress_days, progress_watches

OF_PROJECT = (
    sa.select(progress_days)
    .where(progress_days.c.workspace_id == MINE, progress_days.c.project_id == sa.bindparam("project"))
    .order_by(progress_days.c.day)
)
LAST = (
    sa.select(progress_days)
    .where(progress_days.c.workspace_id == MINE, progress_days.c.project_id == sa.bindparam("project"))
    .order_by(progress_days.c.day.desc())
    .limit(1)
)
WATCH = sa.select(progress_watches).where(
    progress_watches.c.workspace_id == MINE, progress_watches.c.project_id == sa.bindparam("project")
)
KEEP, KEEP_WATCH = upsert_of(progress_days), upsert_of(progress_watches)


class ProgressDays(Gateway):
    """Reads and keeps the days of one workspace's projects; whoever keeps one holds its project."""

    def of_project(self, project: str) -> list[ProgressDay]:
        """Every day of a project on which somebody looked, the earliest first."""
        return [_day(row) for row in self.run(OF_PROJECT, project=project)]

    def last(self, project: str) -> ProgressDay | None:
        """The last day of a project on which somebody looked; None where nobody ever did."""
        row = self.run(LAST, project=project).one_or_none()
        return None if row is None else _day(row)

    def keep(self, one: ProgressDay) -> None:
        """Save what was seen on a day, in place of what was seen earlier on it."""
        self.upsert(KEEP, **vars(one))

    def watch(self, project: str) -> ProgressWatch:
        """When to look at a project next; never for one that has not started."""
        row = self.run(WATCH, project=project).one_or_none()
        return ProgressWatch(row.project_id, row.next_at) if row else ProgressWatch(project)

    def keep_watch(self, one: ProgressWatch) -> None:
        """Save when to look again."""
        self.upsert(KEEP_WATCH, **vars(one))


def _day(row: sa.Row[Any]) -> ProgressDay:
    return ProgressDay(
        row.project_id,
        row.day,
        row.budget,
        row.planned,
        row.earned,
        row.spent,
        row.percent,
        row.open_difficulties,
    )
