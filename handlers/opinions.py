"""The technical opinion: asked for from the scope, given in a form of a few requirements a step."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.opinions import Verdict
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import group
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.scope import scope_card
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.opinions import (
    AskOpinion,
    GiveOpinion,
    PrepareOpinion,
    Said,
    ask_opinion,
    give_opinion,
    prepare_opinion,
)

routes = Routes()


@dataclass(frozen=True)
class SaidFields:
    """What is said of one technical requirement."""

    verdict: Verdict | None = None
    words: str = ""


@routes.action("ask_opinion")
def opinion_asked(actor: Actor, press: Press, run: Runner, once: str, answer: Answer) -> None:
    """Ask whoever judges; the button's value is the project's key."""
    run(ask_opinion, AskOpinion(actor, press.value), once=once)
    answer(scope_card(actor, press.value, run), replace=press.is_private)


@routes.action("give_opinion")
def giving_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the project's id."""
    form = run(prepare_opinion, PrepareOpinion(actor, press.value))
    open_modal(draw_view("give_opinion", form))


@routes.view("give_opinion")
def opinion_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Save what was said, and go on with the next requirements, or with those that were reworded meanwhile."""
    fields = group(SaidFields, view, by="requirement")
    said = tuple(Said(key, one.verdict, one.words, kept["seen"].get(key, "")) for key, one in fields.items())
    reworded = run(give_opinion, GiveOpinion(actor, kept["project_id"], said), once=once)
    besides = (*kept["besides"], *(one.requirement_id for one in said if one.requirement_id not in reworded))
    following = run(prepare_opinion, PrepareOpinion(actor, kept["project_id"], besides))
    if following.facts.asked:
        update_modal(draw_view("give_opinion", following))
    else:
        ack()
