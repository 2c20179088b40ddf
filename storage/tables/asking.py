"""Reminders of what is overdue: when a person is reminded next, and the last day on which they were."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import SLACK_ID, metadata, where
from storage.types import UtcDateTime

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("next_at", UtcDateTime),
    sa.Column("last_day", sa.Date),
    sa.Column("tasks", sa.JSON, nullable=False, server_default="[]"),
    sa.Index("ix_reminders_due", "next_at", **where("next_at IS NOT NULL")),
)
