"""The price of a project, and the department head's verdict whether it pays."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.viability import ViabilityVerdict
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.costs import ShowCosts, show_costs
from use_cases.viability import (
    DecideViability,
    PreparePrice,
    PrepareVerdict,
    SetPrice,
    decide_viability,
    prepare_price,
    prepare_verdict,
    set_price,
)

routes = Routes()


@dataclass(frozen=True)
class PriceFields:
    """The price as it was typed, and the reserve in percent."""

    price: str = ""
    contingency: int = 0


@dataclass(frozen=True)
class VerdictFields:
    """The verdict, and why."""

    verdict: ViabilityVerdict | None = None
    reason: str = ""


@routes.action("set_price")
def price_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask for price and reserve; the button's value is the project's key."""
    open_modal(draw_view("set_price", run(prepare_price, PreparePrice(actor, press.value))))


@routes.view("set_price")
def price_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save them, and show what the project costs."""
    typed = vars(read_form(PriceFields, view))
    order = SetPrice(actor, kept["project_id"], **typed, seen=kept.get("seen", ""))
    key = run(set_price, order, once=once)
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, key))))


@routes.action("decide_viability")
def verdict_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask whether the project pays, with the figures; the button's value is the project's key."""
    open_modal(draw_view("decide_viability", run(prepare_verdict, PrepareVerdict(actor, press.value))))


@routes.view("decide_viability")
def verdict_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep the verdict, and show what the project costs."""
    fields = read_form(VerdictFields, view)
    order = DecideViability(actor, kept["project_id"], **vars(fields), seen=str(kept.get("seen")))
    key = run(decide_viability, order, once=once)
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, key))))
