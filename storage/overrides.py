"""Starts over what was still open, at most one a project."""

from __future__ import annotations

import sqlalchemy as sa

from domain.gate import Fact
from domain.identity import UserId
from domain.overrides import Override
from storage.statements import MINE, Gateway
from storage.tables.gate import overrides

OF_PROJECT = sa.select(overrides).where(
    overrides.c.workspace_id == MINE, overrides.c.project_id == sa.bindparam("project")
)


class Overrides(Gateway):
    """Reads and keeps who started a project over what was open."""

    def add(self, override: Override) -> None:
        """Keep a start over what was open."""
        self.insert(
            overrides,
            project_id=override.project_id,
            made_by=override.made_by,
            made_at=override.made_at,
            grounds=override.grounds,
            facts=[fact.value for fact in override.facts],
        )

    def of_project(self, project: str) -> Override | None:
        """How a project was started over what was open, if it was."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        if row is None:
            return None
        facts = tuple(Fact(one) for one in row.facts)
        return Override(row.project_id, UserId(row.made_by), row.made_at, row.grounds, facts)
