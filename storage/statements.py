"""Statements that both databases understand in their own words, built once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

MINE: sa.BindParameter[Any] = sa.bindparam("workspace")


class Gateway:
    """The rows of one noun in one workspace; every statement is given the workspace."""

    def __init__(self, connection: sa.Connection, workspace: str) -> None:
        self.connection = connection
        self.workspace = workspace

    def run(self, statement: Any, **names: Any) -> sa.CursorResult[Any]:
        """Execute a statement that was built once, with the workspace filled in."""
        return self.connection.execute(statement, {"workspace": self.workspace, **names})

    def insert(self, table: sa.Table, **values: Any) -> None:
        """Add one row to a table of this workspace."""
        self.connection.execute(insert_of(table), {"workspace_id": self.workspace, **values})

    def upsert(self, statements: dict[str, Any], **values: Any) -> int:
        """Add or replace one row; returns how many rows changed."""
        statement = statements[self.connection.dialect.name]
        return self.connection.execute(statement, {"workspace_id": self.workspace, **values}).rowcount

    def upsert_all(self, statements: dict[str, Any], rows: Iterable[dict[str, Any]]) -> None:
        """Add or replace many rows at once: as many journeys to the database as for one."""
        every = [{"workspace_id": self.workspace, **row} for row in rows]
        if every:
            self.connection.execute(statements[self.connection.dialect.name], every)


@cache
def insert_of(table: sa.Table) -> sa.Insert:
    """The INSERT of a table, made the first time it is needed."""
    return sa.insert(table)


def columns_to_change(table: sa.Table) -> dict[str, Any]:
    """A parameter `new_<column>` for every column that can change."""
    names = (str(column.name) for column in table.columns)
    return {name: sa.bindparam(f"new_{name}") for name in names if name not in ("id", "workspace_id")}


def as_new(columns: dict[str, Any]) -> dict[str, Any]:
    """Column values under the parameter names that `columns_to_change` made."""
    return {f"new_{name}": value for name, value in columns.items()}


def upsert_of(table: sa.Table, *, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """INSERT that replaces the row with the same primary key, but for the columns in `keep`.

    Where an id alone is the key, a row of another workspace stays as it is.
    """
    keys = [column.name for column in table.primary_key]
    statements = {}
    for name, insert in (("sqlite", sqlite_insert(table)), ("postgresql", postgresql_insert(table))):
        fixed = (*keys, *keep, "workspace_id")
        replaced = {c.name: insert.excluded[c.name] for c in table.c if c.name not in fixed}
        ours = None if "workspace_id" in keys or "workspace_id" not in table.c else table.c.workspace_id
        where = None if ours is None else ours == insert.excluded.workspace_id
        statements[name] = insert.on_conflict_do_update(index_elements=keys, set_=replaced, where=where)
    return statements


def insert_unless_there(table: sa.Table) -> dict[str, Any]:
    """INSERT that leaves a row alone that already stands in the way.

    PostgreSQL's driver would not say how many rows were added: SQLAlchemy forgets it after an INSERT unless asked.
    """
    inserts = (("sqlite", sqlite_insert(table)), ("postgresql", postgresql_insert(table)))
    return {name: insert.on_conflict_do_nothing().execution_options(preserve_rowcount=True) for name, insert in inserts}


def insert_or_touch(table: sa.Table, index: sa.Index, *touched: str) -> dict[str, Any]:
    """INSERT that gives a row standing in the way of this partial index new values instead; returns the row's id.

    Touching holds that row until the transaction ends; an INSERT that does nothing would not.
    """
    statements = {}
    for name, insert in (("sqlite", sqlite_insert(table)), ("postgresql", postgresql_insert(table))):
        statements[name] = insert.on_conflict_do_update(
            index_elements=[column.name for column in index.columns],
            index_where=index.dialect_options[name]["where"],
            set_={column: insert.excluded[column] for column in touched},
        ).returning(table.c.id)
    return statements


ESCAPE = "!"


def pattern_of(text: str) -> str:
    """What `ilike` finds a text by wherever it stands, its own signs meaning nothing."""
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return f"%{text}%"
