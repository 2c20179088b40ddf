"""who sees to whatever falls into a leave, and in whose place a verdict was given or a project closed over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leave", sa.Column("deputy_id", sa.String(length=32), nullable=True))
    op.add_column("leave", sa.Column("named_by", sa.String(length=32), nullable=True))
    op.add_column("viability", sa.Column("decided_for", sa.String(length=32), nullable=True))
    op.add_column("closings_over", sa.Column("made_for", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("closings_over", "made_for")
    op.drop_column("viability", "decided_for")
    op.drop_column("leave", "named_by")
    op.drop_column("leave", "deputy_id")
