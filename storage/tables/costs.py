"""Money besides hours, whether a project pays, and what was last said of its cost."""

from __future__ import annotations

import sqlalchemy as sa

from domain.viability import ViabilityVerdict
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import ExactDecimal, UtcDateTime

cost_entries = sa.Table(
    "cost_entries",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("stage_id", ID, sa.ForeignKey("stages.id")),
    sa.Column("task_id", ID, sa.ForeignKey("tasks.id")),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("amount", ExactDecimal, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("logged_at", UtcDateTime, nullable=False),
    sa.Index("ix_cost_entries_project", "project_id", "logged_at"),
)

viability = sa.Table(
    "viability",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("contingency", sa.Integer, nullable=False),
    sa.Column("verdict", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", SLACK_ID),
    sa.Column("decided_at", UtcDateTime),
    sa.Column("decided_price", ExactDecimal),
    sa.Column("decided_cost", ExactDecimal),
    sa.Column("decided_contingency", sa.Integer),
    sa.Column("decided_until", sa.Date),
    sa.Column("decided_for", SLACK_ID),
    sa.Column("asked_for", sa.Text, nullable=False, server_default=""),
    one_of("verdict", ViabilityVerdict),
)

cost_watches = sa.Table(
    "cost_watches",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("next_at", UtcDateTime),
    sa.Column("cost_level", sa.Integer, nullable=False),
    sa.Column("time_level", sa.Integer, nullable=False),
    sa.Column("is_over_budget", sa.Boolean, nullable=False),
    sa.Column("expected_level", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_cost_watches_due", "next_at", **where("next_at IS NOT NULL")),
)
