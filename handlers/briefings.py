"""Accepting a role, or saying what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.briefings import AcceptRole, PrepareNeed, StateNeed, accept_role, prepare_need, state_need

routes = Routes()


@dataclass(frozen=True)
class NeedFields:
    """What the holder of a role needs."""

    needs: str


@routes.action("role_accept")
def role_accepted(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take the role on; the briefing shows it."""
    run(accept_role, AcceptRole(actor, press.value))
    if press.is_unseen:
        answer(say("You accepted the role."))


@routes.action("role_need")
def need_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what is needed."""
    open_modal(draw_view("need_for_role", Named(run(prepare_need, PrepareNeed(actor, press.value)), {})))


@routes.view("need_for_role")
def need_stated(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Send it to whoever gave the role and to the project manager."""
    form = read_form(NeedFields, view)
    run(state_need, StateNeed(actor, kept["briefing_id"], form.needs), once=once)
    ack()
