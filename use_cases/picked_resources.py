"""Picking what the customer has already: in the scope, and in a solution that uses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.actors import Actor
from domain.projects import Project
from domain.refusals import Refused
from domain.resources import MOST_PICKED, customer_sign, in_order
from domain.scope import PickedResource
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project
from use_cases.scope import change_scope, hold_scope, scope_to_edit

FIELD = "resources"


@dataclass(frozen=True)
class PrepareResourcePick:
    """Open the form that says what the customer has and the scope is about, in the project of this key."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class ResourcePickForm:
    """What is picked in the scope now; `has_any` when the customer has something to pick from."""

    project_id: str
    project_key: str
    project_name: str
    customer: str
    picked: tuple[PickedResource, ...]
    has_any: bool
    asks_why: bool


@dataclass(frozen=True)
class PickResources:
    """What was picked; `shown` is what the form began with, so that what others pick meanwhile stays."""

    actor: Actor
    project_id: str
    picked: tuple[str, ...]
    shown: tuple[str, ...] = ()
    why: str = ""


@read_only
def prepare_resource_pick(order: PrepareResourcePick, tx: Transaction, now: datetime) -> Named[ResourcePickForm]:
    """The form with what is picked now, for whoever decides the scope."""
    found = find_project(order.actor, order.key, None, tx)
    project, version = scope_to_edit(order.actor, found.id, tx)
    picked = in_their_words((one.id for one in version.statement.resources), tx)
    has_any = bool(tx.resources.of_customer(project.customer))
    form = ResourcePickForm(project.id, project.key, project.name, project.customer, picked, has_any, version.is_frozen)
    return Named(form, {})


def in_their_words(ids: Iterable[str], tx: Transaction) -> tuple[PickedResource, ...]:
    """What is picked as it is called now, in the order of the list; without what was taken out."""
    found = in_order(tx.resources.several(ids).values())
    return tuple(PickedResource(one.id, one.entry.words) for one in found)


def pick_resources(order: PickResources, tx: Transaction, now: datetime) -> str:
    """Save what of the customer's IT the scope is about; returns the project's key."""
    project, version = hold_scope(order.actor, order.project_id, tx)
    before = tuple(one.id for one in version.statement.resources)
    kept = (id for id in before if id in order.picked or id not in order.shown)
    picked = tuple(dict.fromkeys((*kept, *(id for id in order.picked if id not in order.shown))))
    refuse_unless_there(project, picked, before, tx)
    after = replace(version.statement, resources=in_their_words(picked, tx))
    change_scope(project, after, order.actor.user_id, order.why, tx, now)
    return project.key


def refuse_unless_there(project: Project, picked: tuple[str, ...], before: tuple[str, ...], tx: Transaction) -> None:
    """Refuse, beside the field, what is newly picked and this project's customer does not have, and too much of it."""
    there, sign = tx.resources.several(picked), customer_sign(project.customer)
    if any(id not in there or customer_sign(there[id].customer) != sign for id in picked if id not in before):
        raise Refused("Something of it is not there any more: somebody took it out. Choose again.", field=FIELD)
    if len(picked) > MOST_PICKED:
        raise Refused(f"Choose at most {MOST_PICKED}.", field=FIELD)
