"""Answering what somebody needs before they accept a role."""

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
from use_cases.needs import AnswerNeed, PrepareNeedAnswer, answer_need, prepare_need_answer

routes = Routes()


@dataclass(frozen=True)
class AnswerFields:
    """What is answered."""

    answer: str


@routes.action("need_answer")
def need_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Show what is needed and ask for the answer."""
    open_modal(draw_view("answer_need", run(prepare_need_answer, PrepareNeedAnswer(actor, press.value))))


@routes.view("answer_need")
def need_answered(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Send the answer to whoever needs something."""
    form = read_form(AnswerFields, view)
    run(answer_need, AnswerNeed(actor, kept["need_id"], form.answer), once=once)
    ack()
