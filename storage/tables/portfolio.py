"""What project managers say of how their projects fare."""

from __future__ import annotations

import sqlalchemy as sa

from domain.health import REPORTABLE
from storage.tables.base import ID, SLACK_ID, metadata, workspace
from storage.types import UtcDateTime

health_reports = sa.Table(
    "health_reports",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("colour", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("by", SLACK_ID, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.CheckConstraint(f"colour IN ({', '.join(repr(one.value) for one in REPORTABLE)})", name="colour"),
)
