"""What a task waits for: which tasks can be chosen, and which choice would be a circle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.blocking import MOST_BLOCKERS, circle_through, circle_words
from domain.calendars import local_date, zone_of
from domain.history import Change
from domain.projects import Project
from domain.refusals import Problem
from domain.task_lists import TaskFilter
from domain.tasks import Task
from storage.transactions import Transaction, read_only
from use_cases.finding import visible

FIELD, WAITS_FOR = "blocked_by", "waits for"
CHOICES_OFFERED = 100


@dataclass(frozen=True)
class LookForBlockers:
    """Which open tasks of the project could the task wait for, now that this was typed?"""

    actor: Actor
    project_id: str
    typed: str
    besides: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to choose, and what it is called."""

    id: str
    label: str


@read_only
def look_for_blockers(order: LookForBlockers, tx: Transaction, now: datetime) -> tuple[Choice, ...]:
    """The open tasks of a project whose key or title holds what was typed, earliest due first."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    today = local_date(now, zone_of(project.zone))
    found = tx.task_lists.page(project.id, TaskFilter.with_text(order.typed), today, CHOICES_OFFERED)
    return tuple(choice_of(one) for one in found if one.id != order.besides)


def choice_of(task: Task) -> Choice:
    """A task as it is called where it can be chosen."""
    return Choice(task.id, f"{task.key} {task.title}")


def blocking_problems(task: Task | None, chosen: Iterable[str], project: Project, tx: Transaction) -> list[Problem]:
    """What is wrong with these blockers, beside their field: too many, of another project, or a circle.

    A task that is only being delegated, None, cannot be part of a circle: nothing waits for it.
    """
    wanted = tuple(chosen)
    if len(wanted) > MOST_BLOCKERS:
        return [Problem(f"Choose at most {MOST_BLOCKERS} tasks to wait for.", FIELD)]
    keys = {one.id: one.key for one in tx.tasks.of_ids(wanted) if one.project_id == project.id}
    if len(keys) < len(set(wanted)):
        return [Problem(f"Choose tasks of {project.key} only.", FIELD)]
    circle = circle_through(task.id, wanted, tx.blocks.in_project(project.id)) if task and wanted else ()
    if not circle:
        return []
    named = keys | {one.id: one.key for one in tx.tasks.of_ids(circle)}
    return [Problem(circle_words(tuple(named[one] for one in circle)), FIELD)]


def blocking_change(before: Iterable[str], after: Iterable[str], tx: Transaction) -> tuple[Change, ...]:
    """What is different about what a task waits for, by the keys of the tasks."""
    old, new = tuple(before), tuple(after)
    if set(old) == set(new):
        return ()
    keys = {one.id: one.key for one in tx.tasks.of_ids({*old, *new})}
    was, becomes = (", ".join(sorted(keys[one] for one in ids if one in keys)) for ids in (old, new))
    return (Change(WAITS_FOR, was, becomes),)
