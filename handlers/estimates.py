"""What is left of a stage, asked of whoever answers for it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.estimates import EstimateStage, PrepareEstimate, estimate_stage, prepare_estimate

routes = Routes()


@dataclass(frozen=True)
class EstimateFields:
    """Hours and money as they were typed; what may not be blank is refused by the rules, all at once."""

    hours_left: str = ""
    cost_left: str = ""
    note: str = ""


@routes.action("estimate_stage")
def estimate_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what is left of the stage whose id is the button's value."""
    open_modal(draw_view("estimate_stage", Named(run(prepare_estimate, PrepareEstimate(actor, press.value)), {})))


@routes.view("estimate_stage")
def estimate_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep the estimate beside those before it."""
    fields = read_form(EstimateFields, view)
    run(estimate_stage, EstimateStage(actor, kept["stage_id"], **vars(fields)), once=once)
    answer(say("Your estimate is kept, with today's date beside it."))
