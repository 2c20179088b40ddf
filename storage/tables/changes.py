"""Requests to change what was approved, and new scope that nobody has priced yet."""

from __future__ import annotations

import sqlalchemy as sa

from domain.changes import ChangeState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import UtcDateTime

UNDECIDED = "state IN ('in discussion', 'with the customer')"
UNPRICED = "change_id IS NULL AND dropped_at IS NULL"

change_requests = sa.Table(
    "change_requests",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("key", sa.String(20), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("asked_by", SLACK_ID, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("approved", sa.JSON, nullable=False),
    sa.Column("turns", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("plan_id", ID, sa.ForeignKey("plan_versions.id")),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_by", SLACK_ID),
    sa.UniqueConstraint("project_id", "number"),
    sa.UniqueConstraint("workspace_id", "key"),
    one_of("state", ChangeState),
    sa.Index("ix_change_requests_open", "project_id", "number", **where(UNDECIDED)),
    sa.Index("ix_change_requests_plan", "plan_id", **where("plan_id IS NOT NULL")),
)

scope_notes = sa.Table(
    "scope_notes",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("minutes", sa.Integer),
    sa.Column("noted_by", SLACK_ID, nullable=False),
    sa.Column("noted_at", UtcDateTime, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_by", SLACK_ID),
    sa.Column("change_id", ID, sa.ForeignKey("change_requests.id")),
    sa.Column("dropped_by", SLACK_ID),
    sa.Column("dropped_at", UtcDateTime),
    sa.UniqueConstraint("project_id", "number"),
    sa.Index("ix_scope_notes_unpriced", "project_id", "number", **where(UNPRICED)),
)
