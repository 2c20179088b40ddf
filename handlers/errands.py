"""Asking somebody to do what one may not do oneself, and doing it for them."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.replaying import Replay, Typed
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.errands import AskThem, DeclineErrand, TakeErrand, ask_them, decline_errand, prepare_decline, take_errand

routes = Routes()


@dataclass(frozen=True)
class DeclineFields:
    """Why it is not done."""

    reason: str


@routes.action("ask_them")
def help_asked_for(actor: Actor, press: Press, typed: Typed, run: Runner, answer: Answer) -> None:
    """Send what was refused to the person on the button."""
    errand_id, _, person = press.value.partition(" ")
    sent = run(ask_them, AskThem(actor, errand_id, UserId(person), typed()))
    answer(say(f"{sent.names.get(person, 'They')} is asked, and you hear what becomes of it."), replace=True)


@routes.action("errand_do")
def errand_taken(actor: Actor, press: Press, run: Runner, replay: Replay) -> None:
    """Do what was asked, as if one had typed or pressed it oneself."""
    replay(run(take_errand, TakeErrand(actor, press.value)))


@routes.action("errand_decline")
def errand_refused(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why not."""
    open_modal(draw_view("decline_errand", run(prepare_decline, TakeErrand(actor, press.value))))


@routes.view("decline_errand")
def errand_declined(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Say no, and why."""
    form = read_form(DeclineFields, view)
    run(decline_errand, DeclineErrand(actor, kept["errand_id"], form.reason), once=once)
    ack()
