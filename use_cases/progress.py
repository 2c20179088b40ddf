"""How far a task is, when it is done, and taking it up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import Refused
from domain.task_notices import TaskFinished, TaskReopened
from domain.tasks import Task, TaskState, refuse_work_if_over
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.moved_on import refuse_open_elsewhere
from use_cases.tasks import TaskOfferFacts, change_task, find_task, offer_facts, visible_task


@dataclass(frozen=True)
class ReportProgress:
    """A task is at this percent; 100 is done."""

    actor: Actor
    task_key: str
    percent: int


@dataclass(frozen=True)
class PrepareProgress:
    """Open the form that asks how far the task with this key is."""

    actor: Actor
    task_key: str


@dataclass(frozen=True)
class ProgressForm:
    """The task and how far it is so far."""

    task_key: str
    title: str
    percent: int


@dataclass(frozen=True)
class ReopenTask:
    """The task with this key is to be worked on again."""

    actor: Actor
    task_key: str


@dataclass(frozen=True)
class TaskOpenAgain:
    """A task that was taken up again: who has it, how far it was, and whether its due date has passed meanwhile."""

    id: str
    key: str
    title: str
    assignee: UserId
    percent: int
    due: date
    waits_for: tuple[str, ...]
    is_offered: bool
    is_overdue: bool
    may_change: bool


@read_only
def prepare_progress(order: PrepareProgress, tx: Transaction, now: datetime) -> ProgressForm:
    """The form for one task, for whoever may report on it while it is worked on."""
    task = tx.tasks.by_key(order.task_key)
    project = visible_task(order.actor, task, tx, order.task_key)
    permissions.require(order.actor, Action.WORK_ON_TASK, task, project)
    refuse_work_if_over(project)
    if not task.is_worked_on:
        raise Refused(f"{task.key} is already {task.state}.")
    return ProgressForm(task.key, task.title, task.percent)


def report_progress(order: ReportProgress, tx: Transaction, now: datetime) -> Named[TaskOfferFacts]:
    """Put a task at a percent, and tell the delegator when that makes it done."""
    task, project = find_task(order.actor, order.task_key, tx)
    permissions.require(order.actor, Action.WORK_ON_TASK, task, project)
    after = advance_task(task, order.percent, order.actor.user_id, project, tx, now)
    return tx.people.named(offer_facts(after, project, tx))


def submit_progress(order: ReportProgress, tx: Transaction, now: datetime) -> None:
    """The same from a form; it answers nothing, so that a submission that comes twice gets the same."""
    report_progress(order, tx, now)


def advance_task(task: Task, percent: int, by: UserId, project: Project, tx: Transaction, now: datetime) -> Task:
    """Save a task's progress, and tell both sides of a finished task; `task` and `project` are held for change."""
    after = change_task(task, task.progressed(percent, by, now), project, by, tx, now)
    concerned = dict.fromkeys((task.delegated_by, task.assignee)) if after.state is TaskState.DONE else ()
    for person in concerned:
        if person != by:
            said = TaskFinished(ToPerson(person), task.key, task.title, project.name, by, task.delegated_by)
            tx.outbox.add(said, now)
    return after


def reopen_task(order: ReopenTask, tx: Transaction, now: datetime) -> Named[TaskOpenAgain]:
    """Take a task up again that was done, dropped or declined, and tell both sides; a wrong `done` is undone so."""
    task, project = find_task(order.actor, order.task_key, tx)
    was_done = task.state is TaskState.DONE
    permissions.require(order.actor, Action.WORK_ON_TASK if was_done else Action.CHANGE_TASK, task, project)
    refuse_work_if_over(project)
    refuse_open_elsewhere(task, order.actor, tx)
    by = order.actor.user_id
    after = change_task(task, task.reopened(), project, by, tx, now)
    for person in dict.fromkeys((task.assignee, task.delegated_by)):
        is_offered_anew = person == after.assignee and after.times_reoffered != task.times_reoffered
        if person != by and not is_offered_anew:
            tx.outbox.add(_reopened(after, project, person, by), now)
    return tx.people.named(_open_again(after, project, order.actor, tx, now))


def _open_again(task: Task, project: Project, reader: Actor, tx: Transaction, now: datetime) -> TaskOpenAgain:
    return TaskOpenAgain(
        task.id,
        task.key,
        task.title,
        task.assignee,
        task.percent,
        task.due,
        tuple(one.key for one in tx.blocks.open_blockers([task.id]).get(task.id, ())),
        task.state is TaskState.OFFERED,
        task.is_overdue(local_date(now, zone_of(project.zone))),
        permissions.allowed(reader, Action.CHANGE_TASK, task, project),
    )


def _reopened(task: Task, project: Project, person: UserId, by: UserId) -> TaskReopened:
    return TaskReopened(ToPerson(person), task.key, task.title, project.name, by, task.assignee, task.due, task.percent)
