"""Starts over what was still open."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, workspace
from storage.types import UtcDateTime

overrides = sa.Table(
    "overrides",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("made_by", SLACK_ID, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
)
