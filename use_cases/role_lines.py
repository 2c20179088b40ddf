"""The leading roles of a project as lines: who holds each, who stands in, and who has not accepted yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.holders import Holder
from domain.identity import UserId
from domain.projects import Project
from domain.roles import LEADING_ROLES, Role


@dataclass(frozen=True)
class RoleLine:
    """One role and who holds it."""

    role: Role
    person: UserId | None
    confirmed: bool = True
    accepted: bool = True
    deputy: UserId | None = None
    """Who stands in for them now, until the end of this day."""
    until: date | None = None


def role_lines(project: Project, gone: frozenset[UserId]) -> tuple[RoleLine, ...]:
    """Each leading role with who holds it; nobody in `gone` is waited for any more."""
    held = {one.role: one for one in project.staff}
    return tuple(
        RoleLine(
            role,
            one.person,
            one.confirmed,
            _is_asked_no_more(one, project, gone),
            project.stand_in(one),
            one.deputy_until,
        )
        if (one := held.get(role))
        else RoleLine(role, None)
        for role in LEADING_ROLES
    )


def _is_asked_no_more(one: Holder, project: Project, gone: frozenset[UserId]) -> bool:
    """Who has accepted, who has gone, and once a project is over everybody."""
    return one.accepted_at is not None or one.person in gone or project.is_over


def hesitating(project: Project, gone: frozenset[UserId]) -> tuple[UserId, ...]:
    """Those of the team who have not accepted their role yet."""
    team = (one for one in project.staff if one.role is Role.TEAM_MEMBER)
    leading = {one.person for one in project.staff if one.role in LEADING_ROLES}
    return tuple(one.person for one in team if one.person not in leading and not _is_asked_no_more(one, project, gone))
