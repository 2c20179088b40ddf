"""Revision 0009, one room of it: what people said of projects that are complete."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)
DUE = sa.text("next_at IS NOT NULL")


def _make_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", AT, nullable=False),
        sa.Column("closes_at", AT, nullable=False),
        sa.Column("next_at", AT, nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("asked", "answered", "unnamed", "result_sum", "together_sum")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_feedback_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_feedback_project_id_number")),
    )
    op.create_index("ix_feedback_due", "feedback", ["next_at"], sqlite_where=DUE, postgresql_where=DUE)


def _make_of_person(table: str, *columns: sa.Column[object] | sa.CheckConstraint) -> None:
    op.create_table(
        table,
        sa.Column("feedback_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f(f"fk_{table}_feedback_id_feedback")),
        sa.PrimaryKeyConstraint("feedback_id", "person_id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    """Make what this room remembers."""
    _make_feedback()
    _make_of_person(
        "feedback_requests",
        sa.Column("of_customer", sa.Boolean(), nullable=False),
        sa.Column("remind_at", AT, nullable=True),
        sa.Column("was_reminded", sa.Boolean(), nullable=False),
    )
    _make_of_person(
        "feedback_answers",
        sa.Column("result", sa.Integer(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("otherwise", sa.Text(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.CheckConstraint("result BETWEEN 1 AND 5", name=op.f("ck_feedback_answers_result")),
        sa.CheckConstraint("together BETWEEN 1 AND 5", name=op.f("ck_feedback_answers_together")),
    )


def downgrade() -> None:
    """Take it away again."""
    for table in ("feedback_answers", "feedback_requests", "feedback"):
        op.drop_table(table)
