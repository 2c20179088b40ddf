"""who sees to whatever falls into a leave, also to what comes after it was entered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leave", sa.Column("deputy_id", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("leave", "deputy_id")
