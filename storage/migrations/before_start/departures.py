"""Revision 0004, one room of it: whose coming or going a project still has to follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "departures",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("could_work", sa.Boolean(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_departures_project_id_projects")),
        sa.PrimaryKeyConstraint("workspace_id", "project_id", "person_id", name=op.f("pk_departures")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("departures")
