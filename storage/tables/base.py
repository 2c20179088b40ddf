"""What every table shares: names of constraints, kinds of id, and the column that keeps workspaces apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
ID = sa.String(32)
SLACK_ID = sa.String(32)


def one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    """A column that holds one of these words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def workspace() -> sa.Column[str]:
    """The workspace a row belongs to."""
    return sa.Column("workspace_id", SLACK_ID, nullable=False)


def project() -> sa.Column[str]:
    """The project a row belongs to."""
    return sa.Column("project_id", ID, sa.ForeignKey("projects.id"), nullable=False)


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
