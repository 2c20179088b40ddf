"""Stages, what they need of people, things and money, and what was thought to be left of them."""

from __future__ import annotations

import sqlalchemy as sa

from domain.stages import CostKind, StageState
from domain.viability import Vote
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, workspace
from storage.types import ExactDecimal, UtcDateTime


def stage() -> sa.Column[str]:
    """The stage a row belongs to."""
    return sa.Column("stage_id", ID, sa.ForeignKey("stages.id"), nullable=False)


stages = sa.Table(
    "stages",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False),
    sa.Column("responsible", SLACK_ID),
    sa.Column("after", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("started_at", UtcDateTime),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("budget_cost", ExactDecimal),
    sa.Column("budget_minutes", sa.Integer),
    sa.Column("budget_starts_on", sa.Date),
    sa.Column("budget_ends_on", sa.Date),
    sa.Column("scaled_users", sa.Integer),
    sa.Column("scaled_work", sa.JSON(none_as_null=True)),
    sa.Column("kept_users", sa.Integer),
    sa.Column("kept_by", SLACK_ID),
    sa.Column("kept_at", UtcDateTime),
    sa.UniqueConstraint("project_id", "number"),
    one_of("state", StageState),
)

stage_needs = sa.Table(
    "stage_needs",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    stage(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("skill_id", ID, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Index("ix_stage_needs_stage", "stage_id"),
    sa.Index("ix_stage_needs_skill", "workspace_id", "skill_id"),
)

stage_things = sa.Table(
    "stage_things",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    stage(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("thing_id", ID, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Index("ix_stage_things_stage", "stage_id"),
    sa.Index("ix_stage_things_thing", "workspace_id", "thing_id", "last_day"),
)

stage_costs = sa.Table(
    "stage_costs",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    stage(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("amount", ExactDecimal, nullable=False),
    sa.Index("ix_stage_costs_stage", "stage_id"),
    one_of("kind", CostKind),
)

stage_estimates = sa.Table(
    "stage_estimates",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    stage(),
    sa.Column("by", SLACK_ID, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("minutes_left", sa.Integer, nullable=False),
    sa.Column("cost_left", ExactDecimal, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Index("ix_stage_estimates_project", "project_id", "at"),
)

stage_votes = sa.Table(
    "stage_votes",
    metadata,
    sa.Column("stage_id", ID, sa.ForeignKey("stages.id"), primary_key=True),
    workspace(),
    project(),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("spent", ExactDecimal, nullable=False),
    sa.Column("expected", ExactDecimal, nullable=False),
    sa.Column("vote", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("voted_by", SLACK_ID),
    sa.Column("voted_at", UtcDateTime),
    sa.Column("budget", ExactDecimal),
    sa.Column("stage_spent", ExactDecimal),
    sa.Column("stage_budget", ExactDecimal),
    sa.Column("price", ExactDecimal),
    sa.Column("cost_index", ExactDecimal),
    sa.Column("time_index", ExactDecimal),
    sa.Index("ix_stage_votes_project", "project_id", "asked_at"),
    one_of("vote", Vote),
)
