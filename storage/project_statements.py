"""What is asked about projects, each statement built once."""

from __future__ import annotations

import sqlalchemy as sa

from domain.projects import ENDED_WELL, RUNNING, Lifecycle
from storage.roles import on_it
from storage.statements import MINE
from storage.tables.checkins import schedules
from storage.tables.gate import overrides
from storage.tables.plans import baselines
from storage.tables.projects import ASKS_FOR_SOMETHING, project_roles, projects
from storage.tables.scope import project_requests
from storage.tables.stages import stages

IS_APPROVED = (
    sa.select(sa.func.max(baselines.c.number))
    .where(baselines.c.project_id == projects.c.id)
    .scalar_subquery()
    .is_not(None)
    .label("is_approved")
)
IS_OVERRIDDEN = (
    sa.select(overrides.c.project_id)
    .where(overrides.c.project_id == projects.c.id)
    .scalar_subquery()
    .is_not(None)
    .label("is_overridden")
)
HAS_STAGES = sa.exists().where(stages.c.project_id == projects.c.id).label("has_stages")
REQUESTED_BY = (
    sa.select(sa.func.max(project_requests.c.asked_by))
    .where(project_requests.c.project_id == projects.c.id)
    .scalar_subquery()
    .label("requested_by")
)
OURS = (
    sa.select(projects, schedules.c.next_at, IS_APPROVED, REQUESTED_BY, IS_OVERRIDDEN, HAS_STAGES)
    .outerjoin(schedules, schedules.c.project_id == projects.c.id)
    .where(projects.c.workspace_id == MINE)
)
BY_ID = OURS.where(projects.c.id == sa.bindparam("project"))
BY_ID_LOCKED = BY_ID.with_for_update(of=projects)
BY_KEY = OURS.where(projects.c.key == sa.bindparam("key"))
BY_CHANNEL = OURS.where(projects.c.channel_id == sa.bindparam("channel"))
BY_IDS = OURS.where(projects.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(projects.c.key)
BY_CHANNELS = OURS.where(projects.c.channel_id.in_(sa.bindparam("channels", expanding=True)))
OF_PERSON = (
    OURS.where(projects.c.id.in_(on_it("person")))
    .order_by(projects.c.created_at.desc(), projects.c.key)
    .limit(sa.bindparam("most"))
)
ACTIVE_OF_PERSON = OF_PERSON.where(projects.c.lifecycle == Lifecycle.ACTIVE.value)
RUNNING_OF_PERSON = OF_PERSON.where(projects.c.lifecycle.in_([one.value for one in RUNNING]))
ENDED_OF_PERSON = OF_PERSON.where(projects.c.lifecycle.in_([one.value for one in ENDED_WELL]))
HOMES = (
    sa.select(projects.c.key, projects.c.channel_id, projects.c.channel_name)
    .where(projects.c.workspace_id == MINE, projects.c.channel_id.is_not(None))
    .order_by(projects.c.key)
)
KEYS = sa.select(projects.c.key).where(projects.c.workspace_id == MINE)
UNCONFIRMED = (
    OURS.where(
        projects.c.id.in_(
            sa.select(project_roles.c.project_id).where(
                project_roles.c.workspace_id == MINE, sa.not_(project_roles.c.confirmed)
            )
        )
    )
    .order_by(projects.c.created_at, projects.c.key)
    .limit(sa.bindparam("most"))
)
ASKING = (
    OURS.where(
        projects.c.lifecycle.in_([one.value for one in RUNNING]),
        projects.c.id.in_(
            sa.select(project_roles.c.project_id).where(
                project_roles.c.workspace_id == MINE,
                project_roles.c.given_by == sa.bindparam("person"),
                sa.text(ASKS_FOR_SOMETHING),
            )
        ),
    )
    .order_by(projects.c.created_at, projects.c.key)
    .limit(sa.bindparam("most"))
)
FOUND_BY = ("key", "name", "customer")
SETTLED = ("decided", "reached", "listed_as")
CHANGE = (
    sa.update(projects)
    .where(projects.c.workspace_id == MINE, projects.c.id == sa.bindparam("project"))
    .values(
        {
            name: sa.bindparam(f"new_{name}")
            for name in map(str, projects.columns.keys())
            if name not in ("id", "workspace_id", *FOUND_BY, *SETTLED)
        }
    )
)
SETTLE = (
    sa.update(projects)
    .where(projects.c.workspace_id == MINE, projects.c.id == sa.bindparam("project"))
    .values({name: sa.bindparam(f"new_{name}") for name in SETTLED})
)
