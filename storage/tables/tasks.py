"""Delegated tasks."""

from __future__ import annotations

import sqlalchemy as sa

from domain.briefs import Priority
from domain.tasks import TaskState
from storage.tables.base import ID, SLACK_ID, metadata, one_of, project, where, workspace
from storage.types import UtcDateTime

OPEN_TASK = "state IN ('offered', 'accepted', 'declined')"
DECLINED_TASK = "state = 'declined'"
ENDED_TASK = "state IN ('done', 'dropped')"
DONE_WITH_SKILL = "state = 'done' AND skill_id IS NOT NULL"
ASKING_TASK = "question <> '' AND answer = '' AND state IN ('offered', 'accepted')"

tasks = sa.Table(
    "tasks",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    project(),
    sa.Column("key", sa.String(20), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("done_means", sa.Text, nullable=False),
    sa.Column("assignee", SLACK_ID, nullable=False),
    sa.Column("helpers", sa.JSON, nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("estimate_minutes", sa.Integer),
    sa.Column("priority", sa.Text, nullable=False),
    sa.Column("delegated_by", SLACK_ID, nullable=False),
    sa.Column("delegated_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("decline_reason", sa.Text, nullable=False),
    sa.Column("done_by", SLACK_ID),
    sa.Column("done_at", UtcDateTime),
    sa.Column("difficulty_id", ID),
    sa.Column("source", sa.Text, nullable=False, server_default=""),
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("drop_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("percent_before", sa.Integer, nullable=False, server_default="0"),
    sa.Column("times_reoffered", sa.Integer, nullable=False, server_default="0"),
    sa.Column("skill_id", ID),
    sa.Column("skill_level", sa.Integer),
    sa.Column("stage_id", ID),
    sa.UniqueConstraint("project_id", "number"),
    sa.UniqueConstraint("workspace_id", "key"),
    one_of("state", TaskState),
    one_of("priority", Priority),
    sa.CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    sa.Index("ix_tasks_difficulty", "difficulty_id", **where("difficulty_id IS NOT NULL")),
    sa.Index(
        "ix_tasks_open_in_project",
        "project_id",
        "due",
        "number",
        **where(OPEN_TASK),
    ),
    sa.Index(
        "ix_tasks_open_of_person",
        "workspace_id",
        "assignee",
        "due",
        **where(OPEN_TASK),
    ),
    sa.Index(
        "ix_tasks_declined",
        "project_id",
        "due",
        "number",
        **where(DECLINED_TASK),
    ),
    sa.Index("ix_tasks_stage", "stage_id", **where("stage_id IS NOT NULL")),
    sa.Index("ix_tasks_ended", "project_id", "done_at", "number", **where(ENDED_TASK)),
    sa.Index("ix_tasks_asking", "workspace_id", "delegated_by", **where(ASKING_TASK)),
    sa.Index("ix_tasks_done_with_skill", "workspace_id", "assignee", "skill_id", **where(DONE_WITH_SKILL)),
)

task_blocks = sa.Table(
    "task_blocks",
    metadata,
    sa.Column("task_id", ID, sa.ForeignKey("tasks.id"), primary_key=True),
    sa.Column("blocked_by", ID, sa.ForeignKey("tasks.id"), primary_key=True),
    workspace(),
    sa.Index("ix_task_blocks_blocked_by", "blocked_by"),
)
