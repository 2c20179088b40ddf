"""Accepting, asking about and declining a task that was offered."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from handlers.answering import OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.offers import (
    AcceptTask,
    AskAboutTask,
    DeclineTask,
    PrepareAnswer,
    accept_task,
    ask_about_task,
    decline_task,
    prepare_answer,
)

routes = Routes()


@dataclass(frozen=True)
class DeclineFields:
    """Why the task is given back."""

    reason: str


@dataclass(frozen=True)
class QuestionFields:
    """What the assignee wants to know."""

    question: str


@routes.action("task_accept")
def task_accepted(actor: Actor, press: Press, run: Runner) -> None:
    """Take the task on; its message shows it."""
    run(accept_task, AcceptTask(actor, press.value))


@routes.action("task_decline")
def declining_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask for the reason."""
    open_modal(draw_view("decline_task", Named(run(prepare_answer, PrepareAnswer(actor, press.value)), {})))


@routes.view("decline_task")
def task_declined(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Give the task back."""
    form = read_form(DeclineFields, view)
    run(decline_task, DeclineTask(actor, kept["task_id"], form.reason), once=once)
    ack()


@routes.action("task_ask")
def asking_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what the question is."""
    open_modal(draw_view("ask_about_task", Named(run(prepare_answer, PrepareAnswer(actor, press.value)), {})))


@routes.view("ask_about_task")
def question_asked(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Send the question to whoever delegated the task."""
    form = read_form(QuestionFields, view)
    run(ask_about_task, AskAboutTask(actor, kept["task_id"], form.question), once=once)
    ack()
