"""How far each project was on each of its days, and when to look again."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, metadata, where, workspace
from storage.types import ExactDecimal, UtcDateTime

progress_days = sa.Table(
    "progress_days",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    workspace(),
    sa.Column("budget", ExactDecimal, nullable=False),
    sa.Column("planned", ExactDecimal, nullable=False),
    sa.Column("earned", ExactDecimal),
    sa.Column("spent", ExactDecimal, nullable=False),
    sa.Column("percent", sa.Integer),
    sa.Column("open_difficulties", sa.Integer, nullable=False),
)

progress_watches = sa.Table(
    "progress_watches",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("next_at", UtcDateTime),
    sa.Index("ix_progress_watches_due", "next_at", **where("next_at IS NOT NULL")),
)
