"""What is decided before work starts: versions of the scope, the services to choose from, opinions, requests."""

from __future__ import annotations

import sqlalchemy as sa

from domain.opinions import Verdict
from domain.requests import RequestState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, where, workspace
from storage.types import UtcDateTime

IS_OPEN = "state = 'open'"
OF_A_PROJECT = "project_id IS NOT NULL"

scope_versions = sa.Table(
    "scope_versions",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    workspace(),
    sa.Column("statement", sa.JSON, nullable=False),
    sa.Column("made_by", SLACK_ID),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("is_frozen", sa.Boolean, nullable=False),
)

services = sa.Table(
    "services",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("sign", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

technical_opinions = sa.Table(
    "technical_opinions",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("requirement_id", ID, primary_key=True),
    workspace(),
    sa.Column("requirement", sa.JSON, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("given_by", SLACK_ID, nullable=False),
    sa.Column("given_at", UtcDateTime, nullable=False),
    sa.Column("stays_because", sa.Text, nullable=False, server_default=""),
    sa.Column("stays_by", SLACK_ID),
    sa.Column("stays_at", UtcDateTime),
    one_of("verdict", Verdict),
)

asked_opinions = sa.Table(
    "asked_opinions",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("asked_by", SLACK_ID, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("waiting", sa.Integer, nullable=False),
)

project_requests = sa.Table(
    "project_requests",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("asked_by", SLACK_ID, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("customer", sa.Text, nullable=False),
    sa.Column("users_count", sa.Integer),
    sa.Column("services", sa.JSON, nullable=False),
    sa.Column("wanted_by", sa.Date),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answered_by", SLACK_ID),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("responsible", SLACK_ID),
    sa.Column("project_id", ID, sa.ForeignKey("projects.id")),
    sa.UniqueConstraint("workspace_id", "number"),
    one_of("state", RequestState),
    sa.Index("ix_project_requests_open", "workspace_id", "number", **where(IS_OPEN)),
    sa.Index("ix_project_requests_project", "project_id", **where(OF_A_PROJECT)),
)
