"""Writing down one resource of a customer, changing it, and taking it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.actors import Actor
from domain.editing import merged, seen_of
from domain.figures import count_words
from domain.history import Act, Change
from domain.identity import new_id
from domain.projects import Project
from domain.refusals import Problem, refuse_if_any
from domain.resources import (
    MOST_RESOURCES,
    Resource,
    ResourceEntry,
    ResourceKind,
    clash_problems,
    entry_problems,
    resource_changes,
)
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.resources import project_to_keep, resource_of

NOTHING_YET = ResourceEntry(ResourceKind.DEVICE, "")


@dataclass(frozen=True)
class KeepResource:
    """Everything that was typed about a resource, of a new one without an id; `seen` is what the form showed."""

    actor: Actor
    key: str
    entry: ResourceEntry
    resource_id: str = ""
    seen: str = ""
    is_gone: bool = False


@dataclass(frozen=True)
class PrepareResource:
    """Open the form for a resource, or an empty one; `again`, because somebody else was quicker."""

    actor: Actor
    key: str
    resource_id: str = ""
    again: KeepResource | None = None


@dataclass(frozen=True)
class ResourceForm:
    """What stands in the form of a resource; `changed_meanwhile` says what somebody else made of what was typed."""

    project_key: str
    customer: str
    resource_id: str
    kind: ResourceKind
    name: str
    quantity: int
    site: str
    owner: str
    end_of_support: date | None
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@read_only
def prepare_resource(order: PrepareResource, tx: Transaction, now: datetime) -> Named[ResourceForm]:
    """The form of a resource as it is now; or with what was typed, when somebody else was quicker."""
    project = project_to_keep(order.actor, order.key, tx)
    current = resource_of(project, order.resource_id, tx).entry if order.resource_id else NOTHING_YET
    shown = order.again.entry if order.again else current
    changed = resource_changes(shown, current) if order.again else ()
    form = ResourceForm(
        project.key,
        project.customer,
        order.resource_id,
        **vars(shown),
        seen=seen_of(current) if order.resource_id else "",
        changed_meanwhile=changed,
    )
    return Named(form, {})


def keep_resource(order: KeepResource, tx: Transaction, now: datetime) -> bool:
    """Save a resource, or take it out; not where somebody else has changed the same meanwhile."""
    # Of one customer several projects may write: whoever changes an inventory holds the workspace, as with the stock.
    tx.workspaces.for_change()
    project = project_to_keep(order.actor, order.key, tx)
    before = resource_of(project, order.resource_id, tx) if order.resource_id else None
    if before is not None and order.is_gone:
        tx.resources.remove(before.id)
        _note(Act.REMOVED_RESOURCE, before.entry, None, project, order.actor, tx, now)
        return True
    entry = order.entry
    if before is not None and order.seen:
        result = merged(entry, before.entry, order.seen)
        if result.changed_by_both:
            return False
        entry = result.value
    known = tx.resources.of_customer(project.customer)
    _refuse_unless_right(entry, [one for one in known if one.id != order.resource_id], before is None)
    if before is None or entry != before.entry:
        id = before.id if before else new_id()
        tx.resources.keep(Resource(id, project.customer, entry, project.id))
        act = Act.CHANGED_RESOURCE if before else Act.ADDED_RESOURCE
        _note(act, before.entry if before else None, entry, project, order.actor, tx, now)
    return True


def _refuse_unless_right(entry: ResourceEntry, others: list[Resource], is_new: bool) -> None:
    problems = entry_problems(entry) + clash_problems(entry, others)
    if is_new and len(others) >= MOST_RESOURCES:
        most = count_words(MOST_RESOURCES)
        words = f"At most {most} are kept for a customer. Take out what is not there any more first."
        problems.append(Problem(words, "name"))
    refuse_if_any(problems)


def _note(
    act: Act,
    before: ResourceEntry | None,
    after: ResourceEntry | None,
    project: Project,
    actor: Actor,
    tx: Transaction,
    now: datetime,
) -> None:
    named = after or before
    assert named is not None
    tx.history.add(actor.user_id, now, act, project.id, named.name, resource_changes(before, after))
