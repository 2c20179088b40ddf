"""How far a task is, and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actors import Actor
from domain.identity import UserId
from domain.notices import TaskFinished, ToPerson
from domain.permissions import Action
from domain.projects import Project
from domain.tasks import Task, TaskState, no_such_task
from storage.people import Named
from storage.transactions import Transaction
from use_cases.tasks import TaskOfferFacts, change_task, offer_facts


@dataclass(frozen=True)
class ReportProgress:
    """A task is at this percent; 100 is done."""

    actor: Actor
    task_key: str
    percent: int


def report_progress(order: ReportProgress, tx: Transaction, now: datetime) -> Named[TaskOfferFacts]:
    """Put a task at a percent, and tell the delegator when that makes it done."""
    found = tx.tasks.by_key(order.task_key)
    project = tx.projects.for_change(found.project_id)
    task = tx.tasks.for_change(found.id)
    if project.is_hidden_from(order.actor) and not task.parties_of(order.actor.user_id):
        raise no_such_task(order.task_key)
    permissions.require(order.actor, Action.WORK_ON_TASK, task, project)
    after = advance_task(task, order.percent, order.actor.user_id, project, tx, now)
    return tx.people.named(offer_facts(after, project))


def advance_task(task: Task, percent: int, by: UserId, project: Project, tx: Transaction, now: datetime) -> Task:
    """Save a task's progress, and tell both sides of a finished task; `task` and `project` are held for change."""
    after = change_task(task, task.progressed(percent, by, now), project, by, tx, now)
    concerned = dict.fromkeys((task.delegated_by, task.assignee)) if after.state is TaskState.DONE else ()
    for person in concerned:
        if person != by:
            said = TaskFinished(ToPerson(person), task.key, task.title, project.name, by, task.delegated_by)
            tx.outbox.add(said, now)
    return after
