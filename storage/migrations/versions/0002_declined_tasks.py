"""declined tasks are found and counted by themselves"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DECLINED = sa.text("state = 'declined'")


def upgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_tasks_declined",
            ["project_id", "due", "number"],
            unique=False,
            sqlite_where=DECLINED,
            postgresql_where=DECLINED,
        )


def downgrade() -> None:
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("ix_tasks_declined", sqlite_where=DECLINED, postgresql_where=DECLINED)
