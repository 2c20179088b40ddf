"""How projects came out: what was said of each goal, and the whole, frozen when the project ends."""

from __future__ import annotations

import sqlalchemy as sa

from domain.goal_answers import GoalVerdict
from storage.tables.base import ID, SLACK_ID, metadata, one_of, workspace
from storage.types import UtcDateTime

goal_answers = sa.Table(
    "goal_answers",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("goal_id", ID, primary_key=True),
    workspace(),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("measured", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("answered_by", SLACK_ID, nullable=False),
    sa.Column("answered_at", UtcDateTime, nullable=False),
    one_of("verdict", GoalVerdict),
)

outcomes = sa.Table(
    "outcomes",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("frozen_at", UtcDateTime, nullable=False),
    sa.Column("outcome", sa.JSON, nullable=False),
    sa.Index("ix_outcomes_kind", "workspace_id", "kind", "frozen_at"),
)
