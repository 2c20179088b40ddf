"""What IT the customer of a project has: listed page by page, and looked through while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.projects import Project, refuse_if_over
from domain.resource_lists import ResourceFilter
from domain.resources import Resource, ResourceKind, customer_sign, in_order, no_such_resource
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, find_project_and_rest, visible

LINES_SHOWN = 10
RESOURCES_OFFERED = 50
THE_SCOPE = "the scope"


@dataclass(frozen=True)
class ShowResources:
    """What the customer has, by typed words or by the filter of a button; `start` is how many lines are left out."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    typed: tuple[str, ...] = ()
    wanted: ResourceFilter = field(default_factory=ResourceFilter)
    start: int = 0


@dataclass(frozen=True)
class ResourceLine:
    """One resource: until when it is supported, what of the project uses it, and which project changed it last."""

    id: str
    kind: ResourceKind
    name: str
    quantity: int
    site: str
    owner: str
    end_of_support: date | None
    is_unsupported: bool
    ends_before_completion: bool
    used_by: tuple[str, ...]
    changed_by_key: str


@dataclass(frozen=True)
class ResourcesShown:
    """One page of what a customer has; `filter_key` keeps what is wanted, `following` is where the next one begins."""

    project_key: str
    project_name: str
    customer: str
    in_all: int
    kinds: tuple[ResourceKind, ...]
    kind: ResourceKind | None
    is_used: bool | None
    search: str
    filter_key: str
    found: int
    lines: tuple[ResourceLine, ...]
    start: int
    following: int | None
    may_change: bool
    may_pick: bool


@dataclass(frozen=True)
class FindResources:
    """Which resources of the customer of this project have these words?"""

    actor: Actor
    project_id: str
    words: str


@read_only
def show_resources(order: ShowResources, tx: Transaction, now: datetime) -> Named[ResourcesShown]:
    """One page of what the customer of a project has, for whoever is on the project."""
    project, rest = find_project_and_rest(order.actor, order.key, order.channel, order.typed, tx)
    permissions.require(order.actor, Action.SEE_RESOURCES, project)
    wanted = ResourceFilter.typed(rest) if order.typed else order.wanted
    every, uses = in_order(tx.resources.of_customer(project.customer)), uses_in(project, tx)
    found = [one for one in every if wanted.lets(one.entry, one.id in uses)]
    start = order.start if 0 <= order.start < len(found) else 0
    end = start + LINES_SHOWN
    shown = ResourcesShown(
        project.key,
        project.name,
        project.customer,
        len(every),
        tuple(dict.fromkeys(one.entry.kind for one in every)),
        wanted.kind,
        wanted.is_used,
        wanted.text,
        wanted.words,
        len(found),
        _lines(found[start:end], uses, project, order.actor, local_date(now, zone_of(project.zone)), tx),
        start,
        end if end < len(found) else None,
        permissions.allowed(order.actor, Action.KEEP_RESOURCES, project) and not project.is_over,
        permissions.allowed(order.actor, Action.EDIT_SCOPE, project) and not (project.is_over or project.is_approved),
    )
    return Named(shown, {})


def uses_in(project: Project, tx: Transaction) -> dict[str, tuple[str, ...]]:
    """What of a project uses which resource, by the resource's id: its scope, and solutions by their names."""
    uses: dict[str, tuple[str, ...]] = {
        one.id: (THE_SCOPE,) for one in tx.scopes.newest(project.id).statement.resources
    }
    for solution in tx.options.sheet(project.id).solutions:
        for id in solution.resources:
            uses[id] = (*uses.get(id, ()), solution.name)
    return uses


def _lines(
    shown: Iterable[Resource],
    uses: Mapping[str, tuple[str, ...]],
    project: Project,
    actor: Actor,
    today: date,
    tx: Transaction,
) -> tuple[ResourceLine, ...]:
    page = list(shown)
    others = tx.projects.several({one.changed_by for one in page if one.changed_by})
    keys = {one.id: one.key for one in others if not one.is_hidden_from(actor)}
    due = project.scope.completion_date
    return tuple(
        ResourceLine(
            one.id,
            **vars(one.entry),
            is_unsupported=not one.entry.is_supported_on(today),
            ends_before_completion=bool(due) and due is not None and not one.entry.is_supported_on(due),
            used_by=uses.get(one.id, ()),
            changed_by_key=keys.get(one.changed_by or "", ""),
        )
        for one in page
    )


@read_only
def find_resources(order: FindResources, tx: Transaction, now: datetime) -> list[tuple[str, str]]:
    """The ids and words of what fits what was typed, in the order of the list."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SEE_RESOURCES, project)
    wanted = ResourceFilter(text=order.words)
    every = in_order(tx.resources.of_customer(project.customer))
    return [(one.id, one.entry.words) for one in every if wanted.lets(one.entry, False)][:RESOURCES_OFFERED]


def project_to_keep(actor: Actor, key: str, tx: Transaction) -> Project:
    """The project of this key, for somebody who may change what its customer has; refuses one that is over."""
    project = find_project(actor, key, None, tx)
    permissions.require(actor, Action.KEEP_RESOURCES, project)
    refuse_if_over(project, " and nothing that its customer has is changed through it any more")
    return project


def resource_of(project: Project, id: str, tx: Transaction) -> Resource:
    """A resource of this project's customer; any other customer's is none."""
    found = tx.resources.get(id)
    if customer_sign(found.customer) != customer_sign(project.customer):
        raise no_such_resource()
    return found
