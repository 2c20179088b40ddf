"""Revision 0004, one room of it: what is answered to somebody who said what they need for their role."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ASKING_ROLE = sa.text("needs <> '' AND answer = '' AND accepted_at IS NULL")


def upgrade() -> None:
    """Room for the answer, and a way to find who waits for one."""
    with op.batch_alter_table("project_roles", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("answered_by", sa.String(length=32), nullable=True))
        batch_op.create_index(
            "ix_project_roles_asking",
            ["workspace_id", "given_by"],
            unique=False,
            sqlite_where=ASKING_ROLE,
            postgresql_where=ASKING_ROLE,
        )


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_project_roles_asking", "project_roles")
    # Not in a batch: that would make the whole table anew on SQLite, and write its defaults another way.
    op.drop_column("project_roles", "answered_by")
    op.drop_column("project_roles", "answer")
