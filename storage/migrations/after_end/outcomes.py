"""Revision 0009, one room of it: what was said of goals, and how projects came out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

VERDICTS = "verdict IN ('reached', 'partly reached', 'not reached')"


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "goal_answers",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("measured", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(VERDICTS, name=op.f("ck_goal_answers_verdict")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_goal_answers_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "goal_id", name=op.f("pk_goal_answers")),
    )
    op.create_table(
        "outcomes",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_outcomes_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_outcomes")),
    )
    op.create_index("ix_outcomes_kind", "outcomes", ["workspace_id", "kind", "frozen_at"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("outcomes")
    op.drop_table("goal_answers")
