"""What somebody may not do and asks somebody else to do."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, where, workspace
from storage.types import UtcDateTime

IS_OPEN = "performed_at IS NULL AND declined_at IS NULL"

errands = sa.Table(
    "errands",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id")),
    sa.Column("asked_by", SLACK_ID, nullable=False),
    sa.Column("who_may", sa.JSON, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("request", sa.JSON, nullable=False),
    sa.Column("kept_at", UtcDateTime, nullable=False),
    sa.Column("asked", sa.JSON, nullable=False),
    sa.Column("answered_by", SLACK_ID),
    sa.Column("performed_at", UtcDateTime),
    sa.Column("declined_at", UtcDateTime),
    sa.Column("decline_reason", sa.Text, nullable=False),
    sa.Index("ix_errands_open", "workspace_id", "name", "project_id", **where(IS_OPEN)),
    sa.Index("ix_errands_old", "workspace_id", "kept_at"),
)
