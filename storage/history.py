"""The history of a workspace: added to, read in pages, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.history import Act, Change, Entry
from domain.identity import UserId
from storage.statements import MINE, Gateway
from storage.tables.history import history

CHANGES = TypeAdapter(tuple[Change, ...])
PAGE = (
    sa.select(history)
    .where(
        history.c.workspace_id == MINE,
        history.c.project_id == sa.bindparam("project"),
        history.c.number < sa.bindparam("before"),
    )
    .order_by(history.c.number.desc())
    .limit(sa.bindparam("most"))
)
NEWEST = 2**62


class History(Gateway):
    """Adds to and reads the history of one workspace."""

    def add(
        self,
        by: UserId | None,
        now: datetime,
        act: Act,
        project: str | None,
        about: str = "",
        changes: tuple[Change, ...] = (),
    ) -> None:
        """Write down what was done, in the transaction that does it; nobody did what Steward does by itself."""
        self.insert(
            history,
            project_id=project,
            at=now,
            by=by or None,
            act=act.value,
            about=about,
            changes=CHANGES.dump_python(changes, mode="json"),
        )

    def of_project(self, project: str, most: int, before: int | None = None) -> list[Entry]:
        """A project's newest lines, or those before a line's number."""
        return [_entry(row) for row in self.run(PAGE, project=project, most=most, before=before or NEWEST)]


def _entry(row: Any) -> Entry:
    by = UserId(row.by) if row.by else None
    return Entry(row.number, row.at, by, Act(row.act), row.about, CHANGES.validate_python(row.changes))
