"""What was agreed and frozen, one row an agreement; none of them ever changes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.baselines import Baseline, BaselineStage
from domain.identity import UserId
from domain.scope import ScopeStatement
from storage.scope import STATEMENT
from storage.statements import MINE, Gateway
from storage.tables.plans import baselines
from storage.tables.scope import scope_versions

STAGES = TypeAdapter(tuple[BaselineStage, ...])
OF_PROJECT = (
    sa.select(baselines)
    .where(baselines.c.workspace_id == MINE, baselines.c.project_id == sa.bindparam("project"))
    .order_by(baselines.c.number.desc())
)
AGREED = OF_PROJECT.add_columns(scope_versions.c.statement).join(
    scope_versions,
    sa.and_(scope_versions.c.project_id == baselines.c.project_id, scope_versions.c.number == baselines.c.scope_number),
)
NEWEST = OF_PROJECT.limit(1)


class Baselines(Gateway):
    """Reads and adds the agreements of one workspace."""

    def newest_of(self, project: str) -> Baseline | None:
        """The agreement that counts, if there is one."""
        row = self.run(NEWEST, project=project).one_or_none()
        return _baseline(row) if row else None

    def of_project(self, project: str) -> list[Baseline]:
        """Every agreement of a project, the newest first."""
        return [_baseline(row) for row in self.run(OF_PROJECT, project=project)]

    def agreed(self, project: str) -> list[tuple[Baseline, ScopeStatement]]:
        """Every agreement of a project with the scope it is about, the newest first."""
        rows = self.run(AGREED, project=project)
        return [(_baseline(row), STATEMENT.validate_python(row.statement)) for row in rows]

    def add(self, one: Baseline) -> None:
        """Freeze an agreement; the database refuses a second one of the same number."""
        stages = STAGES.dump_python(one.stages, mode="json")
        self.insert(baselines, **{**vars(one), "stages": stages})


def _baseline(row: Any) -> Baseline:
    return Baseline(
        row.project_id,
        row.number,
        row.plan_number,
        row.scope_number,
        row.currency,
        row.price,
        row.completion_date,
        STAGES.validate_python(row.stages),
        row.frozen_at,
        UserId(row.frozen_by),
        row.reason,
    )
