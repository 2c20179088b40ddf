"""Who acts in somebody's place while they are on leave."""

from __future__ import annotations

import sqlalchemy as sa

from domain.deputies import StandInState, WhyOpen
from storage.tables.base import ID, SLACK_ID, metadata, one_of, where, workspace
from storage.types import UtcDateTime

IS_COMING = "next_at IS NOT NULL"
IS_ACTING = "acting IS NOT NULL"
IS_NOT_OVER = "state <> 'over'"

# No foreign key: whoever enters leave waits for nobody who holds one of the projects.
stand_ins = sa.Table(
    "stand_ins",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("leave_id", ID, nullable=False),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("project_id", ID, nullable=False),
    sa.Column("role", sa.String(20)),
    sa.Column("task_id", ID),
    sa.Column("deputy_id", SLACK_ID),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("given_by", SLACK_ID, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("back_on", sa.Date, nullable=False),
    sa.Column("begins_at", UtcDateTime, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
    sa.Column("why_open", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("passed_on_by", SLACK_ID),
    sa.Column("acting", SLACK_ID),
    sa.Column("acted", SLACK_ID),
    sa.Column("next_at", UtcDateTime),
    sa.Column("helped_before", sa.Boolean, nullable=False),
    one_of("state", StandInState),
    one_of("why_open", WhyOpen),
    sa.CheckConstraint("(role IS NULL) <> (task_id IS NULL)", name="about"),
    sa.Index("ix_stand_ins_leave", "workspace_id", "leave_id"),
    sa.Index("ix_stand_ins_deputy", "workspace_id", "deputy_id"),
    sa.Index("ix_stand_ins_person", "workspace_id", "person_id"),
    sa.Index("ix_stand_ins_acting", "workspace_id", "project_id", **where(IS_ACTING)),
    # A line has a role or a task, and what is empty is never the same twice.
    sa.Index("ux_stand_ins_role", "leave_id", "project_id", "role", unique=True, **where(IS_NOT_OVER)),
    sa.Index("ux_stand_ins_task", "leave_id", "task_id", unique=True, **where(IS_NOT_OVER)),
    sa.Index("ix_stand_ins_coming", "next_at", **where(IS_COMING)),
)
