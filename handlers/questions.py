"""Answering what an assignee asked about a task."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from handlers.answering import OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.questions import AnswerQuestion, PrepareReply, answer_question, prepare_reply

routes = Routes()


@dataclass(frozen=True)
class ReplyFields:
    """What is answered."""

    answer: str


@routes.action("question_answer")
def answer_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Show the question and ask for the answer; the button's value is the task's id."""
    open_modal(draw_view("answer_question", run(prepare_reply, PrepareReply(actor, press.value))))


@routes.view("answer_question")
def question_answered(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Send the answer to whoever asked."""
    form = read_form(ReplyFields, view)
    run(answer_question, AnswerQuestion(actor, kept["task_id"], form.answer), once=once)
    ack()
