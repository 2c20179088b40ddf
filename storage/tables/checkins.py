"""Schedules, rounds, prompts, answers and the hours they report."""

from __future__ import annotations

import sqlalchemy as sa

from domain.checkins import PromptState, RoundState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import ExactDecimal, UtcDateTime

schedules = sa.Table(
    "schedules",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("at", sa.Time, nullable=False),
    sa.Column("open_minutes", sa.Integer, nullable=False),
    sa.Column("days", sa.JSON(none_as_null=True)),
    sa.Column("next_date", sa.Date),
    sa.Column("next_at", UtcDateTime),
    sa.Column("questions", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("settled_until", sa.Date),
    sa.Column("quiet", sa.JSON, nullable=False, server_default="[]"),
    sa.CheckConstraint("open_minutes BETWEEN 15 AND 1440", name="open_minutes"),
    sa.Index(
        "ix_schedules_due",
        "next_at",
        **where("next_at IS NOT NULL"),
    ),
)

rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("opens_at", UtcDateTime, nullable=False),
    sa.Column("closes_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("spared", sa.JSON, nullable=False, server_default="[]"),
    sa.UniqueConstraint("project_id", "day"),
    one_of("state", RoundState),
    sa.Index(
        "ix_rounds_closing",
        "closes_at",
        **where("state = 'open'"),
    ),
)

prompts = sa.Table(
    "prompts",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("workspace_id", "person_id", "day"),
    one_of("state", PromptState),
    sa.Index(
        "ix_prompts_due",
        "due_at",
        **where("state = 'waiting'"),
    ),
)

round_people = sa.Table(
    "round_people",
    metadata,
    sa.Column("round_id", ID, sa.ForeignKey("rounds.id"), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    workspace(),
    sa.Column("prompt_id", ID, sa.ForeignKey("prompts.id"), nullable=False),
    sa.Column("away", sa.Boolean, nullable=False),
    sa.Index("ix_round_people_prompt", "prompt_id"),
    sa.Index("ix_round_people_person", "workspace_id", "person_id"),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("round_day", sa.Date, nullable=False),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("worked_on", sa.Date, nullable=False),
    sa.Column("answered_at", UtcDateTime, nullable=False),
    sa.Column("edited_at", UtcDateTime),
    sa.Column("done", sa.Text, nullable=False),
    sa.Column("next", sa.Text, nullable=False),
    sa.Column("difficulties", sa.Text, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("extra", sa.JSON, nullable=False, server_default="{}"),
    sa.UniqueConstraint("project_id", "round_day", "person_id"),
    sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
    sa.Index("ix_answers_person", "workspace_id", "person_id", "round_day"),
)

work_entries = sa.Table(
    "work_entries",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("task_id", ID, sa.ForeignKey("tasks.id")),
    sa.Column("answer_id", ID, sa.ForeignKey("answers.id")),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("stage_id", ID),
    sa.Column("rate", ExactDecimal),
    sa.Column("words", sa.Text, nullable=False, server_default=""),
    sa.Column("logged_at", UtcDateTime),
    sa.UniqueConstraint("answer_id"),
    sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
    sa.Index("ix_work_entries_project", "project_id", "stage_id"),
    sa.Index("ix_work_entries_person", "workspace_id", "person_id", "day"),
)
