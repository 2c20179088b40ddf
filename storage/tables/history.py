"""The history: rows are added, and the database itself refuses to change or drop one."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, workspace
from storage.types import UtcDateTime

history = sa.Table(
    "history",
    metadata,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    workspace(),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id")),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("by", SLACK_ID),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("changes", sa.JSON, nullable=False),
    sa.Index("ix_history_project", "project_id", "number"),
    sa.Index("ix_history_about", "project_id", "about", "number"),
    sa.Index("ix_history_by", "project_id", "by", "number"),
    sa.Index("ix_history_workspace", "workspace_id", "number"),
)

REFUSE_ON_SQLITE = [
    f"CREATE TRIGGER history_refuses_{what} BEFORE {what.upper()} ON history "
    "BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END"
    for what in ("update", "delete")
]
REFUSE_ON_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the history cannot be changed'; END $$",
    "CREATE TRIGGER history_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
    "FOR EACH STATEMENT EXECUTE FUNCTION history_refuses()",
]


def _on_making(dialect: str, statement: str) -> None:
    made = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
    sa.event.listen(history, "after_create", made.execute_if(dialect=dialect))


for refused in REFUSE_ON_SQLITE:
    _on_making("sqlite", refused)
for refused in REFUSE_ON_POSTGRESQL:
    _on_making("postgresql", refused)
