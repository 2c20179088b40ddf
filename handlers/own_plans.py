"""What a customer from outside meets: the plans whose contact they are, whatever command they type."""

from __future__ import annotations

from typing import Any

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import FROM_OUTSIDE, Routes
from handlers.saying import Message, say
from message_templates import draw_message
from storage.people import Named
from storage.transactions import Runner
from use_cases.own_plans import (
    AskAsCustomer,
    OwnPlan,
    OwnPlans,
    SendOwnPlan,
    ShowOwnPlan,
    ask_as_customer,
    send_own_plan,
    show_own_plan,
)

routes = Routes()


@routes.command(FROM_OUTSIDE)
def customer_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show somebody from outside what they were presented, or say what they may."""
    key = words.project_key() if words.verb in ("plan", "status") else None
    seen = run(ask_as_customer, AskAsCustomer(actor, words.verb, key, place.channel))
    answer(draw_project("own_plan", seen))


def draw_project(usual: str, seen: Named[Any]) -> Message:
    """What was asked of a project, by its usual template; for a contact who has no role in it by that of a customer."""
    names = {OwnPlan: "own_plan", OwnPlans: "own_plans"}
    return draw_message(names.get(type(seen.facts), usual), seen)


@routes.action("own_plan")
def own_plan_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one plan of a list; the button's value is a version's id."""
    answer(draw_message("own_plan", run(show_own_plan, ShowOwnPlan(actor, press.value))))


@routes.action("own_plan_pdf")
def own_pdf_wanted(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """Send this version as a PDF; it is drawn while they read on."""
    which = run(send_own_plan, SendOwnPlan(actor, press.value), once=once)
    answer(say(f"{which} comes as a PDF to your direct messages with Steward."))
