"""Difficulties, and the days on which a channel was told of them."""

from __future__ import annotations

import sqlalchemy as sa

from domain.difficulties import Category, DifficultyState, Severity
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import UtcDateTime

UNRESOLVED = "state IN ('open', 'acknowledged')"

difficulties = sa.Table(
    "difficulties",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("key", sa.String(20), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("impact_minutes", sa.Integer),
    sa.Column("needed_by", sa.Date),
    sa.Column("task_id", ID, sa.ForeignKey("tasks.id")),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("answer_id", ID, sa.ForeignKey("answers.id")),
    sa.Column("reported_by", SLACK_ID, nullable=False),
    sa.Column("reported_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("acknowledged_by", SLACK_ID),
    sa.Column("acknowledged_at", UtcDateTime),
    sa.Column("resolved_by", SLACK_ID),
    sa.Column("resolved_at", UtcDateTime),
    sa.Column("resolution", sa.Text, nullable=False),
    sa.Column("why_no_step", sa.Text, nullable=False),
    sa.Column("times_reopened", sa.Integer, nullable=False),
    sa.Column("reopened_at", UtcDateTime),
    sa.Column("source_by", SLACK_ID),
    sa.UniqueConstraint("project_id", "number"),
    sa.UniqueConstraint("workspace_id", "key"),
    sa.UniqueConstraint("answer_id"),
    one_of("severity", Severity),
    one_of("category", Category),
    one_of("state", DifficultyState),
    sa.Index("ix_difficulties_open", "project_id", "reported_at", **where(UNRESOLVED)),
)

difficulty_reports = sa.Table(
    "difficulty_reports",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("posted_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("project_id", "day"),
)

report_schedules = sa.Table(
    "report_schedules",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("next_date", sa.Date),
    sa.Column("next_at", UtcDateTime),
    sa.Index("ix_report_schedules_due", "next_at", **where("next_at IS NOT NULL")),
)
