"""Duties: nobody judges a project that they manage or asked for, and every step before a start is somebody's."""

from __future__ import annotations

from domain.gate import OTHER_HEAD, QUESTIONS, Fact, Question
from domain.identity import UserId
from domain.permissions import PEOPLE_MAY, Action
from domain.projects import Lifecycle, Project
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


def question_of(fact: Fact, project: Project) -> Question:
    """How a fact comes to be decided: what its department head asked for, another one judges."""
    question, head = QUESTIONS[fact], project.holder(Role.DEPARTMENT_HEAD)
    judges_own = question.right is Action.DECIDE_VIABILITY and head is not None and is_own(project, head)
    return OTHER_HEAD if judges_own else question


def whose_turn(project: Project) -> UserId | None:
    """Who does the next thing before a project starts: its manager where they may, otherwise the first who may."""
    if project.lifecycle is not Lifecycle.PLANNING:
        return None
    following = project.undecided[:1]
    right = question_of(following[0], project).right if following else Action.MOVE_PROJECT
    may = project.holders_of(PEOPLE_MAY[right])
    manager = project.holder(Role.PROJECT_MANAGER)
    return manager if manager in may else next(iter(may), None)
