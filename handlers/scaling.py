"""Answering that stages were reckoned for another number of users: their hours are scaled, or stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from domain.actors import Actor
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.typed_text import number_in
from message_templates import draw_message
from storage.transactions import Runner, Transaction
from use_cases.feasibility import ShowFeasibility, show_feasibility
from use_cases.scaling import KeepHours, ScaleStages, keep_hours, scale_stages
from use_cases.stage_cards import ShowStages, show_stages

Order = TypeVar("Order", ScaleStages, KeepHours)
FEASIBLE = "feasible"
routes = Routes()


@routes.action("scale_stages")
def scaling_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Scale the hours; the value is the project's id, the number of users, and where the button stood."""
    _answer(scale_stages, ScaleStages, actor, press, run, answer)


@routes.action("keep_hours")
def keeping_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Let the hours stay; the value is the same."""
    _answer(keep_hours, KeepHours, actor, press, run, answer)


def _answer(
    use_case: Callable[[Order, Transaction, datetime], str],
    order: Callable[[Actor, str, int], Order],
    actor: Actor,
    press: Press,
    run: Runner,
    answer: Answer,
) -> None:
    """Do it, and show what the button stood on as it is now."""
    project_id, _, rest = press.value.partition(" ")
    users, _, place = rest.partition(" ")
    key = run(use_case, order(actor, project_id, number_in(users, 9) or 0))
    if place == FEASIBLE:
        shown = draw_message("feasibility", run(show_feasibility, ShowFeasibility(actor, key)))
    else:
        shown = draw_message("stages", run(show_stages, ShowStages(actor, key)))
    answer(shown, replace=press.is_private)
