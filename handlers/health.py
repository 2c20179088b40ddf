"""Asking a project manager how their project fares."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from domain.health import Colour
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.health import (
    PrepareHealthReport,
    ReportHealth,
    ShowHealth,
    prepare_health_report,
    report_health,
    show_health,
)

routes = Routes()


@dataclass(frozen=True)
class HealthFields:
    """The colour that was chosen, and why."""

    colour: Colour | None = None
    words: str = ""


@routes.command("health")
def report_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Ask how the project fares, with what its figures say."""
    form = run(prepare_health_report, PrepareHealthReport(actor, words.project_key(), place.channel))
    open_modal(draw_view("report_health", Named(form, {})))


@routes.action("report_health")
def report_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """The same from a button, whose value is the project's key."""
    form = run(prepare_health_report, PrepareHealthReport(actor, press.value))
    open_modal(draw_view("report_health", Named(form, {})))


@routes.view("report_health")
def report_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep it, and show it beside the figures."""
    fields = read_form(HealthFields, view)
    key = run(report_health, ReportHealth(actor, kept["project_id"], fields.colour, fields.words), once=once)
    answer(draw_message("health_kept", Named(run(show_health, ShowHealth(actor, key)), {})))
