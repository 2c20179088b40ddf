"""Showing whether a project can be done with the people and the things that are there."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.incoming import Place, Press
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.feasibility import ShowFeasibility, show_feasibility

routes = Routes()


@routes.command("feasible")
def feasibility_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with the verdict, for this person's eyes."""
    order = ShowFeasibility(actor, words.project_key(), place.channel)
    answer(draw_message("feasibility", run(show_feasibility, order)))


@routes.action("show_feasibility")
def feasibility_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("feasibility", run(show_feasibility, ShowFeasibility(actor, press.value))))


@routes.action("check_feasibility")
def feasibility_checked_again(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The verdict as it is now, in place of the one that was shown."""
    answer(draw_message("feasibility", run(show_feasibility, ShowFeasibility(actor, press.value))), replace=True)


@routes.action("show_shortages")
def shortages_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Everything that is short, also what the answer had no room for; the button's value is the project's key."""
    open_modal(draw_view("shortages", run(show_feasibility, ShowFeasibility(actor, press.value))))
