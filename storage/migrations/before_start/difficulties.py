"""Revision 0004, one room of it: who wrote the message that a difficulty was reported from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Room for the author of the message."""
    op.add_column("difficulties", sa.Column("source_by", sa.String(length=32), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("difficulties", "source_by")
