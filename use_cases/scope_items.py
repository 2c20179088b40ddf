"""What a scope has several of, each with a form of its own: technical requirements and goals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.actors import Actor
from domain.editing import merged, seen_of
from domain.history import Change
from domain.identity import new_id
from domain.refusals import Problem, Refused, refuse_if_any
from domain.scope import Goal, ScopeStatement, TechnicalRequirement, with_item
from domain.scope_differences import differences
from domain.scope_limits import goal_problems, technical_problems
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project
from use_cases.scope import change_scope, hold_scope, scope_to_edit
from use_cases.scope_steps import Step, following_step

ScopeItem = TechnicalRequirement | Goal


@dataclass(frozen=True)
class ListItems:
    """Show the technical requirements or the goals of the project of this key, to be changed."""

    actor: Actor
    key: str
    step: Step


@dataclass(frozen=True)
class ItemList:
    """What a scope has of both now, and which step is still empty after this one."""

    project_id: str
    project_key: str
    project_name: str
    technical: tuple[TechnicalRequirement, ...]
    goals: tuple[Goal, ...]
    following: Step | None


@dataclass(frozen=True)
class DecideItem:
    """What was typed into the form, of a new one without an id; `seen` is what it showed."""

    actor: Actor
    project_id: str
    item: ScopeItem
    seen: str = ""
    why: str = ""


@dataclass(frozen=True)
class PrepareItem:
    """Open the form of one, or an empty one without an id; `again`, because somebody else was quicker."""

    actor: Actor
    project_id: str
    step: Step
    item_id: str = ""
    again: DecideItem | None = None


@dataclass(frozen=True)
class ItemForm:
    """One technical requirement or goal in its form, none when it is new; `asks_why` before a new version."""

    project_id: str
    project_key: str
    technical: TechnicalRequirement | None
    goal: Goal | None
    services: tuple[str, ...]
    asks_why: bool
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@dataclass(frozen=True)
class DropItem:
    """Take this technical requirement or goal out of the scope."""

    actor: Actor
    project_id: str
    step: Step
    item_id: str


@read_only
def list_items(order: ListItems, tx: Transaction, now: datetime) -> ItemList:
    """The technical requirements or the goals, for somebody who may change them."""
    found = find_project(order.actor, order.key, None, tx)
    project, version = scope_to_edit(order.actor, found.id, tx)
    statement, following = version.statement, following_step(version.statement, order.step)
    return ItemList(project.id, project.key, project.name, statement.technical, statement.goals, following)


@read_only
def prepare_item(order: PrepareItem, tx: Transaction, now: datetime) -> ItemForm:
    """The form of one of them as it stands now; or with what was typed, when somebody else was quicker."""
    project, version = scope_to_edit(order.actor, order.project_id, tx)
    statement = version.statement
    current = _item(order.step, order.item_id, statement) if order.item_id else None
    shown = order.again.item if order.again else current
    both = differences(_with(shown, statement), statement, currency_of(project, tx)) if order.again and shown else ()
    return ItemForm(
        project.id,
        project.key,
        shown if isinstance(shown, TechnicalRequirement) else None,
        shown if isinstance(shown, Goal) else None,
        statement.services,
        version.is_frozen,
        seen_of(current) if current else "",
        both,
    )


def decide_item(order: DecideItem, tx: Transaction, now: datetime) -> bool:
    """Save one technical requirement or goal, new or changed; not where somebody else has changed the same."""
    project, version = hold_scope(order.actor, order.project_id, tx)
    statement, item = version.statement, order.item
    refuse_if_any(_problems(item, statement))
    current = next((one for one in _siblings(item, statement) if one.id == item.id), None)
    if item.id and current is None:
        field = "statement" if isinstance(item, TechnicalRequirement) else "text"
        raise Refused("Somebody took this out of the scope meanwhile. To have it back, add it as a new one.", field)
    if current is not None and order.seen:
        result = merged(item, current, order.seen)
        if result.changed_by_both:
            return False
        item = result.value
    change_scope(project, _with(item, statement), order.actor.user_id, order.why, tx, now)
    return True


def drop_item(order: DropItem, tx: Transaction, now: datetime) -> str:
    """Take one of them out of the scope; returns the project's key."""
    project, version = hold_scope(order.actor, order.project_id, tx)
    statement, left = version.statement, _item(order.step, order.item_id, version.statement)
    technical = tuple(one for one in statement.technical if one != left)
    goals = tuple(one for one in statement.goals if one != left)
    after = replace(statement, technical=technical, goals=goals)
    change_scope(project, after, order.actor.user_id, "", tx, now)
    return project.key


def _items(step: Step, statement: ScopeStatement) -> tuple[ScopeItem, ...]:
    return statement.technical if step is Step.TECHNICAL else statement.goals


def _siblings(item: ScopeItem, statement: ScopeStatement) -> tuple[ScopeItem, ...]:
    return statement.technical if isinstance(item, TechnicalRequirement) else statement.goals


def _item(step: Step, item_id: str, statement: ScopeStatement) -> ScopeItem:
    found = next((one for one in _items(step, statement) if one.id == item_id), None)
    if found is None:
        raise Refused("This is not in the scope any more: somebody took it out meanwhile.")
    return found


def _with(item: ScopeItem, statement: ScopeStatement) -> ScopeStatement:
    kept = replace(item, id=item.id or new_id())
    if isinstance(kept, TechnicalRequirement):
        return replace(statement, technical=with_item(statement.technical, kept))
    return replace(statement, goals=with_item(statement.goals, kept))


def _problems(item: ScopeItem, statement: ScopeStatement) -> list[Problem]:
    others = sum(one.id != item.id for one in _siblings(item, statement))
    return technical_problems(item, others) if isinstance(item, TechnicalRequirement) else goal_problems(item, others)
