"""Revision 0004, one room of it: stages, what they need and cost, work, money, estimates and votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ON_A_STAGE = sa.text("stage_id IS NOT NULL")
CURRENCY = (
    "UPDATE projects SET currency = coalesce("
    "(SELECT workspaces.currency FROM workspaces WHERE workspaces.id = projects.workspace_id), 'EUR')"
)


def _make_stages() -> None:
    op.create_table(
        "stages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("responsible", sa.String(length=32), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("budget_cost", sa.BigInteger(), nullable=True),
        sa.Column("budget_minutes", sa.Integer(), nullable=True),
        sa.Column("budget_starts_on", sa.Date(), nullable=True),
        sa.Column("budget_ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'running', 'ended')", name=op.f("ck_stages_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_stages_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stages")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_stages_project_id_number")),
    )


def _make_stage_needs() -> None:
    op.create_table(
        "stage_needs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_needs_stage_id_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_needs")),
    )
    op.create_index("ix_stage_needs_stage", "stage_needs", ["stage_id"], unique=False)
    op.create_index("ix_stage_needs_skill", "stage_needs", ["workspace_id", "skill_id"], unique=False)


def _make_stage_things() -> None:
    op.create_table(
        "stage_things",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_things_stage_id_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_things")),
    )
    op.create_index("ix_stage_things_stage", "stage_things", ["stage_id"], unique=False)
    op.create_index("ix_stage_things_thing", "stage_things", ["workspace_id", "thing_id", "last_day"], unique=False)


def _make_stage_costs() -> None:
    op.create_table(
        "stage_costs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('hardware', 'licence', 'service', 'other')", name=op.f("ck_stage_costs_kind")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_costs_stage_id_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_costs")),
    )
    op.create_index("ix_stage_costs_stage", "stage_costs", ["stage_id"], unique=False)


def _make_stage_estimates() -> None:
    op.create_table(
        "stage_estimates",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes_left", sa.Integer(), nullable=False),
        sa.Column("cost_left", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_stage_estimates_project_id_projects")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_estimates_stage_id_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_estimates")),
    )
    op.create_index("ix_stage_estimates_project", "stage_estimates", ["project_id", "at"], unique=False)


def _make_stage_votes() -> None:
    op.create_table(
        "stage_votes",
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("vote", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voted_by", sa.String(length=32), nullable=True),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("vote IN ('go', 'hold', 'stop')", name=op.f("ck_stage_votes_vote")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_stage_votes_project_id_projects")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_votes_stage_id_stages")),
        sa.PrimaryKeyConstraint("stage_id", name=op.f("pk_stage_votes")),
    )
    op.create_index("ix_stage_votes_project", "stage_votes", ["project_id", "asked_at"], unique=False)


def _make_cost_entries() -> None:
    op.create_table(
        "cost_entries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=True),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_cost_entries_project_id_projects")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_cost_entries_stage_id_stages")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_cost_entries_task_id_tasks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_entries")),
    )
    op.create_index("ix_cost_entries_project", "cost_entries", ["project_id", "logged_at"], unique=False)


def _make_viability() -> None:
    op.create_table(
        "viability",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("contingency", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_price", sa.BigInteger(), nullable=True),
        sa.Column("decided_cost", sa.BigInteger(), nullable=True),
        sa.Column("decided_contingency", sa.Integer(), nullable=True),
        sa.CheckConstraint("verdict IN ('viable', 'not viable')", name=op.f("ck_viability_verdict")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_viability_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_viability")),
    )


def _make_cost_watches() -> None:
    op.create_table(
        "cost_watches",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cost_level", sa.Integer(), nullable=False),
        sa.Column("time_level", sa.Integer(), nullable=False),
        sa.Column("is_over_budget", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_cost_watches_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_cost_watches")),
    )
    op.create_index(
        "ix_cost_watches_due",
        "cost_watches",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )


TABLES = (
    _make_stages,
    _make_stage_needs,
    _make_stage_things,
    _make_stage_costs,
    _make_stage_estimates,
    _make_stage_votes,
    _make_cost_entries,
    _make_viability,
    _make_cost_watches,
)
BACK = (
    "cost_watches",
    "viability",
    "cost_entries",
    "stage_votes",
    "stage_estimates",
    "stage_costs",
    "stage_things",
    "stage_needs",
    "stages",
)


def upgrade() -> None:
    """Make what this room remembers."""
    for make in TABLES:
        make()
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.add_column(sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False))
        batch_op.add_column(sa.Column("price", sa.BigInteger(), nullable=True))
    op.execute(CURRENCY)
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage_id", sa.String(length=32), nullable=True))
        batch_op.create_index("ix_tasks_stage", ["stage_id"], sqlite_where=ON_A_STAGE, postgresql_where=ON_A_STAGE)
    with op.batch_alter_table("work_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("rate", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("words", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("logged_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_work_entries_project", ["project_id", "stage_id"])


def downgrade() -> None:
    """Take it away again, column by column: a table made anew would write its defaults in other words."""
    with op.batch_alter_table("work_entries", recreate="never") as batch_op:
        batch_op.drop_index("ix_work_entries_project")
        for name in ("logged_at", "words", "rate", "stage_id"):
            batch_op.drop_column(name)
    with op.batch_alter_table("tasks", recreate="never") as batch_op:
        batch_op.drop_index("ix_tasks_stage", sqlite_where=ON_A_STAGE, postgresql_where=ON_A_STAGE)
        batch_op.drop_column("stage_id")
    with op.batch_alter_table("projects", recreate="never") as batch_op:
        batch_op.drop_column("price")
        batch_op.drop_column("currency")
    for name in BACK:
        op.drop_table(name)
