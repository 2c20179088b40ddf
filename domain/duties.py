"""Duties that stay separate even where people do not: nobody judges a project that they manage or asked for."""

from __future__ import annotations

from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import Role


def is_own(project: Project, person: UserId) -> bool:
    """Whether a person manages a project or asked for it."""
    return person in (project.holder(Role.PROJECT_MANAGER), project.requested_by)


def refuse_own(project: Project, person: UserId) -> None:
    """Refuse whoever would judge a project that they manage or asked for, with the way on."""
    if not is_own(project, person):
        return
    does = "requested" if person == project.requested_by else "manage"
    raise Refused(
        f"You {does} {project.key}, so somebody else decides this. Let another department head take the role:",
        to_type=f"assign {project.key}",
    )
