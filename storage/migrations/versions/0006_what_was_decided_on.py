"""the figures that a vote was decided on, what was last said of the expected cost, and when a verdict is asked anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FIGURES = ("budget", "stage_spent", "stage_budget", "price", "cost_index", "time_index")


def upgrade() -> None:
    op.add_column("cost_watches", sa.Column("expected_level", sa.Integer(), server_default="0", nullable=False))
    for name in FIGURES:
        op.add_column("stage_votes", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("viability", sa.Column("decided_until", sa.Date(), nullable=True))
    op.add_column("viability", sa.Column("asked_for", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("viability", "asked_for")
    op.drop_column("viability", "decided_until")
    for name in reversed(FIGURES):
        op.drop_column("stage_votes", name)
    op.drop_column("cost_watches", "expected_level")
