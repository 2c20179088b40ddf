"""Finding the project somebody means: by its key, or as the one whose channel they are in."""

from __future__ import annotations

from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.commands import likely_project_key, project_key_in
from domain.identity import UserId
from domain.people import staffing_problems
from domain.projects import Project, WhichProject, no_such_project
from domain.refusals import Problem, Refused
from domain.roles import DELEGATING_ROLES, Role
from storage.transactions import Transaction

PROJECTS_OFFERED = 50
CARETAKING_ROLES = (Role.PROJECT_MANAGER, Role.DEPARTMENT_HEAD, Role.IT_MANAGER)
UNKNOWN_ACCOUNT = "Steward does not know this account. Choose a member."


def visible(project: Project, actor: Actor, key: str | None = None) -> Project:
    """The project, unless it is private and the actor is not on it: then it does not exist for them.

    `key`, when that is what they know of it, and not its id.
    """
    if project.is_hidden_from(actor):
        raise no_such_project(key)
    return project


def project_here(actor: Actor, channel: str | None, tx: Transaction) -> Project | None:
    """The project that lives in this channel, if any that the actor may know of."""
    here = tx.projects.in_channel(channel) if channel else None
    return None if here is None or here.is_hidden_from(actor) else here


def find_project(actor: Actor, key: str | None, channel: str | None, tx: Transaction) -> Project:
    """The project with this key, or the one that lives in this channel; refuses when there is neither."""
    if key is not None:
        return visible(tx.projects.by_key(key), actor, key)
    here = project_here(actor, channel, tx)
    if here is None:
        mine = tx.projects.of_person(actor.user_id, 1)
        raise WhichProject(mine[0].key if mine else "NET")
    return here


def find_project_and_rest(
    actor: Actor, key: str | None, channel: str | None, typed: tuple[str, ...], tx: Transaction
) -> tuple[Project, tuple[str, ...]]:
    """The project that the first word names and the words after it; in a project's channel the key can be left out."""
    try:
        return find_project(actor, key, channel, tx), typed[1:]
    except Refused:
        here = project_here(actor, channel, tx)
        if not typed or here is None:
            raise
        return here, typed


def find_project_among(
    actor: Actor, typed: tuple[str, ...], key: str | None, channel: str | None, besides: Container[str], tx: Transaction
) -> tuple[Project, tuple[str, ...]]:
    """The project whose key stands among the words, wherever, and the words besides; else the channel's project.

    The key of something in a project names the project too, and stays; words in `besides` are no keys.
    """
    keys = [(n, found) for n, word in enumerate(typed) if (found := likely_project_key(word))]
    keys = [(n, found) for n, found in keys if found.lower() not in besides]
    for n, found in keys:
        with suppress(Refused):
            return find_project(actor, found, None, tx), (*typed[:n], *typed[n + 1 :])
    for word in typed:
        if home := project_key_in(word):
            with suppress(Refused):
                return find_project(actor, home, None, tx), typed
    if keys and project_here(actor, channel, tx) is None:
        raise no_such_project(keys[0][1])
    return find_project(actor, key, channel, tx), typed


@dataclass(frozen=True)
class OfferedProject:
    """A project that a person may choose."""

    id: str
    key: str
    name: str


def projects_for(actor: Actor, action: Action, tx: Transaction) -> list[Project]:
    """The running projects in which a role lets this person do it, the newest first."""
    every = tx.projects.of_person(actor.user_id, PROJECTS_OFFERED)
    return [one for one in every if not one.is_over and permissions.allowed(actor, action, one)]


def offered(projects: Iterable[Project]) -> tuple[OfferedProject, ...]:
    """These projects, to choose from."""
    return tuple(OfferedProject(one.id, one.key, one.name) for one in projects)


def account_problems(field: str, chosen: Iterable[UserId], tx: Transaction) -> list[Problem]:
    """A problem beside the field for each chosen account that is unknown or cannot be given work."""
    wanted = frozenset(chosen)
    known = tx.people.known(wanted)
    unknown = [Problem(UNKNOWN_ACCOUNT, field)] * (len(wanted) - len(known))
    return unknown + staffing_problems(field, known)


def caretakers_of(project: Project, tx: Transaction) -> tuple[UserId, ...]:
    """Who sees to what goes wrong with a project: its manager; when they have gone its head, its IT manager, or else
    the administrators."""
    acting = (project.acting(role) for role in CARETAKING_ROLES)
    able = [one for one in acting if one and (one == project.acting(Role.PROJECT_MANAGER) or project.roles_of(one))]
    gone = gone_among(able, tx)
    here = [one for one in able if one not in gone]
    return tuple(here[:1]) or tuple(admin.id for admin in tx.people.administrators())


def gone_among(people: Iterable[UserId], tx: Transaction) -> frozenset[UserId]:
    """Those of these people who cannot work here any more."""
    return frozenset(one.id for one in tx.people.known(people) if not one.can_work)


def visible_to_repair(project: Project, actor: Actor, tx: Transaction, key: str | None = None) -> Project:
    """The same for what keeps a project alive: when its leaders have all gone, an administrator may see to it."""
    leaders = frozenset(project.holders(*DELEGATING_ROLES))
    is_orphaned = leaders <= gone_among(leaders, tx)
    return project if actor.is_admin and is_orphaned else visible(project, actor, key)


def find_to_repair(actor: Actor, key: str | None, channel: str | None, tx: Transaction) -> Project:
    """The project with this key, or of this channel, to be kept alive."""
    if key is None:
        return find_project(actor, None, channel, tx)
    return visible_to_repair(tx.projects.by_key(key), actor, tx, key)
