"""What a workspace says of its catalogue beyond what every one begins with, and what its people can do."""

from __future__ import annotations

import sqlalchemy as sa

from domain.skills import SkillKind
from storage.tables.base import ID, SLACK_ID, metadata, one_of, where
from storage.types import ExactDecimal, UtcDateTime

CONFIRMED = "level IS NOT NULL"
PROPOSED = "proposed_level IS NOT NULL"

skills = sa.Table(
    "skills",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("id", ID, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("hourly_rate", ExactDecimal),
    sa.Column("is_retired", sa.Boolean, nullable=False),
    one_of("kind", SkillKind),
    sa.CheckConstraint("hourly_rate >= 0", name="hourly_rate"),
)

person_skills = sa.Table(
    "person_skills",
    metadata,
    sa.Column("workspace_id", SLACK_ID, primary_key=True),
    sa.Column("person_id", SLACK_ID, primary_key=True),
    sa.Column("skill_id", ID, primary_key=True),
    sa.Column("level", sa.Integer),
    sa.Column("confirmed_by", SLACK_ID),
    sa.Column("confirmed_at", UtcDateTime),
    sa.Column("proposed_level", sa.Integer),
    sa.Column("proposed_at", UtcDateTime),
    sa.Column("evidence", sa.Text, nullable=False, server_default=""),
    sa.Column("asked_at", UtcDateTime),
    sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    sa.CheckConstraint("proposed_level BETWEEN 1 AND 5", name="proposed_level"),
    sa.Index("ix_person_skills_confirmed", "workspace_id", "skill_id", **where(CONFIRMED)),
    sa.Index("ix_person_skills_proposed", "workspace_id", "proposed_at", **where(PROPOSED)),
)
