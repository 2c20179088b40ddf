"""The versions of each project's scope; the newest is what is decided now."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import Role
from domain.scope import ScopeStatement, ScopeVersion
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.scope import scope_versions

STATEMENT = TypeAdapter(ScopeStatement)
OF_PROJECT = (
    sa.select(scope_versions)
    .where(scope_versions.c.workspace_id == MINE, scope_versions.c.project_id == sa.bindparam("project"))
    .order_by(scope_versions.c.number.desc())
    .limit(sa.bindparam("most"))
)
BY_NUMBER = OF_PROJECT.where(scope_versions.c.number == sa.bindparam("number"))
KEEP = upsert_of(scope_versions)


class Scopes(Gateway):
    """Reads and keeps what the projects of one workspace are to deliver."""

    def newest(self, project: str) -> ScopeVersion:
        """What is decided now; refuses a project of nowhere or of another workspace."""
        return self._one(OF_PROJECT, project=project)

    def version(self, project: str, number: int) -> ScopeVersion:
        """One version by its number; refuses a number that there is not."""
        return self._one(BY_NUMBER, project=project, number=number)

    def versions(self, project: str, most: int) -> list[ScopeVersion]:
        """The newest versions of a project, newest first."""
        return [version_from(row) for row in self.run(OF_PROJECT, project=project, most=most)]

    def begin(self, project: Project) -> None:
        """Save what a new project begins with as its first version."""
        manager = project.holder(Role.PROJECT_MANAGER)
        self.keep(ScopeVersion(project.id, 1, ScopeStatement.of(project.scope), manager, project.created_at))

    def keep(self, version: ScopeVersion) -> None:
        """Save a version that is new, or open and held with its project."""
        self.upsert(
            KEEP,
            project_id=version.project_id,
            number=version.number,
            statement=STATEMENT.dump_python(version.statement, mode="json"),
            made_by=version.made_by,
            made_at=version.made_at,
            reason=version.reason,
            is_frozen=version.is_frozen,
        )

    def _one(self, statement: Any, **names: Any) -> ScopeVersion:
        row = self.run(statement, most=1, **names).one_or_none()
        if row is None:
            raise Refused("There is no such version of this scope.")
        return version_from(row)


def version_from(row: Any) -> ScopeVersion:
    """A row of the versions of a scope as the domain knows it."""
    made_by = UserId(row.made_by) if row.made_by else None
    statement = STATEMENT.validate_python(row.statement)
    return ScopeVersion(row.project_id, row.number, statement, made_by, row.made_at, row.reason, row.is_frozen)
