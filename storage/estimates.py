"""What people thought was left of a stage, each time they were asked."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.work import Estimate
from storage.statements import MINE, Gateway
from storage.tables.stages import stage_estimates

IN_PROJECT = (
    sa.select(stage_estimates)
    .where(stage_estimates.c.workspace_id == MINE, stage_estimates.c.project_id == sa.bindparam("project"))
    .order_by(stage_estimates.c.at, stage_estimates.c.id)
)


def is_since_estimate(entries: sa.Table) -> sa.ColumnElement[bool]:
    """Whether an entry was logged after its stage was estimated last; none was where nobody estimated."""
    last = sa.select(sa.func.max(stage_estimates.c.at)).where(
        stage_estimates.c.project_id == entries.c.project_id, stage_estimates.c.stage_id == entries.c.stage_id
    )
    return entries.c.logged_at > last.scalar_subquery()


def until_each_estimate(entries: sa.Table, *sums: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """What had been logged in each stage of a project when it was estimated, by the id of each estimate."""
    was_there = sa.or_(entries.c.logged_at.is_(None), entries.c.logged_at <= stage_estimates.c.at)
    return (
        sa.select(stage_estimates.c.id.label("estimate_id"), entries.c.stage_id, *sums)
        .join(stage_estimates, sa.and_(stage_estimates.c.stage_id == entries.c.stage_id, was_there))
        .where(entries.c.workspace_id == MINE, entries.c.project_id == sa.bindparam("project"))
        .group_by(stage_estimates.c.id, entries.c.stage_id)
    )


class Estimates(Gateway):
    """Reads and keeps the estimates of one workspace."""

    def in_project(self, project: str) -> list[Estimate]:
        """Every estimate of a project's stages, the oldest first."""
        return [estimate_from(row) for row in self.run(IN_PROJECT, project=project)]

    def add(self, one: Estimate) -> None:
        """Keep one estimate; none is ever changed."""
        self.insert(stage_estimates, **vars(one))


def estimate_from(row: Any) -> Estimate:
    """A row of the estimates as the domain knows it."""
    said = row.minutes_left, row.cost_left, row.note
    return Estimate(row.id, row.project_id, row.stage_id, UserId(row.by), row.at, *said)
