"""Revision 0009, one room of it: who acts in somebody's place while they are on leave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

AT = sa.DateTime(timezone=True)
COMING = sa.text("next_at IS NOT NULL")
ACTING = sa.text("acting IS NOT NULL")
STATES = "state IN ('nobody yet', 'given', 'accepted', 'over')"
WHY_OPEN = "why_open IN ('', 'declined', 'away too', 'cannot work here any more', 'duties are kept apart')"


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "stand_ins",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("leave_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("deputy_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("given_by", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=False),
        sa.Column("begins_at", AT, nullable=False),
        sa.Column("ends_at", AT, nullable=False),
        sa.Column("why_open", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("passed_on_by", sa.String(length=32), nullable=True),
        sa.Column("acting", sa.String(length=32), nullable=True),
        sa.Column("acted", sa.String(length=32), nullable=True),
        sa.Column("next_at", AT, nullable=True),
        sa.Column("helped_before", sa.Boolean(), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_stand_ins_state")),
        sa.CheckConstraint(WHY_OPEN, name=op.f("ck_stand_ins_why_open")),
        sa.CheckConstraint("(role IS NULL) <> (task_id IS NULL)", name=op.f("ck_stand_ins_about")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_ins")),
    )
    _index()


def _index() -> None:
    op.create_index("ix_stand_ins_leave", "stand_ins", ["workspace_id", "leave_id"])
    op.create_index("ix_stand_ins_deputy", "stand_ins", ["workspace_id", "deputy_id"])
    op.create_index("ix_stand_ins_person", "stand_ins", ["workspace_id", "person_id"])
    op.create_index(
        "ix_stand_ins_acting",
        "stand_ins",
        ["workspace_id", "project_id"],
        sqlite_where=ACTING,
        postgresql_where=ACTING,
    )
    op.create_index("ix_stand_ins_coming", "stand_ins", ["next_at"], sqlite_where=COMING, postgresql_where=COMING)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("stand_ins")
