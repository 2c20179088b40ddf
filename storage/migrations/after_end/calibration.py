"""Revision 0009, one room of it: what was answered to the reserve that finished projects suggest."""

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


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("reserve_answers")
