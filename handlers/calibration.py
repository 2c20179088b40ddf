"""Taking the reserve that finished projects suggest, or refusing it with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.calibration import (
    PrepareRefusingReserve,
    RefuseReserve,
    TakeReserve,
    prepare_refusing_reserve,
    refuse_reserve,
    take_reserve,
)
from use_cases.stage_cards import ShowStages, show_stages

routes = Routes()


@dataclass(frozen=True)
class RefusingFields:
    """Why it is not taken; blank here, so that the rule says what to write."""

    reason: str = ""


@routes.action("take_reserve")
def reserve_taken(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Put aside what is suggested, and show the stages with it; the button says which percentage stood beside it."""
    project, _, suggested = press.value.partition(" ")
    key = run(take_reserve, TakeReserve(actor, project, number_in(suggested)))
    answer(draw_message("stages", run(show_stages, ShowStages(actor, key))), replace=press.is_private)


@routes.action("refuse_reserve")
def refusing_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why it is not taken."""
    form = run(prepare_refusing_reserve, PrepareRefusingReserve(actor, press.value))
    open_modal(draw_view("refuse_reserve", Named(form, {})))


@routes.view("refuse_reserve")
def refusing_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep why, and show the stages with it."""
    reason = read_form(RefusingFields, view).reason
    order = RefuseReserve(actor, kept["project_id"], kept.get("suggested"), reason)
    key = run(refuse_reserve, order, once=once)
    answer(draw_message("stages", run(show_stages, ShowStages(actor, key))))
