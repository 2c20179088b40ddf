"""Revision 0004, one room of it: solutions compared, what the customer has, templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KINDS = "kind IN ('site', 'network', 'server', 'device', 'licence', 'account')"


def upgrade() -> None:
    """Make what this room remembers."""
    _make_options()
    _make_resources()
    _make_templates()


def _make_options() -> None:
    op.create_table(
        "solutions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("one_off", sa.BigInteger(), nullable=False),
        sa.Column("monthly", sa.BigInteger(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("resources", sa.JSON(), nullable=False),
        sa.CheckConstraint("one_off >= 0", name=op.f("ck_solutions_one_off")),
        sa.CheckConstraint("monthly >= 0", name=op.f("ck_solutions_monthly")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_solutions_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solutions")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_solutions_project_id_number")),
    )
    op.create_table(
        "option_sheets",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.String(length=32), nullable=True),
        sa.Column("chosen_by", sa.String(length=32), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged", sa.JSON(), nullable=False),
        sa.Column("against", sa.JSON(), nullable=False),
        sa.Column("best", sa.String(length=32), nullable=False),
        sa.CheckConstraint("months BETWEEN 1 AND 120", name=op.f("ck_option_sheets_months")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_option_sheets_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_option_sheets")),
    )


def _make_resources() -> None:
    op.create_table(
        "resources",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("customer_sign", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("end_of_support", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.String(length=32), nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_resources_kind")),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name=op.f("ck_resources_quantity")),
        sa.ForeignKeyConstraint(["changed_by"], ["projects.id"], name=op.f("fk_resources_changed_by_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    op.create_index("ix_resources_customer", "resources", ["workspace_id", "customer_sign", "kind"])


def _make_templates() -> None:
    op.create_table(
        "project_templates",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("template", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_templates")),
        sa.UniqueConstraint("workspace_id", "sign", name=op.f("uq_project_templates_workspace_id_sign")),
    )
    op.create_table(
        "project_kinds",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("template_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_kinds_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_project_kinds")),
    )


def downgrade() -> None:
    """Take it away again."""
    for table in ("project_kinds", "project_templates", "resources", "option_sheets", "solutions"):
        op.drop_table(table)
