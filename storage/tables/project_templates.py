"""The kinds of project that a workspace saved, and which kind each project began as."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, workspace
from storage.types import UtcDateTime

project_templates = sa.Table(
    "project_templates",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("sign", sa.Text, nullable=False),
    sa.Column("template", sa.JSON, nullable=False),
    sa.Column("made_by", SLACK_ID, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("workspace_id", "sign"),
)

project_kinds = sa.Table(
    "project_kinds",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("template_id", ID, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("hours_percent", sa.Integer, nullable=False, server_default="0"),
)
