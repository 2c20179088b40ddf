"""Revision 0009, one room of it: the checklists of projects that end, and what was moved or dropped from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)
KINDS = "kind IN ('task', 'difficulty', 'change', 'scope note', 'plan', 'stage', 'vote', 'verdict', 'errand')"


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "closings",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_closings_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_closings")),
    )
    op.create_table(
        "settlements",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing_id", ID, nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("to_project_id", ID, nullable=True),
        sa.Column("to_id", ID, nullable=True),
        sa.Column("to_key", sa.Text(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_settlements_kind")),
        sa.CheckConstraint("how IN ('moved', 'dropped')", name=op.f("ck_settlements_how")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_settlements_project_id_projects")),
        sa.ForeignKeyConstraint(["to_project_id"], ["projects.id"], name=op.f("fk_settlements_to_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    op.create_index("ix_settlements_project", "settlements", ["project_id", "at"])
    op.create_index("ix_settlements_thing", "settlements", ["thing_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("settlements")
    op.drop_table("closings")
