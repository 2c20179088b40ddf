"""What a project costs, for those who answer for it."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.incoming import Place, Press
from handlers.rates import rates_view
from handlers.routing import Routes
from handlers.stage_needs import needs_view
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.costs import FindCostGap, ShowCosts, find_cost_gap, show_costs

routes = Routes()


@routes.command("cost")
def costs_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show what a project costs, for this person's eyes."""
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, words.project_key(), place.channel))))


@routes.action("show_costs")
def costs_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, press.value))), replace=press.in_modal)


@routes.action("plan_costs")
def costs_missed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form for what is missing first: what a stage takes, or a rate; the value is the project's key."""
    gap = run(find_cost_gap, FindCostGap(actor, press.value))
    if gap.stage_id:
        open_modal(needs_view(actor, gap.stage_id, run))
    elif gap.skill_id:
        open_modal(rates_view(actor, press.value, run))
    else:
        answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, press.value))), replace=press.in_modal)
