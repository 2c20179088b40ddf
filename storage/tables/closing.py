"""The ends of projects: who settles what is open, and what was moved or dropped then."""

from __future__ import annotations

import sqlalchemy as sa

from domain.closing import OpenKind, Settled
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, workspace
from storage.types import UtcDateTime

closings = sa.Table(
    "closings",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("readers", sa.JSON, nullable=False),
    sa.Column("seen", sa.JSON, nullable=False),
)

settlements = sa.Table(
    "settlements",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("thing_id", ID, nullable=False),
    sa.Column("called", sa.Text, nullable=False),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("by", SLACK_ID, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("to_project_id", ID, sa.ForeignKey("projects.id")),
    sa.Column("to_id", ID),
    sa.Column("to_key", sa.Text, nullable=False),
    one_of("kind", OpenKind),
    one_of("how", Settled),
    sa.Index("ix_settlements_project", "project_id", "at"),
    sa.Index("ix_settlements_thing", "thing_id"),
)
