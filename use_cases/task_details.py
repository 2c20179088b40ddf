"""The second form about a task: what can be said besides, once somebody has it, and what is odd about it as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.actors import Actor
from domain.briefs import Brief, due_warnings
from domain.editing import was_touched
from domain.history import Change
from domain.identity import UserId
from domain.projects import Project
from domain.tasks import Task
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.blocking import Choice, choice_of
from use_cases.candidates import time_warnings
from use_cases.edits import EditTask, refuse_edit, to_show
from use_cases.task_stages import stages_to_choose
from use_cases.tasks import visible_task


@dataclass(frozen=True)
class PrepareDetails:
    """Open the second form of a task that was just delegated or changed.

    `before` is what the first form showed, and keeps quiet what was odd then; `again`, because what was typed meets
    what somebody else has changed.
    """

    actor: Actor
    task_key: str
    before: str = ""
    again: EditTask | None = None


@dataclass(frozen=True)
class DetailsForm:
    """A task as it stands in the second form; `odd` says what is strange about its date or time, in sentences."""

    task_id: str
    task_key: str
    project_id: str
    project_name: str
    assignee: UserId
    is_own: bool
    is_new: bool
    odd: tuple[str, ...]
    brief: Brief
    blockers: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@read_only
def prepare_details(order: PrepareDetails, tx: Transaction, now: datetime) -> Named[DetailsForm]:
    """The form with the task as it is now, for whoever may change it."""
    task = tx.tasks.by_key(order.task_key)
    project = visible_task(order.actor, task, tx, order.task_key)
    refuse_edit(task, project, order.actor)
    shown = to_show(task, project, order.again, tx)
    form = DetailsForm(
        task.id,
        task.key,
        project.id,
        project.name,
        task.assignee,
        task.assignee == order.actor.user_id,
        not order.before and order.again is None,
        _odd(task, project, order.before, tx, now) if order.again is None else (),
        shown.brief,
        tuple(choice_of(one) for one in tx.tasks.of_ids(shown.brief.blocked_by)),
        stages_to_choose(project, shown.brief.stage_id, tx),
        shown.seen,
        shown.changed_meanwhile,
    )
    return tx.people.named(form)


def _odd(task: Task, project: Project, before: str, tx: Transaction, now: datetime) -> tuple[str, ...]:
    """What is odd about a task's due date, and a want of time until then, as far as it was not so in the first form."""
    odd: tuple[str, ...] = ()
    if was_touched("due", task.due, before):
        odd = due_warnings(task.key, task.due, project.scope.completion_date, tx.workspaces.get().calendar)
    if any(was_touched(name, getattr(task, name), before) for name in ("due", "assignee", "estimate_minutes")):
        odd += time_warnings(task, project, tx, now)
    return odd
