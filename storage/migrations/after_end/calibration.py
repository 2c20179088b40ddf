"""Revision 0009, one room of it: what finished projects gave the next one, and what was answered to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "reserve_answers",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_reserve_answers_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "suggestion", name=op.f("pk_reserve_answers")),
    )
    op.add_column("project_kinds", sa.Column("hours_percent", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("project_kinds", "hours_percent")
    op.drop_table("reserve_answers")
