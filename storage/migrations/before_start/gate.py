"""Revision 0004, one room of it: what is decided before the start, tools, overrides, what is to be settled again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

SETTLED = ("decided", "reached")


def upgrade() -> None:
    """Make what this room remembers."""
    op.add_column("projects", sa.Column("decided", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("projects", sa.Column("reached", sa.Text(), server_default="draft", nullable=False))
    op.create_table(
        "overrides",
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_overrides_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_overrides")),
    )
    op.create_table(
        "tools",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'ready', 'not needed')", name=op.f("ck_tools_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_tools_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tools")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_tools_project_id_number")),
    )
    op.create_index("ix_tools_owner", "tools", ["workspace_id", "owner", "state"])
    _make_unsettled()


def _make_unsettled() -> None:
    op.create_table(
        "unsettled",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_unsettled")),
    )
    op.create_index("ix_unsettled_project", "unsettled", ["workspace_id", "project_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("unsettled")
    op.drop_table("tools")
    op.drop_table("overrides")
    for column in reversed(SETTLED):
        op.drop_column("projects", column)
