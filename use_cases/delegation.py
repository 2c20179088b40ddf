"""Giving a task to somebody: the form, and what its submission saves and says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act, task_changes
from domain.hours import minutes_from_hours
from domain.identity import UserId
from domain.living import TaskOffer
from domain.notices import TaskDelegated
from domain.permissions import Action
from domain.refusals import Problem, Refused, refuse_if_any
from domain.tasks import TITLE_LENGTH, Brief, Priority, Task, brief_problems
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems, find_project_and_rest
from use_cases.tasks import redraw_task


@dataclass(frozen=True)
class PrepareDelegation:
    """Open the form for the project of this key, or for the one in this channel; `typed` may begin with the key."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DelegationForm:
    """The project the task will belong to, and what is filled in already."""

    project_id: str
    project_key: str
    project_name: str
    title: str
    today: date
    is_here: bool = False
    """Whether the form was opened in the project's own channel, where everybody sees what becomes of it."""


@dataclass(frozen=True)
class DelegateTask:
    """Everything that was typed into the form; `estimate` is in hours as typed."""

    actor: Actor
    project_id: str
    title: str
    assignee: UserId
    due: date
    why: str = ""
    done_means: str = ""
    helpers: tuple[UserId, ...] = ()
    estimate: str = ""
    priority: Priority = Priority.NORMAL


@read_only
def prepare_delegation(order: PrepareDelegation, tx: Transaction, now: datetime) -> DelegationForm:
    """The form for one project, for whoever may delegate in it."""
    project, title = find_project_and_rest(order.actor, order.key, order.channel, order.typed, tx)
    permissions.require(order.actor, Action.DELEGATE, project)
    today = local_date(now, zone_of(project.zone))
    is_here = order.channel is not None and order.channel == project.channel.id
    return DelegationForm(project.id, project.key, project.name, " ".join(title)[:TITLE_LENGTH], today, is_here)


def delegate_task(order: DelegateTask, tx: Transaction, now: datetime) -> str:
    """Give one person one task, and tell them and the project's channel; returns the task's key."""
    project = tx.projects.for_change(order.project_id)
    permissions.require(order.actor, Action.DELEGATE, project)
    today = local_date(now, zone_of(project.zone))
    task = Task.delegated(project, _brief(order, today, tx), order.actor.user_id, today, now)
    tx.tasks.add(task, project)
    tx.history.add(order.actor.user_id, now, Act.DELEGATED, project.id, task.key, task_changes(None, task))
    tx.outbox.add(TaskOffer.of(task), now)
    tx.outbox.add(TaskDelegated.about(task, project), now)
    redraw_task(task, tx, now)
    return task.key


def _brief(order: DelegateTask, today: date, tx: Transaction) -> Brief:
    problems: list[Problem] = []
    minutes = None
    try:
        minutes = minutes_from_hours(order.estimate, "estimate")
    except Refused as refused:
        problems += refused.problems
    brief = Brief(
        order.title, order.why, order.done_means, order.assignee, order.helpers, order.due, minutes, order.priority
    )
    problems += brief_problems(brief, today)
    for field, chosen in (("assignee", (order.assignee,)), ("helpers", order.helpers)):
        problems += account_problems(field, chosen, tx)
    refuse_if_any(problems)
    return brief
