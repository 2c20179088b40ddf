"""Projects and who holds which role in them."""

from __future__ import annotations

import sqlalchemy as sa

from domain.projects import ChannelKind, Lifecycle
from domain.roles import Role
from storage.tables.base import ID, SLACK_ID, metadata, one_of, where, workspace
from storage.types import ExactDecimal, UtcDateTime

IS_PUBLIC = "channel_kind <> 'private'"
IS_PRIVATE = "channel_kind = 'private'"
IN_PLANNING = "lifecycle = 'planning'"
ASKS_FOR_SOMETHING = "needs <> '' AND answer = '' AND accepted_at IS NULL"
WORD = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
"""A word by whose beginning is searched, which an index can answer only where signs have the order of their codes."""

projects = sa.Table(
    "projects",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("key", sa.String(10), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("customer", sa.Text, nullable=False),
    sa.Column("users_count", sa.Integer),
    sa.Column("services", sa.JSON, nullable=False),
    sa.Column("completion_date", sa.Date),
    sa.Column("lifecycle", sa.Text, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("channel_kind", sa.Text, nullable=False),
    sa.Column("channel_name", sa.Text, nullable=False),
    sa.Column("channel_id", SLACK_ID),
    sa.Column("channel_problem", sa.Text),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("started_at", UtcDateTime),
    sa.Column("last_task_number", sa.Integer, nullable=False),
    sa.Column("tasks", sa.Integer, nullable=False),
    sa.Column("open_tasks", sa.Integer, nullable=False),
    sa.Column("estimated_minutes", sa.BigInteger, nullable=False),
    sa.Column("earned", sa.BigInteger, nullable=False),
    sa.Column("unestimated", sa.Integer, nullable=False),
    sa.Column("unestimated_percent", sa.BigInteger, nullable=False),
    sa.Column("median_minutes", sa.Integer, nullable=False),
    sa.Column("last_difficulty_number", sa.Integer, nullable=False, server_default="0"),
    sa.Column("open_difficulties", sa.Integer, nullable=False, server_default="0"),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("end_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("active_since", UtcDateTime),
    sa.Column("currency", sa.String(3), nullable=False, server_default="EUR"),
    sa.Column("price", ExactDecimal),
    sa.Column("decided", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("reached", sa.Text, nullable=False, server_default="draft"),
    sa.Column("listed_as", sa.Text, nullable=False, server_default="draft"),
    sa.UniqueConstraint("workspace_id", "key"),
    sa.UniqueConstraint("workspace_id", "channel_id"),
    one_of("lifecycle", Lifecycle),
    one_of("channel_kind", ChannelKind),
    sa.Index("ix_projects_public", "workspace_id", "key", **where(IS_PUBLIC)),
    sa.Index("ix_projects_public_in_state", "workspace_id", "lifecycle", "key", **where(IS_PUBLIC)),
    sa.Index(
        "ix_projects_public_in_planning", "workspace_id", "listed_as", "key", **where(f"{IS_PUBLIC} AND {IN_PLANNING}")
    ),
    sa.Index("ix_projects_private", "workspace_id", "key", **where(IS_PRIVATE)),
)

project_words = sa.Table(
    "project_words",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("word", WORD, primary_key=True),
    sa.Column("of_customer", sa.Boolean, primary_key=True),
    workspace(),
    sa.Index("ix_project_words_word", "workspace_id", "word", "of_customer", "project_id"),
)

project_roles = sa.Table(
    "project_roles",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("role", sa.String(20), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    workspace(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("accepted_at", UtcDateTime),
    sa.Column("needs", sa.Text, nullable=False, server_default=""),
    sa.Column("given_by", SLACK_ID),
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("answered_by", SLACK_ID),
    sa.Index("ix_project_roles_person", "workspace_id", "person_id"),
    sa.Index("ix_project_roles_asking", "workspace_id", "given_by", **where(ASKS_FOR_SOMETHING)),
    one_of("role", Role),
)
