"""Revision 0004, one room of it: when the bot came to a channel or went, so that what is told late is known as late."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Make what this room remembers."""
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bot_told_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.drop_column("bot_told_at")
