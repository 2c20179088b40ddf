"""Remembering what was done once: the key of a submission or an event, and the answer it got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables.outbox import once_keys

TAKEN: dict[str, Any] = {
    "workspace_id": sa.bindparam("workspace"),
    "key": sa.bindparam("once_key"),
    "at": sa.bindparam("now"),
}
TAKE = {
    name: insert.values(**TAKEN).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    for name, insert in (("sqlite", sqlite_insert(once_keys)), ("postgresql", postgresql_insert(once_keys)))
}
THIS = (once_keys.c.workspace_id == sa.bindparam("workspace")) & (once_keys.c.key == sa.bindparam("once_key"))
ANSWER = sa.select(once_keys.c.answer).where(THIS)
KEEP = sa.update(once_keys).where(THIS).values(answer=sa.bindparam("given"))
FORGET = sa.delete(once_keys).where(
    once_keys.c.workspace_id == sa.bindparam("workspace"), once_keys.c.at < sa.bindparam("before")
)


@dataclass(frozen=True)
class First:
    """The answer that the first time got: plain JSON, because it must survive a restart."""

    answer: Any


def remembered(connection: sa.Connection, workspace: str, key: str, now: datetime) -> First | None:
    """Take the key, waiting for whoever holds it; None when this is the first time."""
    names = {"workspace": workspace, "once_key": key}
    if connection.execute(TAKE[connection.dialect.name], {**names, "now": now}).rowcount:
        return None
    return First(connection.execute(ANSWER, names).scalar_one())


def remember(connection: sa.Connection, workspace: str, key: str, answer: Any) -> None:
    """Keep the answer with the key, in the transaction that did the work."""
    connection.execute(KEEP, {"workspace": workspace, "once_key": key, "given": answer})


def forget_before(connection: sa.Connection, workspace: str, before: datetime) -> None:
    """Drop the keys of a workspace that no repeat can come for any more."""
    connection.execute(FORGET, {"workspace": workspace, "before": before})
