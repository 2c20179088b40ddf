"""Listing the projects of a workspace, a page at a time, as far as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.listing import ProjectFilter
from domain.projects import Project
from domain.roles import Role
from domain.states import State
from storage.listing import Page
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.project_facts import ended_on

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
    ended_on: date | None = None
    """The project's local date on which it was completed or cancelled."""


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
    """A page of projects in the order of their keys; a private project of others is not among them.

    Where nothing fits, a word that names one person, and no project, is read as that person.
    """
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    wanted = order.wanted
    page = _page(order, wanted, tx)
    if not page.ids and (meant := _with_a_person(wanted, tx)):
        wanted, page = meant, _page(order, meant, tx)
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


def _page(order: ListProjects, wanted: ProjectFilter, tx: Transaction) -> Page:
    return tx.listing.page(wanted, order.actor.user_id, PROJECTS_ON_A_PAGE, order.after, order.before)


def _with_a_person(wanted: ProjectFilter, tx: Transaction) -> ProjectFilter | None:
    """The filter with one of its words read as a person; None when no word names exactly one."""
    words = wanted.text.split()
    if wanted.person is None and not wanted.mine:
        for word in words:
            people = tx.people.named_like(word.removeprefix("@"), most=2)
            if len(people) == 1:
                rest = " ".join(one for one in words if one != word)
                return replace(wanted, person=people[0].id, text=rest)
    return None


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
            ended_on(one),
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
