"""Listing the projects of a workspace, a page at a time, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.listing import ProjectFilter
from domain.permissions import Action
from domain.projects import Project, State
from domain.roles import Role
from storage.people import Named
from storage.transactions import Transaction, read_only

PROJECTS_ON_A_PAGE = 10


@dataclass(frozen=True)
class ListProjects:
    """The projects that fit this filter: the first of them, those after a key, or those before one."""

    actor: Actor
    wanted: ProjectFilter = field(default_factory=ProjectFilter)
    after: str = ""
    before: str | None = None


@dataclass(frozen=True)
class ListedProject:
    """One project of a list."""

    key: str
    name: str
    customer: str
    state: State
    manager: UserId | None
    completion_date: date | None
    open_tasks: int
    overdue: int
    open_difficulties: int


@dataclass(frozen=True)
class ProjectList:
    """A page of projects; `wanted` is the filter as it could be typed, then its parts, then where pages go on."""

    wanted: str
    whose: str
    state: str
    search: str
    person: UserId | None
    role: Role | None
    projects: tuple[ListedProject, ...]
    earlier: str | None
    later: str | None


@read_only
def list_projects(order: ListProjects, tx: Transaction, now: datetime) -> Named[ProjectList]:
    """A page of projects in the order of their keys; a private project of others is not among them."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    wanted = order.wanted
    page = tx.listing.page(wanted, order.actor.user_id, PROJECTS_ON_A_PAGE, order.after, order.before)
    found = tx.projects.several(page.ids)
    return tx.people.named(
        ProjectList(
            str(wanted),
            wanted.whose_words,
            wanted.state_word,
            wanted.search,
            wanted.person,
            wanted.role,
            _listed(found, tx, now),
            found[0].key if found and page.has_earlier else None,
            found[-1].key if found and page.has_later else None,
        )
    )


def _listed(found: list[Project], tx: Transaction, now: datetime) -> tuple[ListedProject, ...]:
    overdue = _overdue(found, tx, now)
    return tuple(
        ListedProject(
            one.key,
            one.name,
            one.customer,
            one.state,
            one.holder(Role.PROJECT_MANAGER),
            one.scope.completion_date,
            one.progress.open,
            overdue.get(one.id, 0),
            one.open_difficulties,
        )
        for one in found
    )


def _overdue(found: Iterable[Project], tx: Transaction, now: datetime) -> dict[str, int]:
    """Counted by each project's own date, of which there are at most three at any moment; nothing ended is late."""
    by_date = defaultdict(list)
    for one in found:
        if not one.is_over:
            by_date[local_date(now, zone_of(one.zone))].append(one.id)
    counted: dict[str, int] = {}
    for today, ids in by_date.items():
        counted |= tx.tasks.overdue_in(ids, today)
    return counted
