"""Revision 0009, one room of it: who maintains what was delivered, and what was closed without anybody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)
SIGN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
STATES = "state IN ('offered', 'accepted', 'declined', 'withdrawn', 'ended')"
OFFERED = sa.text("state = 'offered'")
ACCEPTED = sa.text("state = 'accepted'")
IN_FORCE = sa.text("state IN ('offered', 'accepted')")
INDEXES = (
    ("ix_handovers_offered", ["project_id", "sign"], OFFERED, True),
    ("ix_handovers_accepted", ["project_id", "sign"], ACCEPTED, True),
    ("ix_handovers_listed", ["workspace_id", "sign", "id"], ACCEPTED, False),
    ("ix_handovers_maintained", ["workspace_id", "maintainer"], IN_FORCE, False),
)


def _make_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("sign", SIGN, nullable=False),
        sa.Column("maintainer", ID, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("support", sa.JSON(), nullable=False),
        sa.Column("offered_by", ID, nullable=False),
        sa.Column("offered_at", AT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answered_at", AT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_handovers_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_handovers_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_handovers_project_id_number")),
    )
    for name, columns, condition, is_unique in INDEXES:
        op.create_index(
            name, "handovers", columns, unique=is_unique, sqlite_where=condition, postgresql_where=condition
        )


def upgrade() -> None:
    """Make what this room remembers."""
    _make_handovers()
    op.create_table(
        "closings_over",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_closings_over_project_id_projects")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_closings_over")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("closings_over")
    op.drop_table("handovers")
