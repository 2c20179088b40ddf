"""Revision 0004, one room of it: requests to change what was approved, and new scope noted in passing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

STATES = "state IN ('in discussion', 'with the customer', 'approved', 'rejected', 'withdrawn')"
UNDECIDED = sa.text("state IN ('in discussion', 'with the customer')")
UNPRICED = sa.text("change_id IS NULL AND dropped_at IS NULL")
IN_A_PLAN = sa.text("plan_id IS NOT NULL")


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table("change_requests", *_begun(), *_discussed(), *_constraints_of_changes())
    _index("ix_change_requests_open", "change_requests", ["project_id", "number"], UNDECIDED)
    _index("ix_change_requests_plan", "change_requests", ["plan_id"], IN_A_PLAN)
    op.create_table("scope_notes", *_noted(), *_constraints_of_notes())
    _index("ix_scope_notes_unpriced", "scope_notes", ["project_id", "number"], UNPRICED)


def _begun() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _discussed() -> list[sa.Column[object]]:
    return [
        sa.Column("approved", sa.JSON(), nullable=False),
        sa.Column("turns", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.String(length=32), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_by", sa.String(length=32), nullable=True),
    ]


def _constraints_of_changes() -> list[sa.schema.SchemaItem]:
    project, plan = "fk_change_requests_project_id_projects", "fk_change_requests_plan_id_plan_versions"
    return [
        sa.CheckConstraint(STATES, name=op.f("ck_change_requests_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f(project)),
        sa.ForeignKeyConstraint(["plan_id"], ["plan_versions.id"], name=op.f(plan)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_requests")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_change_requests_project_id_number")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_change_requests_workspace_id_key")),
    ]


def _noted() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("noted_by", sa.String(length=32), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_by", sa.String(length=32), nullable=True),
        sa.Column("change_id", sa.String(length=32), nullable=True),
        sa.Column("dropped_by", sa.String(length=32), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _constraints_of_notes() -> list[sa.schema.SchemaItem]:
    project, change = "fk_scope_notes_project_id_projects", "fk_scope_notes_change_id_change_requests"
    return [
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f(project)),
        sa.ForeignKeyConstraint(["change_id"], ["change_requests.id"], name=op.f(change)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scope_notes")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_scope_notes_project_id_number")),
    ]


def _index(name: str, table: str, columns: list[str], of: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=False, sqlite_where=of, postgresql_where=of)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("scope_notes")
    op.drop_table("change_requests")
