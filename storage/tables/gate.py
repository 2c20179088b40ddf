"""What a project needs in place before it starts, starts over what was still open, and what is to be settled again."""

from __future__ import annotations

import sqlalchemy as sa

from domain.tools import ToolState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, workspace
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

tools = sa.Table(
    "tools",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("owner", SLACK_ID),
    sa.Column("given_at", UtcDateTime),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.UniqueConstraint("project_id", "number"),
    one_of("state", ToolState),
    sa.Index("ix_tools_owner", "workspace_id", "owner", "state"),
)

unsettled = sa.Table(
    "unsettled",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    workspace(),
    sa.Column("project_id", ID, nullable=False),
    sa.Index("ix_unsettled_project", "workspace_id", "project_id"),
)
