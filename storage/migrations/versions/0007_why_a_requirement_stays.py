"""why a technical requirement stays as it is written although the opinion objects, and who said so"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPINIONS = "technical_opinions"


def upgrade() -> None:
    op.add_column(OPINIONS, sa.Column("stays_because", sa.Text(), server_default="", nullable=False))
    op.add_column(OPINIONS, sa.Column("stays_by", sa.String(length=32), nullable=True))
    op.add_column(OPINIONS, sa.Column("stays_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("stays_at", "stays_by", "stays_because"):
        op.drop_column(OPINIONS, column)
