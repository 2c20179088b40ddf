"""Duties: nobody judges a project that they manage or asked for, and every step before a start is somebody's."""

from __future__ import annotations

from domain.actions import Action
from domain.actors import Actor
from domain.gate import OTHER_HEAD, PRICE, QUESTIONS, Fact, Question, open_before
from domain.identity import UserId
from domain.opinions import Judging
from domain.permissions import PEOPLE_MAY, allowed
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.roles import Role
from domain.states import State


def is_own(project: Project, person: UserId) -> bool:
    """Whether a person manages a project, be it in somebody's place, or asked for it."""
    managing = (project.holder(Role.PROJECT_MANAGER), project.acting(Role.PROJECT_MANAGER))
    return person in (*managing, project.requested_by)


def may_judge(actor: Actor, action: Action, project: Project) -> bool:
    """Whether somebody may judge a project in this way: the table lets them, and it is not their own."""
    return allowed(actor, action, project) and not is_own(project, actor.user_id)


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
    """How a fact comes to be decided: what its department head asked for, another one judges, and only at a price."""
    head = project.holder(Role.DEPARTMENT_HEAD)
    if fact is Fact.VIABLE and head is not None and is_own(project, head):
        return OTHER_HEAD
    waits_for_price = fact is Fact.VIABLE and project.price is None and not project.is_approved
    return PRICE if waits_for_price else QUESTIONS[fact]


def comes_first(fact: Fact, project: Project) -> Fact | None:
    """What has to be decided before a fact can be: its own button would be refused until then; nothing if it can be."""
    undecided = project.undecided
    if fact is Fact.PRESENTED:
        return next(iter(open_before(State.PRESENTED, undecided)), None)
    if fact is Fact.ACCEPTED and Fact.PRESENTED in undecided:
        return comes_first(Fact.PRESENTED, project) or Fact.PRESENTED
    if fact is Fact.VIABLE and project.price is None:
        return None
    needed = {Fact.CHOICE: (Fact.REQUIREMENTS,), Fact.VIABLE: (Fact.STAGES,)}.get(fact, ())
    if (fact is Fact.OPINION and Judging(project).judge is None) or (fact is Fact.VIABLE and judge_of(project) is None):
        needed = (Fact.ROLES, Fact.HEAD, *needed)
    if fact is Fact.HEAD and project.holder(Role.DEPARTMENT_HEAD) is None:
        needed = (Fact.ROLES,)
    return next((one for one in needed if one in undecided), None)


def judge_of(project: Project) -> UserId | None:
    """The department head who decides about a project: confirmed, and not judging what they manage or asked for.

    While they are away it is their deputy, unless that one would judge their own.
    """
    head, acting = project.holder(Role.DEPARTMENT_HEAD), project.acting(Role.DEPARTMENT_HEAD)
    if head is None or acting is None or not project.head_confirmed or is_own(project, head):
        return None
    return head if is_own(project, acting) else acting


def who_finds_judge(project: Project) -> UserId | None:
    """Who lets another department head take the role; nobody while the head that there is may decide once confirmed."""
    head = project.holder(Role.DEPARTMENT_HEAD)
    return _first_who_may(project, Action.ASSIGN_ROLES) if head is None or is_own(project, head) else None


def whose_turn(project: Project) -> UserId | None:
    """Who does the next thing before a project starts: its manager where they may, otherwise the first who may."""
    if project.lifecycle is not Lifecycle.PLANNING:
        return None
    following = project.undecided[:1]
    right = question_of(following[0], project).right if following else Action.MOVE_PROJECT
    return _first_who_may(project, right)


def _first_who_may(project: Project, right: Action) -> UserId | None:
    may = project.holders_of(PEOPLE_MAY[right])
    manager = project.acting(Role.PROJECT_MANAGER)
    return manager if manager in may else next(iter(may), None)
