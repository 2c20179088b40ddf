"""for how many users the hours of a stage were reckoned, and who let them stay for another number"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stages", sa.Column("scaled_users", sa.Integer(), nullable=True))
    op.add_column("stages", sa.Column("scaled_work", sa.JSON(), nullable=True))
    op.add_column("stages", sa.Column("kept_users", sa.Integer(), nullable=True))
    op.add_column("stages", sa.Column("kept_by", sa.String(length=32), nullable=True))
    op.add_column("stages", sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("kept_at", "kept_by", "kept_users", "scaled_work", "scaled_users"):
        op.drop_column("stages", column)
