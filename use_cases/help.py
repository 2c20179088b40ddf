"""Which verbs make sense for a person, by the roles they hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.moves import Move
from domain.projects import Project
from domain.roles import Role
from storage.transactions import Transaction, read_only
from use_cases.creators import may_create

PROJECTS_LOOKED_AT = 50
FOR_EVERYBODY = (
    "mine",
    "status",
    "pictures",
    "outcome",
    "list",
    "export",
    "tasks",
    "difficulties",
    "changes",
    "why",
    "history",
    "prepare",
    "tools",
    "options",
    "skills",
    "leave",
    "stock",
    "scope",
    "request",
    "requests",
    "stages",
    "template",
    "lessons",
    "services",
    "help",
)
BY_PERMISSION = {
    Action.ASSIGN_ROLES: ("assign",),
    Action.REPAIR_CHANNEL: ("channel",),
    Action.DELEGATE: ("delegate", "done", "progress"),
    Action.MOVE_PROJECT: tuple(move.value for move in Move),
    Action.SEE_TEAM: ("team",),
    Action.REPORT_HEALTH: ("health",),
    Action.SEE_PORTFOLIO: ("portfolio",),
    Action.SEE_FEASIBILITY: ("feasible",),
    Action.SEE_COSTS: ("cost",),
    Action.LOG_WORK: ("log",),
    Action.CHECK_IN: ("checkin", "done", "progress"),
    Action.REPORT_DIFFICULTY: ("difficulty",),
    Action.CHANGE_SCHEDULE: ("schedule",),
    Action.SEE_RESOURCES: ("resources",),
    Action.SEE_PLAN: ("plan",),
    Action.ASK_CHANGE: ("change",),
    Action.KEEP_LESSON: ("retro",),
    Action.SEE_FEEDBACK: ("feedback",),
}
# What somebody in a role is to find without looking: what they do most, and what only they can do.
FIRST = {
    Role.PROJECT_MANAGER: ("mine", "prepare", "delegate", "status", "plan"),
    Role.DEPARTMENT_HEAD: ("portfolio", "mine", "cost", "delegate", "start"),
    Role.IT_MANAGER: ("portfolio", "mine", "changes", "feasible", "team"),
    Role.RESPONSIBLE: ("mine", "scope", "options", "stages", "checkin"),
    Role.TEAM_MEMBER: ("mine", "checkin", "done", "log", "difficulty"),
    Role.OBSERVER: ("status", "plan", "list"),
}
FIRST_FOR_OTHERS = ("mine", "request", "create", "list")
FIRST_SHOWN = 5


@dataclass(frozen=True)
class ShowHelp:
    """What can I do?"""

    actor: Actor


@dataclass(frozen=True)
class Help:
    """The verbs this person can use, and the few that they need most."""

    verbs: frozenset[str]
    first: tuple[str, ...]


@read_only
def show_help(order: ShowHelp, tx: Transaction, now: datetime) -> Help:
    """The verbs for everybody, and those that a role of the person allows in some project."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    verbs = set(FOR_EVERYBODY)
    workspace = tx.workspaces.get()
    if may_create(order.actor, workspace):
        verbs |= {"create", "next"}
    if permissions.allowed(order.actor, Action.SEE_PORTFOLIO, workspace):
        verbs.add("portfolio")
    if tx.tasks.open_of(order.actor.user_id, 1):
        verbs |= {"done", "progress"}
    projects = tx.projects.of_person(order.actor.user_id, PROJECTS_LOOKED_AT)
    for project in projects:
        for action, allowed in BY_PERMISSION.items():
            if permissions.allowed(order.actor, action, project):
                verbs |= {*allowed}
    return Help(frozenset(verbs), _first(order.actor.user_id, projects, verbs))


def _first(person: UserId, projects: list[Project], usable: set[str]) -> tuple[str, ...]:
    """What is needed most in the role that the person holds most often, then in their other roles.

    Whoever cannot create a project finds beside it how one is asked for.
    """
    held = Counter(role for one in projects for role in one.roles_of(person))
    named = [name for role, _ in held.most_common() for name in FIRST[role]] or FIRST_FOR_OTHERS
    most = tuple(dict.fromkeys(name for name in named if name in usable))[:FIRST_SHOWN]
    return most if "create" in usable or "request" in most else (*most, "request")
