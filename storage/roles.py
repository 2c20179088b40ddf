"""Who holds which role in the projects of one workspace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from domain.holders import Holder
from domain.identity import UserId
from domain.projects import RUNNING, Project
from domain.roles import OVERSEEING, Role
from storage.statements import MINE, Gateway, insert_of
from storage.tables.deputies import stand_ins
from storage.tables.projects import project_roles, projects

OF_PROJECTS = (
    sa.select(project_roles, stand_ins.c.acting, stand_ins.c.back_on)
    .outerjoin(
        stand_ins,
        sa.and_(
            stand_ins.c.workspace_id == project_roles.c.workspace_id,
            stand_ins.c.project_id == project_roles.c.project_id,
            stand_ins.c.acting.is_not(None),
            stand_ins.c.role == project_roles.c.role,
            stand_ins.c.person_id == project_roles.c.person_id,
        ),
    )
    .where(project_roles.c.workspace_id == MINE, project_roles.c.project_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(project_roles.c.project_id, project_roles.c.position, stand_ins.c.begins_at)
)
OVERSEEING_ROLES = [role.value for role in OVERSEEING]
LENT = (
    sa.select(stand_ins.c.project_id)
    .join(
        project_roles,
        sa.and_(
            project_roles.c.project_id == stand_ins.c.project_id,
            project_roles.c.role == stand_ins.c.role,
            project_roles.c.person_id == stand_ins.c.person_id,
        ),
    )
    .where(
        stand_ins.c.workspace_id == MINE,
        stand_ins.c.deputy_id == sa.bindparam("person"),
        stand_ins.c.acting == sa.bindparam("person"),
        stand_ins.c.role.in_(OVERSEEING_ROLES),
        project_roles.c.confirmed,
    )
)
HELD = sa.select(project_roles.c.project_id).where(
    project_roles.c.workspace_id == MINE,
    project_roles.c.person_id == sa.bindparam("person"),
    project_roles.c.role.in_(OVERSEEING_ROLES),
    project_roles.c.confirmed,
)
# The projects that somebody oversees by a role, their own or one that they stand in for.
OVERSEEN_BY = sa.union_all(HELD, LENT).subquery("overseen")
OVERSEEN = (
    sa.select(OVERSEEN_BY.c.project_id)
    .join(projects, projects.c.id == OVERSEEN_BY.c.project_id)
    .where(projects.c.lifecycle.in_([one.value for one in RUNNING]))
    .limit(1)
)


def on_it(person: str) -> sa.CompoundSelect[Any]:
    """The projects that somebody is on: in a role of their own, or standing in for who has one; `person` is what the
    statement calls them."""
    them: sa.BindParameter[str] = sa.bindparam(person)
    return sa.union_all(
        sa.select(project_roles.c.project_id).where(
            project_roles.c.workspace_id == MINE, project_roles.c.person_id == them
        ),
        sa.select(stand_ins.c.project_id).where(
            stand_ins.c.workspace_id == MINE,
            stand_ins.c.deputy_id == them,
            stand_ins.c.acting == them,
            stand_ins.c.role.is_not(None),
        ),
    )


EMPTY = sa.delete(project_roles).where(
    project_roles.c.workspace_id == MINE, project_roles.c.project_id == sa.bindparam("project")
)


class Roles(Gateway):
    """Reads and keeps who holds which role."""

    def of(self, ids: Iterable[str]) -> dict[str, tuple[Holder, ...]]:
        """The staff of each of these projects, in the order they were named."""
        rows = self.run(OF_PROJECTS, ids=list(ids))
        by_project = groupby(rows, key=lambda row: str(row.project_id))
        return {project: tuple(_holders(held)) for project, held in by_project}

    def oversees(self, person: str) -> bool:
        """Whether somebody is confirmed department head or IT manager of a running project, or stands in for one."""
        return self.run(OVERSEEN, person=person).first() is not None

    def keep(self, project: Project) -> None:
        """Save the staff of a project that is new or held for change, in place of what stood there."""
        self.run(EMPTY, project=project.id)
        rows = [
            {"workspace_id": self.workspace, **_columns(one, project, position)}
            for position, one in enumerate(project.staff)
        ]
        if rows:
            self.connection.execute(insert_of(project_roles), rows)


def _holders(rows: Iterable[Any]) -> Iterable[Holder]:
    """Each holder once: of two leaves that touch, each with its deputy, the later one counts."""
    return {(row.role, row.person_id): _holder(row) for row in rows}.values()


def _holder(row: Any) -> Holder:
    given_by = UserId(row.given_by) if row.given_by else None
    answered_by = UserId(row.answered_by) if row.answered_by else None
    return Holder(
        Role(row.role),
        UserId(row.person_id),
        row.since,
        row.confirmed,
        row.accepted_at,
        row.needs,
        given_by,
        row.answer,
        answered_by,
        UserId(row.acting) if row.acting else None,
        row.back_on - timedelta(days=1) if row.back_on else None,
    )


def _columns(one: Holder, project: Project, position: int) -> dict[str, Any]:
    return {
        "project_id": project.id,
        "role": one.role.value,
        "person_id": one.person,
        "position": position,
        "since": one.since,
        "confirmed": one.confirmed,
        "accepted_at": one.accepted_at,
        "needs": one.needs,
        "given_by": one.given_by,
        "answer": one.answer,
        "answered_by": one.answered_by,
    }
