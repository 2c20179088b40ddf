"""Solutions compared with what is required, and the choice among them."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, project, workspace
from storage.types import ExactDecimal, UtcDateTime

solutions = sa.Table(
    "solutions",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("one_off", ExactDecimal, nullable=False),
    sa.Column("monthly", ExactDecimal, nullable=False),
    sa.Column("ratings", sa.JSON, nullable=False),
    sa.Column("resources", sa.JSON, nullable=False),
    sa.UniqueConstraint("project_id", "number"),
    sa.CheckConstraint("one_off >= 0", name="one_off"),
    sa.CheckConstraint("monthly >= 0", name="monthly"),
)

option_sheets = sa.Table(
    "option_sheets",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("months", sa.Integer, nullable=False),
    sa.Column("chosen", ID),
    sa.Column("chosen_by", SLACK_ID),
    sa.Column("chosen_at", UtcDateTime),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("judged", sa.JSON, nullable=False),
    sa.Column("against", sa.JSON, nullable=False),
    sa.Column("best", ID, nullable=False),
    sa.CheckConstraint("months BETWEEN 1 AND 120", name="months"),
)
