"""The weekly digests: when each head's next one is due, what stood in them, and what became of it."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, project, where, workspace
from storage.types import UtcDateTime

digest_plans = sa.Table(
    "digest_plans",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("head_id", SLACK_ID, primary_key=True),
    sa.Column("next_date", sa.Date),
    sa.Column("next_at", UtcDateTime),
    sa.Column("missed_on", sa.Date),
    sa.Index("ix_digest_plans_due", "next_at", **where("next_at IS NOT NULL")),
)

digests = sa.Table(
    "digests",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("head_id", SLACK_ID, nullable=False),
    sa.Column("it_manager_id", SLACK_ID, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("posted_at", UtcDateTime, nullable=False),
    sa.Column("looked_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("missed_on", sa.Date),
    sa.UniqueConstraint("workspace_id", "head_id", "it_manager_id", "day"),
    sa.Index("ix_digests_open", "looked_at", **where("closed_at IS NULL")),
)

digest_entries = sa.Table(
    "digest_entries",
    metadata,
    sa.Column("digest_id", ID, sa.ForeignKey("digests.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    workspace(),
    project(),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("people", sa.JSON, nullable=False),
    sa.Column("since", UtcDateTime),
    sa.Column("agreed_by", SLACK_ID),
    sa.Column("agreed_at", UtcDateTime),
    sa.Column("discussed_by", SLACK_ID),
    sa.Column("settled_at", UtcDateTime),
)
