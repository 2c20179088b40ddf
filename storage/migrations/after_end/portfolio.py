"""Revision 0009, one room of it: what project managers say of how their projects fare."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make what this room remembers."""
    op.create_table(
        "health_reports",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("colour IN ('green', 'amber', 'red')", name=op.f("ck_health_reports_colour")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_health_reports_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_health_reports")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("health_reports")
