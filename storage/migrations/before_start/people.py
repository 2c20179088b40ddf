"""Revision 0004, one room of it: what people can do, when they have time, and which things there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

CONFIRMED, PROPOSED = sa.text("level IS NOT NULL"), sa.text("proposed_level IS NOT NULL")
DONE_WITH_SKILL = sa.text("state = 'done' AND skill_id IS NOT NULL")


def upgrade() -> None:
    """Make what this room remembers."""
    _make_skills()
    _make_capacity()
    _make_stock()
    op.add_column("tasks", sa.Column("skill_id", sa.String(length=32), nullable=True))
    op.add_column("tasks", sa.Column("skill_level", sa.Integer(), nullable=True))
    op.create_index(
        "ix_tasks_done_with_skill",
        "tasks",
        ["workspace_id", "assignee", "skill_id"],
        sqlite_where=DONE_WITH_SKILL,
        postgresql_where=DONE_WITH_SKILL,
    )


def _make_skills() -> None:
    op.create_table(
        "skills",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hourly_rate", sa.BigInteger(), nullable=True),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('skill', 'tool')", name=op.f("ck_skills_kind")),
        sa.CheckConstraint("hourly_rate >= 0", name=op.f("ck_skills_hourly_rate")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_skills")),
    )
    op.create_table(
        "person_skills",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("skill_id", sa.String(length=32), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.String(length=32), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_level", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_person_skills_level")),
        sa.CheckConstraint("proposed_level BETWEEN 1 AND 5", name=op.f("ck_person_skills_proposed_level")),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", "skill_id", name=op.f("pk_person_skills")),
    )
    for name, column, held in (("confirmed", "skill_id", CONFIRMED), ("proposed", "proposed_at", PROPOSED)):
        op.create_index(
            f"ix_person_skills_{name}",
            "person_skills",
            ["workspace_id", column],
            sqlite_where=held,
            postgresql_where=held,
        )


def _make_capacity() -> None:
    op.create_table(
        "weekly_hours",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name=op.f("ck_weekly_hours_minutes")),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name=op.f("pk_weekly_hours")),
    )
    op.create_table(
        "leave",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_leave_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index("ix_leave_person", "leave", ["workspace_id", "person_id", "last_day"])
    op.create_table(
        "bookings",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name=op.f("ck_bookings_minutes")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_bookings_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "person_id", "week", name=op.f("pk_bookings")),
    )
    op.create_index("ix_bookings_person", "bookings", ["workspace_id", "person_id", "week"])


def _make_stock() -> None:
    op.create_table(
        "things",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("in_stock", sa.Integer(), nullable=False),
        sa.Column("on_order", sa.Integer(), nullable=False),
        sa.Column("arrives_on", sa.Date(), nullable=True),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('hardware', 'licence', 'environment', 'tool')", name=op.f("ck_things_kind")),
        sa.CheckConstraint("in_stock >= 0", name=op.f("ck_things_in_stock")),
        sa.CheckConstraint("on_order >= 0", name=op.f("ck_things_on_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_things")),
    )
    op.create_index("ix_things_workspace", "things", ["workspace_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_tasks_done_with_skill", "tasks")
    op.drop_column("tasks", "skill_level")
    op.drop_column("tasks", "skill_id")
    for table in ("things", "bookings", "leave", "weekly_hours", "person_skills", "skills"):
        op.drop_table(table)
