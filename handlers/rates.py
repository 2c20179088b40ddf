"""The rates that a project's hours lack, in one form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.actors import Actor
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import group
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.catalogue import ShowCatalogue, show_catalogue
from use_cases.rates import PrepareRates, SetRates, TypedRate, prepare_rates, set_rates

routes = Routes()


@dataclass(frozen=True)
class RateFields:
    """What an hour of one skill costs; empty here, so that the rule says what to write."""

    rate: str = ""


def rates_view(actor: Actor, key: str, run: Runner) -> dict[str, Any]:
    """The form with a field for each skill that has no rate, as far as one step has room."""
    return draw_view("set_rates", run(prepare_rates, PrepareRates(actor, key)))


@routes.action("set_rates")
def rates_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the project's key, and what was in the form before."""
    open_modal(rates_view(actor, press.value, run))


@routes.view("set_rates")
def rates_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal, answer: Answer
) -> None:
    """Save the rates, and go on with the next ones; after the last show the catalogue as it is now."""
    rates = tuple(TypedRate(key, one.rate) for key, one in group(RateFields, view, by="skill").items())
    key = run(set_rates, SetRates(actor, kept["project_id"], rates, kept["currency"]), once=once)
    besides = (*kept["besides"], *(one.skill_id for one in rates))
    following = run(prepare_rates, PrepareRates(actor, key, besides, goes_on=True))
    if following.facts.asked:
        update_modal(draw_view("set_rates", following))
    else:
        answer(draw_message("catalogue", run(show_catalogue, ShowCatalogue(actor))))
