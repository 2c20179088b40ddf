"""Settling what is open at the end of a project, one by one: done, moved to another project, or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.identity import UserId
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.dropped_work import DropWork, PrepareDropping, drop_work, prepare_dropping
from use_cases.moved_work import MoveWork, PrepareMove, move_work, prepare_move
from use_cases.open_work import ShowOpenWork, show_open_work
from use_cases.progress import ReportProgress, report_progress
from use_cases.stages_unbegun import ExplainUnbegun, PrepareUnbegun, explain_unbegun, prepare_unbegun

KEPT = "kept"
"""What a template calls the buttons of the checklist in somebody's messages, which shows by itself what was done."""
routes = Routes()


@dataclass(frozen=True)
class MoveFields:
    """Where something goes on; a difficulty has nobody who does it, and no due date."""

    project: str
    assignee: UserId | None = None
    due: date | None = None


@dataclass(frozen=True)
class DroppingFields:
    """Why something is dropped; blank here, so that the rule says what to write."""

    reason: str = ""


@routes.action("first_open_work")
@routes.action("more_open_work")
def open_work_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show a page of what is open; the value is the project's key and, further on, where the page begins."""
    key, _, beginning = press.value.partition(" ")
    page = run(show_open_work, ShowOpenWork(actor, key, number_in(beginning) or 0))
    answer(draw_message("open_work", page), replace=press.is_private)


@routes.action("open_task_done")
def open_task_done(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Finish one of the tasks that keep a project open, and show what is left where nothing else shows it."""
    order = ShowOpenWork(actor, press.value.rpartition("-")[0])
    # Who must not see what is left hears so before the task is finished, not after.
    run(show_open_work, order)
    run(report_progress, ReportProgress(actor, press.value, 100))
    if press.block_id.partition("@")[0] != KEPT:
        answer(draw_message("open_work", run(show_open_work, order)), replace=True)


@routes.action("move_work")
def moving_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask to which project it goes."""
    open_modal(draw_view("move_work", run(prepare_move, PrepareMove(actor, press.value))))


@routes.view("move_work")
def move_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Move it, and say under which key it goes on."""
    form = read_form(MoveFields, view)
    order = MoveWork(actor, kept["sign"], form.project, form.assignee, form.due)
    key, to_key, to_project, doubts = run(move_work, order, once=once)
    answer(say(f"{key} goes on as {to_key} in {to_project}. {doubts}".strip()))


@routes.action("explain_unbegun")
def unbegun_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why stages never began; the value is the project's key."""
    open_modal(draw_view("explain_unbegun", Named(run(prepare_unbegun, PrepareUnbegun(actor, press.value)), {})))


@routes.view("explain_unbegun")
def unbegun_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep why; it is part of how the project came out."""
    form = read_form(DroppingFields, view)
    key = run(explain_unbegun, ExplainUnbegun(actor, kept["project_key"], form.reason), once=once)
    answer(say(f"It is kept in the outcome of {key} why these stages did not take place."))


@routes.action("drop_work")
def dropping_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why nobody will do or decide it."""
    form = run(prepare_dropping, PrepareDropping(actor, press.value))
    open_modal(draw_view("drop_work", Named(form, {})))


@routes.view("drop_work")
def drop_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Drop it; the checklist shows what is left."""
    form = read_form(DroppingFields, view)
    run(drop_work, DropWork(actor, kept["sign"], form.reason), once=once)
    ack()
