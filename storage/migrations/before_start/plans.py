"""Revision 0004, one room of it: plans presented to customers, their answers, baselines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

MEDIA = "medium IN ('signed paper', 'e-mail', 'meeting', 'phone call')"
VERDICTS = "verdict IN ('accepted', 'rejected', 'withdrawn')"


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "plan_versions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("scope_number", sa.Integer(), nullable=False),
        sa.Column("presented_by", sa.String(length=32), nullable=False),
        sa.Column("presented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact", sa.String(length=32), nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("change", sa.JSON(none_as_null=True), nullable=True),
        *_answer_columns(),
        sa.CheckConstraint(MEDIA, name=op.f("ck_plan_versions_medium")),
        sa.CheckConstraint(VERDICTS, name=op.f("ck_plan_versions_verdict")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_plan_versions_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_plan_versions_project_id_number")),
    )
    op.create_table("baselines", *_baseline_columns())


def _answer_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
    ]


def _baseline_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=False),
        sa.Column("scope_number", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("completion_date", sa.Date(), nullable=True),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_baselines_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_baselines")),
    ]


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("baselines")
    op.drop_table("plan_versions")
