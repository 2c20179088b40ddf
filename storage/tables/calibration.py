"""What was answered to the reserve that finished projects suggest."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, workspace
from storage.types import UtcDateTime

reserve_answers = sa.Table(
    "reserve_answers",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("suggestion", sa.Text, primary_key=True),
    workspace(),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("is_taken", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by", SLACK_ID, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)
