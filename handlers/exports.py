"""Taking along what one may see of projects, as files that come to one's direct messages."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from domain.exports import ExportFormat
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.own_plans import draw_project
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.exports import ExportForm, ExportOrdered, OrderExport, PrepareExport, order_export, prepare_export

routes = Routes()


@dataclass(frozen=True)
class ExportFields:
    """In which formats."""

    formats: tuple[ExportFormat, ...] = ()


def _form(order: PrepareExport, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form; a contact who sees nothing but their plans is shown those."""
    seen = run(prepare_export, order)
    if isinstance(seen.facts, ExportForm):
        open_modal(draw_view("export", seen))
    else:
        answer(draw_project("own_plan", seen))


@routes.command("export")
def export_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form for a project, in its channel without a key, for those that fit a filter, or for all."""
    _form(PrepareExport(actor, words.rest, channel=place.channel), run, open_modal, answer)


@routes.action("export_project")
def project_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form for the project with this key."""
    _form(PrepareExport(actor, key=press.value), run, open_modal, answer)


@routes.action("export_list")
def list_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal, answer: Answer) -> None:
    """Open the form for the projects of a list, whose filter is the button's value."""
    _form(PrepareExport(actor, wanted=press.value), run, open_modal, answer)


@routes.view("export")
def export_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Have the files made, and say that they are on their way."""
    formats = read_form(ExportFields, view).formats
    order = OrderExport(actor, kept["key"], kept["wanted"], formats)
    ordered = ExportOrdered(order.key, *run(order_export, order, once=once))
    answer(draw_message("export_ordered", Named(ordered, {})))
