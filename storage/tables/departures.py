"""Whose coming or going a project still has to follow."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata
from storage.types import UtcDateTime

departures = sa.Table(
    "departures",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("could_work", sa.Boolean, nullable=False),
    sa.Column("noted_at", UtcDateTime, nullable=False),
)
