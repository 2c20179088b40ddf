"""What people said of completed projects. No row says when somebody answered: whose words they are could show by it."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, project, where, workspace
from storage.types import UtcDateTime

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("closes_at", UtcDateTime, nullable=False),
    sa.Column("next_at", UtcDateTime),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("asked", sa.Integer),
    sa.Column("answered", sa.Integer),
    # Of earlier versions, which counted who answered without a name; nothing reads it.
    sa.Column("unnamed", sa.Integer),
    sa.Column("result_sum", sa.Integer),
    sa.Column("together_sum", sa.Integer),
    sa.UniqueConstraint("project_id", "number"),
    sa.Index("ix_feedback_due", "next_at", **where("next_at IS NOT NULL")),
)

feedback_requests = sa.Table(
    "feedback_requests",
    metadata,
    sa.Column("feedback_id", ID, sa.ForeignKey("feedback.id"), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    workspace(),
    sa.Column("of_customer", sa.Boolean, nullable=False),
    sa.Column("remind_at", UtcDateTime),
    sa.Column("was_reminded", sa.Boolean, nullable=False),
)

feedback_answers = sa.Table(
    "feedback_answers",
    metadata,
    sa.Column("feedback_id", ID, sa.ForeignKey("feedback.id"), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    workspace(),
    sa.Column("result", sa.Integer, nullable=False),
    sa.Column("together", sa.Integer, nullable=False),
    sa.Column("went_well", sa.Text, nullable=False),
    sa.Column("otherwise", sa.Text, nullable=False),
    sa.Column("is_named", sa.Boolean, nullable=False),
    sa.CheckConstraint("result BETWEEN 1 AND 5", name="result"),
    sa.CheckConstraint("together BETWEEN 1 AND 5", name="together"),
)
