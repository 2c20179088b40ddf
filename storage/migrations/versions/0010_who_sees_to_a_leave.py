"""who sees to whatever falls into a leave, and in whose place a verdict was given or a project closed over"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NOT_OVER = sa.text("state <> 'over'")
ONE_EACH = {"ux_stand_ins_role": ["leave_id", "project_id", "role"], "ux_stand_ins_task": ["leave_id", "task_id"]}
# Two at once could write the same line twice before this revision: one of them stays.
END_DOUBLES = sa.text(
    "UPDATE stand_ins SET state = 'over', acting = NULL, acted = NULL, next_at = NULL WHERE state <> 'over'"
    " AND EXISTS (SELECT 1 FROM stand_ins AS first WHERE first.state <> 'over' AND first.id < stand_ins.id"
    " AND first.leave_id = stand_ins.leave_id AND first.project_id = stand_ins.project_id"
    " AND COALESCE(first.role, '') = COALESCE(stand_ins.role, '')"
    " AND COALESCE(first.task_id, '') = COALESCE(stand_ins.task_id, ''))"
)


def upgrade() -> None:
    op.add_column("leave", sa.Column("deputy_id", sa.String(length=32), nullable=True))
    op.add_column("leave", sa.Column("named_by", sa.String(length=32), nullable=True))
    op.add_column("viability", sa.Column("decided_for", sa.String(length=32), nullable=True))
    op.add_column("closings_over", sa.Column("made_for", sa.String(length=32), nullable=True))
    op.execute(END_DOUBLES)
    for index, columns in ONE_EACH.items():
        op.create_index(index, "stand_ins", columns, unique=True, sqlite_where=NOT_OVER, postgresql_where=NOT_OVER)


def downgrade() -> None:
    for index in ONE_EACH:
        op.drop_index(index, "stand_ins", sqlite_where=NOT_OVER, postgresql_where=NOT_OVER)
    op.drop_column("closings_over", "made_for")
    op.drop_column("viability", "decided_for")
    op.drop_column("leave", "named_by")
    op.drop_column("leave", "deputy_id")
