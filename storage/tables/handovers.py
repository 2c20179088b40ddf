"""Who was asked to maintain which delivered service, what came of it, and what was closed without."""

from __future__ import annotations

import sqlalchemy as sa

from domain.handovers import HandoverState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import UtcDateTime

SIGN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
IS_OFFERED = "state = 'offered'"
IS_ACCEPTED = "state = 'accepted'"
IS_IN_FORCE = "state IN ('offered', 'accepted')"

handovers = sa.Table(
    "handovers",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("sign", SIGN, nullable=False),
    sa.Column("maintainer", SLACK_ID, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("support", sa.JSON, nullable=False),
    sa.Column("offered_by", SLACK_ID, nullable=False),
    sa.Column("offered_at", UtcDateTime, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.UniqueConstraint("project_id", "number"),
    one_of("state", HandoverState),
    # Of one service nobody is asked twice at once, and one person maintains it.
    sa.Index("ix_handovers_offered", "project_id", "sign", unique=True, **where(IS_OFFERED)),
    sa.Index("ix_handovers_accepted", "project_id", "sign", unique=True, **where(IS_ACCEPTED)),
    sa.Index("ix_handovers_listed", "workspace_id", "sign", "id", **where(IS_ACCEPTED)),
    sa.Index("ix_handovers_maintained", "workspace_id", "maintainer", **where(IS_IN_FORCE)),
)

closings_over = sa.Table(
    "closings_over",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    workspace(),
    sa.Column("made_by", SLACK_ID, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("services", sa.JSON, nullable=False),
    sa.Column("made_for", SLACK_ID),
)
