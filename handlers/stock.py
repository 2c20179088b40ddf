"""The stock: what is there, on order, and held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.stock import ThingKind
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.stock import KeepThing, PrepareThing, ShowStock, keep_thing, prepare_thing, show_stock

NEW = "new"
routes = Routes()


@dataclass(frozen=True)
class ThingFields:
    """What the form of a thing asks for; ticked, it is taken out."""

    name: str
    kind: ThingKind
    in_stock: int
    on_order: int = 0
    arrives_on: date | None = None
    is_retired: bool = False


@routes.command("stock")
def stock_asked(actor: Actor, run: Runner, answer: Answer) -> None:
    """Answer with everything in stock."""
    answer(draw_message("stock", run(show_stock, ShowStock(actor))))


@routes.action("edit_thing")
def thing_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for the thing that was chosen, or for a new one."""
    order = PrepareThing(actor, "" if press.value == NEW else press.value)
    open_modal(draw_view("edit_thing", run(prepare_thing, order)))


@routes.view("edit_thing")
def thing_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Save the thing, and show the stock as it is now."""
    form = read_form(ThingFields, view)
    order = KeepThing(actor, kept.get("thing_id") or "", **vars(form), seen=kept.get("seen", ""))
    run(keep_thing, order, once=once)
    answer(draw_message("stock", run(show_stock, ShowStock(actor))))
