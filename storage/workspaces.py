"""The workspace's own row: its bot and its settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.workspaces import Creators, Department, Workspace
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.directory import workspaces

OURS = sa.select(workspaces).where(workspaces.c.id == MINE)
OURS_LOCKED = OURS.with_for_update()
UPSERT = upsert_of(workspaces)


class Workspaces(Gateway):
    """Reads and keeps the one workspace of a transaction."""

    def get(self) -> Workspace:
        """The workspace with its settings; sensible defaults until somebody saved them."""
        row = self.run(OURS).one_or_none()
        return _workspace(row) if row else Workspace(self.workspace)

    def for_change(self) -> Workspace:
        """The same, held against everybody else until the transaction ends."""
        row = self.run(OURS_LOCKED).one_or_none()
        return _workspace(row) if row else Workspace(self.workspace)

    def keep(self, workspace: Workspace) -> None:
        """Save the workspace's row."""
        values = replace(workspace, id=self.workspace)
        self.connection.execute(UPSERT[self.connection.dialect.name], _row(values))


def _workspace(row: Any) -> Workspace:
    departments = tuple(Department(one["name"], UserId(one["head"])) for one in row.departments)
    managers = tuple(UserId(one) for one in row.it_managers)
    return Workspace(
        row.id,
        row.name,
        UserId(row.bot_user) if row.bot_user else None,
        row.zone,
        tuple(row.working_days),
        row.work_start,
        row.work_end,
        row.country,
        row.region,
        row.currency,
        departments,
        managers,
        Creators(row.creators),
        row.settings_saved,
    )


def _row(one: Workspace) -> dict[str, Any]:
    departments = [{"name": department.name, "head": department.head} for department in one.departments]
    return {
        "id": one.id,
        "name": one.name,
        "bot_user": one.bot_user,
        "zone": one.zone,
        "working_days": list(one.working_days),
        "work_start": one.work_start,
        "work_end": one.work_end,
        "country": one.country,
        "region": one.region,
        "currency": one.currency,
        "departments": departments,
        "it_managers": list(one.it_managers),
        "creators": one.creators.value,
        "settings_saved": one.settings_saved,
    }
