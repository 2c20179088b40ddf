"""What is to be said to Slack, where it was said, and what was already done once."""

from __future__ import annotations

import sqlalchemy as sa

from domain.effects import EffectState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, where, workspace
from storage.types import UtcDateTime

UNIQUE_WHILE_WAITING = sa.Index(
    "uq_effects_mark",
    "workspace_id",
    "mark",
    unique=True,
    **where("state = 'waiting' AND mark IS NOT NULL"),
)
effects = sa.Table(
    "effects",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("id", ID, nullable=False, unique=True),
    workspace(),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("mark", sa.Text),
    sa.Column("after_id", ID),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("uncertain", sa.Boolean, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("useless_after", UtcDateTime),
    sa.Column("added_at", UtcDateTime, nullable=False),
    sa.Column("error", sa.Text),
    one_of("state", EffectState),
    sa.Index(
        "ix_effects_lane",
        "workspace_id",
        "lane",
        "seq",
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    ),
    sa.Index(
        "ix_effects_due",
        "due_at",
        "seq",
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    ),
    UNIQUE_WHILE_WAITING,
    sa.Index("ix_effects_after", "after_id"),
)

posted_messages = sa.Table(
    "posted_messages",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("mark", sa.String(200), primary_key=True),
    sa.Column("channel_id", SLACK_ID, nullable=False),
    sa.Column("ts", sa.String(32), nullable=False),
)

once_keys = sa.Table(
    "once_keys",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("key", sa.String(300), primary_key=True),
    sa.Column("answer", sa.JSON),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index("ix_once_keys_at", "at"),
)
