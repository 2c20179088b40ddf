"""Answering what an assignee asked about a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.notices import ToPerson
from domain.refusals import Refused
from domain.task_notices import QuestionAnswered
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.tasks import change_task, hold_task, visible_task


@dataclass(frozen=True)
class PrepareReply:
    """Open the form that answers the question about this task."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class ReplyForm:
    """The task, who asks, and what."""

    task_id: str
    task_key: str
    title: str
    asked_by: UserId
    question: str


@dataclass(frozen=True)
class AnswerQuestion:
    """Whoever may change the task answers what its assignee asked."""

    actor: Actor
    task_id: str
    answer: str


@read_only
def prepare_reply(order: PrepareReply, tx: Transaction, now: datetime) -> Named[ReplyForm]:
    """The form for the answer, for whoever may give it while somebody waits for it."""
    task = tx.tasks.get(order.task_id)
    permissions.require(order.actor, Action.CHANGE_TASK, task, visible_task(order.actor, task, tx))
    if not task.asks:
        raise Refused(f"Nobody waits for an answer about {task.key} any more.")
    return tx.people.named(ReplyForm(task.id, task.key, task.title, task.assignee, task.question))


def answer_question(order: AnswerQuestion, tx: Transaction, now: datetime) -> None:
    """Answer the question about a task: whoever asked is told, and the task shows both."""
    task, project = hold_task(order.actor, tx.tasks.get(order.task_id), tx)
    permissions.require(order.actor, Action.CHANGE_TASK, task, project)
    by = order.actor.user_id
    after = change_task(task, task.replied(order.answer), project, by, tx, now)
    if task.assignee != by:
        to = ToPerson(task.assignee)
        tx.outbox.add(QuestionAnswered(to, task.key, task.title, project.name, by, after.question, after.answer), now)
