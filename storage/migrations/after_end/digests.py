"""Revision 0009, one room of it: the weekly digests to department heads and IT managers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)
DUE = sa.text("next_at IS NOT NULL")
OPEN = sa.text("closed_at IS NULL")


def _make_plans() -> None:
    op.create_table(
        "digest_plans",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("head_id", ID, nullable=False),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("next_at", AT, nullable=True),
        sa.Column("missed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "head_id", name=op.f("pk_digest_plans")),
    )
    op.create_index("ix_digest_plans_due", "digest_plans", ["next_at"], sqlite_where=DUE, postgresql_where=DUE)


def _make_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("head_id", ID, nullable=False),
        sa.Column("it_manager_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("posted_at", AT, nullable=False),
        sa.Column("looked_at", AT, nullable=False),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("missed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint(
            "workspace_id",
            "head_id",
            "it_manager_id",
            "day",
            name=op.f("uq_digests_workspace_id_head_id_it_manager_id_day"),
        ),
    )
    op.create_index("ix_digests_open", "digests", ["looked_at"], sqlite_where=OPEN, postgresql_where=OPEN)


def _make_entries() -> None:
    op.create_table(
        "digest_entries",
        sa.Column("digest_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "about", "key", "title")),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("since", AT, nullable=True),
        sa.Column("agreed_by", ID, nullable=True),
        sa.Column("agreed_at", AT, nullable=True),
        sa.Column("discussed_by", ID, nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_digest_entries_digest_id_digests")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_digest_entries_project_id_projects")),
        sa.PrimaryKeyConstraint("digest_id", "number", name=op.f("pk_digest_entries")),
    )


def upgrade() -> None:
    """Make what this room remembers."""
    _make_plans()
    _make_digests()
    _make_entries()


def downgrade() -> None:
    """Take it away again."""
    for table in ("digest_entries", "digests", "digest_plans"):
        op.drop_table(table)
