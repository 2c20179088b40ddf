"""Plans as customers were shown them, what they said to them, and what was frozen when they agreed."""

from __future__ import annotations

import sqlalchemy as sa

from domain.plans import Medium, PlanVerdict
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import ExactDecimal, UtcDateTime

plan_versions = sa.Table(
    "plan_versions",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("plan", sa.JSON, nullable=False),
    sa.Column("scope_number", sa.Integer, nullable=False),
    sa.Column("presented_by", SLACK_ID, nullable=False),
    sa.Column("presented_at", UtcDateTime, nullable=False),
    sa.Column("contact", SLACK_ID),
    sa.Column("contact_name", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("change", sa.JSON(none_as_null=True)),
    sa.Column("verdict", sa.Text),
    sa.Column("answered_by", SLACK_ID),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("said_by", sa.Text, nullable=False),
    sa.Column("said_on", sa.Date),
    sa.Column("medium", sa.Text),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.UniqueConstraint("project_id", "number"),
    one_of("verdict", PlanVerdict),
    one_of("medium", Medium),
    sa.Index("ix_plan_versions_contact", "workspace_id", "contact", "presented_at", **where("contact IS NOT NULL")),
)

baselines = sa.Table(
    "baselines",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    workspace(),
    sa.Column("plan_number", sa.Integer, nullable=False),
    sa.Column("scope_number", sa.Integer, nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    sa.Column("price", ExactDecimal),
    sa.Column("completion_date", sa.Date),
    sa.Column("stages", sa.JSON, nullable=False),
    sa.Column("frozen_at", UtcDateTime, nullable=False),
    sa.Column("frozen_by", SLACK_ID, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
