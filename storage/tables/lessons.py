"""What projects learned, what brings each lesson up, and what later projects made of it."""

from __future__ import annotations

import sqlalchemy as sa

from domain.lessons import LessonState, LessonVerdict
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.tables.projects import WORD
from storage.types import UtcDateTime

UNDONE = "state = 'open'"

lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("next_time", sa.Text, nullable=False),
    sa.Column("owner", SLACK_ID, nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("triggers", sa.JSON, nullable=False),
    sa.Column("author", SLACK_ID, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("ended_by", SLACK_ID),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("end_words", sa.Text, nullable=False),
    sa.UniqueConstraint("project_id", "number"),
    one_of("state", LessonState),
    sa.Index("ix_lessons_newest", "workspace_id", "made_at", "id"),
    sa.Index("ix_lessons_owed", "workspace_id", "owner", "due", **where(UNDONE)),
)

lesson_triggers = sa.Table(
    "lesson_triggers",
    metadata,
    sa.Column("lesson_id", ID, sa.ForeignKey("lessons.id"), primary_key=True),
    sa.Column("sign", sa.Text, primary_key=True),
    workspace(),
    sa.Index("ix_lesson_triggers_sign", "workspace_id", "sign", "lesson_id"),
)

lesson_words = sa.Table(
    "lesson_words",
    metadata,
    sa.Column("lesson_id", ID, sa.ForeignKey("lessons.id"), primary_key=True),
    sa.Column("word", WORD, primary_key=True),
    workspace(),
    sa.Index("ix_lesson_words_word", "workspace_id", "word", "lesson_id"),
)

lesson_answers = sa.Table(
    "lesson_answers",
    metadata,
    sa.Column("lesson_id", ID, sa.ForeignKey("lessons.id"), primary_key=True),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("by", SLACK_ID, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    one_of("verdict", LessonVerdict),
)
