"""Workspaces, and the people and channels known in each."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import SLACK_ID, metadata
from storage.types import UtcDateTime

workspaces = sa.Table(
    "workspaces",
    metadata,
    sa.Column("id", SLACK_ID, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("bot_user", SLACK_ID),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("working_days", sa.JSON, nullable=False),
    sa.Column("work_start", sa.Time, nullable=False),
    sa.Column("work_end", sa.Time, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    sa.Column("departments", sa.JSON, nullable=False),
    sa.Column("it_managers", sa.JSON, nullable=False),
    sa.Column("creators", sa.Text, nullable=False),
    sa.Column("settings_saved", sa.Boolean, nullable=False),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("id", SLACK_ID, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False),
    sa.Column("is_admin", sa.Boolean, nullable=False),
)

channels = sa.Table(
    "channels",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("id", SLACK_ID, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("is_private", sa.Boolean, nullable=False),
    sa.Column("is_archived", sa.Boolean, nullable=False),
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("has_bot", sa.Boolean, nullable=False),
    sa.Column("bot_told_at", UtcDateTime),
    sa.Index("ix_channels_name", "workspace_id", "name"),
)
