"""When people have time: their weekly hours, their leave, and what of them is promised to which project."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import ID, SLACK_ID, metadata, workspace

weekly_hours = sa.Table(
    "weekly_hours",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("days", sa.JSON, nullable=False),
    sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name="minutes"),
)

leave = sa.Table(
    "leave",
    metadata,
    sa.Column("id", ID, primary_key=True),
    workspace(),
    sa.Column("person_id", SLACK_ID, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("deputy_id", SLACK_ID),
    sa.Column("named_by", SLACK_ID),
    sa.CheckConstraint("first_day <= last_day", name="days"),
    sa.Index("ix_leave_person", "workspace_id", "person_id", "last_day"),
)

bookings = sa.Table(
    "bookings",
    metadata,
    sa.Column("project_id", ID, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("week", sa.Date, primary_key=True),
    workspace(),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name="minutes"),
    sa.Index("ix_bookings_person", "workspace_id", "person_id", "week"),
)
