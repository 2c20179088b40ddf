"""Requests to somebody who may do what the asker may not, and reminders of what is overdue."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, where, workspace
from storage.types import UtcDateTime

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("asked_by", SLACK_ID, nullable=False),
    sa.Column("asked_of", SLACK_ID, nullable=False),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id")),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("order_kind", sa.Text, nullable=False),
    sa.Column("order_facts", sa.JSON, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("performed_by", SLACK_ID),
    sa.Column("performed_at", UtcDateTime),
    sa.Column("declined_at", UtcDateTime),
)

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("next_at", UtcDateTime),
    sa.Column("last_day", sa.Date),
    sa.Index("ix_reminders_due", "next_at", **where("next_at IS NOT NULL")),
)
