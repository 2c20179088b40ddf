"""Revision 0009, one room of it: how far each project was on each of its days, and what was drawn of it."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
AT = sa.DateTime(timezone=True)
DUE = sa.text("next_at IS NOT NULL")
PROJECTS = sa.table("projects", *(sa.column(name) for name in ("id", "workspace_id", "lifecycle")))
WATCHES = sa.table("progress_watches", sa.column("project_id"), sa.column("workspace_id"), sa.column("next_at", AT))


def _make_days() -> None:
    op.create_table(
        "progress_days",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("earned", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("open_difficulties", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_progress_days_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", "day", name=op.f("pk_progress_days")),
    )


def _make_watches() -> None:
    op.create_table(
        "progress_watches",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("next_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_progress_watches_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_progress_watches")),
    )
    op.create_index("ix_progress_watches_due", "progress_watches", ["next_at"], sqlite_where=DUE, postgresql_where=DUE)


def _make_files() -> None:
    op.create_table(
        "picture_files",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sign", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("drawn_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "sign", name=op.f("pk_picture_files")),
    )
    op.create_table(
        "picture_grounds",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.CheckConstraint("ground IN ('light', 'dark')", name=op.f("ck_picture_grounds_ground")),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name=op.f("pk_picture_grounds")),
    )


def upgrade() -> None:
    """Room for the days and what is drawn of them; what has started already is looked at from now on."""
    _make_days()
    _make_watches()
    _make_files()
    running = sa.select(PROJECTS.c.id, PROJECTS.c.workspace_id, sa.literal(LONG_AGO, AT)).where(
        PROJECTS.c.lifecycle.in_(["active", "on_hold"])
    )
    op.get_bind().execute(sa.insert(WATCHES).from_select(["project_id", "workspace_id", "next_at"], running))


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("picture_grounds")
    op.drop_table("picture_files")
    op.drop_index("ix_progress_watches_due", "progress_watches")
    op.drop_table("progress_watches")
    op.drop_table("progress_days")
