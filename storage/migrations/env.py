"""Alembic's entry: runs on the connection it is handed, never on one of its own."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from storage.tables import metadata
from storage.types import UtcDateTime


def _as_plain_sql_type(kind: str, item: Any, _autogenerating: Any) -> str | Literal[False]:
    """Write our own types as what they are in SQL: a migration must not change when our code does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_as_plain_sql_type,
)
context.run_migrations()
