"""What a project costs, for those who answer for it."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer
from handlers.incoming import Place, Press
from handlers.routing import Routes
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.costs import ShowCosts, show_costs

routes = Routes()


@routes.command("cost")
def costs_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show what a project costs, for this person's eyes."""
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, words.project_key(), place.channel))))


@routes.action("show_costs")
def costs_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("cost_report", run(show_costs, ShowCosts(actor, press.value))), replace=press.in_modal)
