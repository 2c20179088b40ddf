"""Changing a task that somebody has: its words, its dates, who does it; or dropping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.briefs import Brief, TypedBrief, TypedDetails
from domain.calendars import local_date, zone_of
from domain.closing import OpenKind, OpenThing
from domain.differences import TASK_PEOPLE, TASK_WORDS, brief_changes
from domain.editing import merged, seen_of
from domain.history import Change
from domain.identity import UserId
from domain.living import Home, TaskOffer
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import refuse_if_any
from domain.task_notices import TaskChanged, TaskDelegated, TaskDropped
from domain.tasks import Task, TaskState, refuse_work_if_over
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.blocking import WAITS_FOR, blocking_change
from use_cases.briefs import problems_of
from use_cases.closing import is_ending, keep_dropped
from use_cases.finding import gone_among
from use_cases.task_stages import CALLED as STAGE
from use_cases.task_stages import stage_change
from use_cases.tasks import change_task, hold_task, visible_task

CALLED = {**TASK_WORDS, **TASK_PEOPLE, "blocked_by": WAITS_FOR, "stage_id": STAGE}


@dataclass(frozen=True)
class EditTask:
    """What stands in one of the two forms about the task; `seen` is what the form began with."""

    actor: Actor
    task_id: str
    typed: TypedBrief | TypedDetails
    seen: str = ""


@dataclass(frozen=True)
class PrepareEdit:
    """Open the form for this task; `again`, because what was typed meets what somebody else has changed."""

    actor: Actor
    task_id: str
    again: EditTask | None = None


@dataclass(frozen=True)
class Shown:
    """What a form about a task holds, what it will remember of it, and what somebody else has changed meanwhile."""

    brief: Brief
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@dataclass(frozen=True)
class EditForm:
    """A task as it stands in the form; `changed_meanwhile` says what somebody else made of what was typed here.

    `had_by` has the task now; with `needs_somebody` whoever stands as *Who* cannot work here, and is not proposed.
    """

    task_id: str
    task_key: str
    project_name: str
    brief: Brief
    was_declined: bool
    had_by: UserId
    needs_somebody: bool
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@dataclass(frozen=True)
class PrepareDrop:
    """Open the form that asks why this task is dropped."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class DropForm:
    """The task that would be dropped, and how many wait for it."""

    task_id: str
    task_key: str
    title: str
    waiting: int


@dataclass(frozen=True)
class DropTask:
    """This task is not to be done, for this reason."""

    actor: Actor
    task_id: str
    reason: str


@read_only
def prepare_edit(order: PrepareEdit, tx: Transaction, now: datetime) -> Named[EditForm]:
    """The form with the task as it is now; or with what was typed, when somebody else was quicker."""
    task = tx.tasks.get(order.task_id)
    project = visible_task(order.actor, task, tx)
    refuse_edit(task, project, order.actor)
    shown = to_show(task, project, order.again, tx)
    declined = task.state is TaskState.DECLINED
    gone = bool(gone_among((shown.brief.assignee,), tx))
    form = EditForm(
        task.id,
        task.key,
        project.name,
        shown.brief,
        declined,
        task.assignee,
        gone,
        shown.seen,
        shown.changed_meanwhile,
    )
    return tx.people.named(form)


def refuse_edit(task: Task, project: Project, actor: Actor) -> None:
    """Refuse whoever may not change this task, and everybody once it or its project has ended."""
    permissions.require(actor, Action.CHANGE_TASK, task, project)
    refuse_work_if_over(project)
    task.refuse_if_ended("changed")


def to_show(task: Task, project: Project, again: EditTask | None, tx: Transaction) -> Shown:
    """The task as it is now; or what was typed, with what somebody else made of it meanwhile."""
    current = _brief_now(task, tx)
    if again is None:
        return Shown(current, seen_of(current))
    typed, _ = again.typed.read(current)
    result = merged(typed, current, again.seen)
    both = _differences(typed, current, project, tx)
    told = tuple(one for one in both if one.field in {CALLED[name] for name in result.changed_by_both})
    return Shown(typed, result.seen, told)


def _brief_now(task: Task, tx: Transaction) -> Brief:
    return task.brief(tuple(one.id for one in tx.blocks.open_blockers([task.id]).get(task.id, ())))


def _differences(before: Brief, after: Brief, project: Project, tx: Transaction) -> tuple[Change, ...]:
    waits = blocking_change(before.blocked_by, after.blocked_by, tx)
    return brief_changes(before, after) + waits + stage_change(before.stage_id, after.stage_id, project, tx)


