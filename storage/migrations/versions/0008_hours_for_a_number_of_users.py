"""for how many users the hours of a stage were reckoned, who let them stay, and errands found by what they ask for"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN, IS_OPEN = "ix_errands_open", sa.text("performed_at IS NULL AND declined_at IS NULL")


def upgrade() -> None:
    op.add_column("stages", sa.Column("scaled_users", sa.Integer(), nullable=True))
    op.add_column("stages", sa.Column("scaled_work", sa.JSON(), nullable=True))
    op.add_column("stages", sa.Column("kept_users", sa.Integer(), nullable=True))
    op.add_column("stages", sa.Column("kept_by", sa.String(length=32), nullable=True))
    op.add_column("stages", sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True))

    columns = ["workspace_id", "name", "project_id"]
    op.create_index(OPEN, "errands", columns, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)


def downgrade() -> None:
    op.drop_index(OPEN, "errands", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    for column in ("kept_at", "kept_by", "kept_users", "scaled_work", "scaled_users"):
        op.drop_column("stages", column)
