"""What becomes of a task that was offered: accepted, asked about, or declined with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.living import Home, TaskOffer
from domain.notices import ToPerson, ToProject
from domain.refusals import Refused
from domain.roles import DELEGATING_ROLES, Role
from domain.task_notices import TaskAnswered, TaskDeclined
from domain.tasks import Task, TaskState, refuse_work_if_over
from storage.transactions import Transaction, read_only
from use_cases.reading import Read
from use_cases.tasks import TaskOfferFacts, change_task, hold_task, offer_facts, visible_task


@dataclass(frozen=True)
class PrepareAnswer:
    """Open the form that asks for a reason or a question."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class AnswerForm:
    """The task the answer is about."""

    task_id: str
    task_key: str
    title: str


@dataclass(frozen=True)
class AcceptTask:
    """The assignee takes the task on."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class DeclineTask:
    """The assignee gives the task back, and says why."""

    actor: Actor
    task_id: str
    reason: str


@dataclass(frozen=True)
class AskAboutTask:
    """The assignee wants to know something first."""

    actor: Actor
    task_id: str
    question: str


@read_only
def prepare_answer(order: PrepareAnswer, tx: Transaction, now: datetime) -> AnswerForm:
    """The form for declining or asking, for the assignee only."""
    task = tx.tasks.get(order.task_id)
    visible_task(order.actor, task, tx)
    permissions.require(order.actor, Action.ANSWER_TASK, task)
    refuse_work_if_over(tx.projects.get(task.project_id))
    if not task.is_open or task.state is TaskState.DECLINED:
        raise Refused(f"{task.key} is already {task.state}.")
    return AnswerForm(task.id, task.key, task.title)


def accept_task(order: AcceptTask, tx: Transaction, now: datetime) -> None:
    """Take a task on, and tell whoever delegated it."""
    task = _answer(order.actor, order.task_id, lambda task: task.accepted(now), tx, now)
    _tell((task.delegated_by,), task, "accepted", "", order.actor, tx, now)


def decline_task(order: DeclineTask, tx: Transaction, now: datetime) -> None:
    """Give a task back with a reason; who leads the project is told why, the channel that it needs somebody."""
    task = _answer(order.actor, order.task_id, lambda task: task.declined(order.reason, now), tx, now)
    project = tx.projects.get(task.project_id)
    for leader in project.all_acting(*DELEGATING_ROLES):
        tx.outbox.add(Home.of(leader), now)
    _tell(
        (task.delegated_by, project.acting(Role.PROJECT_MANAGER)), task, "declined", order.reason, order.actor, tx, now
    )
    declined = TaskDeclined(ToProject(task.project_id), task.key, task.title, order.actor.user_id, task.due)
    tx.outbox.add(declined, now)


def ask_about_task(order: AskAboutTask, tx: Transaction, now: datetime) -> None:
    """Send a question about a task to whoever delegated it."""
    task = _answer(order.actor, order.task_id, lambda task: task.asked(order.question), tx, now)
    _tell((task.delegated_by,), task, "asked", order.question, order.actor, tx, now)


def _answer(actor: Actor, task_id: str, change: Callable[[Task], Task], tx: Transaction, now: datetime) -> Task:
    task, project = hold_task(actor, tx.tasks.get(task_id), tx)
    permissions.require(actor, Action.ANSWER_TASK, task)
    return change_task(task, change(task), project, actor.user_id, tx, now)


def _tell(
    whom: Iterable[UserId | None], task: Task, answer: str, words: str, by: Actor, tx: Transaction, now: datetime
) -> None:
    name = tx.projects.get(task.project_id).name
    for person in dict.fromkeys(whom):
        if person is not None and person != by.user_id:
            told = TaskAnswered(ToPerson(person), task.key, task.title, name, answer, by.user_id, words, task.id)
            tx.outbox.add(told, now)


@read_only
def read_task_offer(order: Read, tx: Transaction, now: datetime) -> TaskOfferFacts:
    """What the message with the task shows now; an offer that was followed by another says only that it is over."""
    permissions.require(order.actor, Action.DELIVER)
    task = tx.tasks.get(order.about.partition("/")[0])
    project = tx.projects.get(task.project_id)
    is_latest = TaskOffer.of(task) == TaskOffer(order.to, order.about)
    may_change = permissions.allowed(Actor(tx.workspace, task.assignee), Action.CHANGE_TASK, task, project)
    return replace(offer_facts(task, project, tx), is_theirs=is_latest, may_change=may_change)
