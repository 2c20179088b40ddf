"""Revision 0009, one room of it: what projects learned, and what later ones made of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(length=32)
AT = sa.DateTime(timezone=True)
WORD = sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql")
UNDONE = sa.text("state = 'open'")


def _make_lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("next_time", sa.Text(), nullable=False),
        sa.Column("owner", ID, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("end_words", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_lessons_state")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_lessons_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_lessons_project_id_number")),
    )
    op.create_index("ix_lessons_newest", "lessons", ["workspace_id", "made_at", "id"])
    owed = ["workspace_id", "owner", "due"]
    op.create_index("ix_lessons_owed", "lessons", owed, sqlite_where=UNDONE, postgresql_where=UNDONE)


def _make_finding(table: str, column: str, kind: sa.types.TypeEngine[str]) -> None:
    op.create_table(
        table,
        sa.Column("lesson_id", ID, nullable=False),
        sa.Column(column, kind, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f(f"fk_{table}_lesson_id_lessons")),
        sa.PrimaryKeyConstraint("lesson_id", column, name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_{column}", table, ["workspace_id", column, "lesson_id"])


def _make_answers() -> None:
    op.create_table(
        "lesson_answers",
        sa.Column("lesson_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("verdict IN ('used', 'ignored')", name=op.f("ck_lesson_answers_verdict")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_answers_lesson_id_lessons")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_lesson_answers_project_id_projects")),
        sa.PrimaryKeyConstraint("lesson_id", "project_id", name=op.f("pk_lesson_answers")),
    )


def upgrade() -> None:
    """Make what this room remembers."""
    _make_lessons()
    _make_finding("lesson_triggers", "sign", sa.Text())
    _make_finding("lesson_words", "word", WORD)
    _make_answers()


def downgrade() -> None:
    """Take it away again."""
    for table in ("lesson_answers", "lesson_words", "lesson_triggers", "lessons"):
        op.drop_table(table)