def edit_task(order: EditTask, tx: Transaction, now: datetime) -> list[str]:
    """Change a task, and tell whom it concerns what changed from what to what.

    Where somebody else has changed the same fields meanwhile nothing is saved, and the fields are returned.
    """
    task, project = hold_task(order.actor, tx.tasks.get(order.task_id), tx)
    refuse_edit(task, project, order.actor)
    current = _brief_now(task, tx)
    typed, problems = order.typed.read(current)
    result = merged(typed, current, order.seen)
    if result.changed_by_both and not problems:
        return list(result.changed_by_both)
    today = local_date(now, zone_of(project.zone))
    refuse_if_any(problems + problems_of(result.value, task, project, today, tx))
    after = task.edited(result.value, order.actor.user_id, today, now)
    said = _differences(current, after.brief(result.value.blocked_by), project, tx)
    if said or after != task:
        tx.blocks.change(task.id, current.blocked_by, result.value.blocked_by)
        _save_edit(task, after, said, project, order, tx, now)
    return []


def _save_edit(
    task: Task, after: Task, said: tuple[Change, ...], project: Project, order: EditTask, tx: Transaction, now: datetime
) -> None:
    by = order.actor.user_id
    change_task(task, after, project, by, tx, now, tuple(one for one in said if one.field in (WAITS_FOR, STAGE)))
    if after.times_reoffered != task.times_reoffered:
        _give_to_another(task, after, project, tx, now)
    reads_it_there = isinstance(order.typed, TypedDetails) and after.state is TaskState.OFFERED
    for person in _concerned(task, after, by):
        if reads_it_there and person == after.assignee:
            continue
        to = ToPerson(person)
        notice = TaskChanged(to, task.key, after.title, project.name, by, after.assignee, after.helpers, said)
        tx.outbox.add(notice, now)


def _give_to_another(before: Task, after: Task, project: Project, tx: Transaction, now: datetime) -> None:
    """Close the offer that was, so that nobody works on what is not theirs, and tell the channel who has the task."""
    tx.outbox.add(replace(TaskOffer.of(before), edit_only=True), now)
    for person in (before.assignee, before.delegated_by):
        tx.outbox.add(Home.of(person), now)
    had_it = before.assignee if before.assignee != after.assignee else None
    tx.outbox.add(TaskDelegated.about(after, project, had_it), now)


def _concerned(before: Task, after: Task, by: UserId) -> Iterator[UserId]:
    """Both sides, and who helps from now on or no more; not who did it, and not who gets an offer that says it all."""
    helpers = [one for one in (*before.helpers, *after.helpers) if (one in before.helpers) != (one in after.helpers)]
    is_offered = after.times_reoffered != before.times_reoffered
    for person in dict.fromkeys((before.assignee, before.delegated_by, *helpers)):
        if person != by and not (is_offered and person == after.assignee):
            yield person


@read_only
def prepare_drop(order: PrepareDrop, tx: Transaction, now: datetime) -> DropForm:
    """The form that asks why, for whoever may drop the task while it is open."""
    task = tx.tasks.get(order.task_id)
    project = visible_task(order.actor, task, tx)
    permissions.require(order.actor, Action.CHANGE_TASK, task, project)
    refuse_work_if_over(project)
    task.refuse_if_ended("dropped")
    return DropForm(task.id, task.key, task.title, len(tx.blocks.waiting_for([task.id]).get(task.id, ())))


def drop_task(order: DropTask, tx: Transaction, now: datetime) -> None:
    """Take a task off the plan with a reason, and tell everybody who has to do with it."""
    task, project = hold_task(order.actor, tx.tasks.get(order.task_id), tx)
    permissions.require(order.actor, Action.CHANGE_TASK, task, project)
    by = order.actor.user_id
    if is_ending(project, tx, now):
        thing, called = OpenThing(OpenKind.TASK, task.id), f"{task.key} {task.title}"
        keep_dropped(thing, called, project.id, by, order.reason, tx, now)
    change_task(task, task.dropped(order.reason, by, now), project, by, tx, now)
    for person in dict.fromkeys((task.assignee, task.delegated_by, *task.helpers)):
        if person != by:
            notice = TaskDropped(ToPerson(person), task.key, task.title, project.name, by, order.reason)
            tx.outbox.add(notice, now)
