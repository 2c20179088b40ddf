"""Changing and dropping a task that somebody has."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.briefs import TypedBrief
from handlers.answering import OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.task_details import details_view
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.edits import (
    DropTask,
    EditTask,
    PrepareDrop,
    PrepareEdit,
    drop_task,
    edit_task,
    prepare_drop,
    prepare_edit,
)

routes = Routes()


@dataclass(frozen=True)
class DropFields:
    """Why a task is not to be done."""

    reason: str


@routes.action("edit_task")
def editing_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the task's id."""
    open_modal(draw_view("edit_task", run(prepare_edit, PrepareEdit(actor, press.value))))


@routes.view("edit_task")
def edit_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal) -> None:
    """Save what was changed, and go on; where somebody else was quicker, show it and keep what was typed."""
    order = EditTask(actor, kept["task_id"], read_form(TypedBrief, view), kept["seen"])
    if run(edit_task, order, once=once):
        update_modal(draw_view("edit_task", run(prepare_edit, PrepareEdit(actor, order.task_id, again=order))))
    else:
        update_modal(details_view(actor, kept["task_key"], run, before=kept["seen"]))


@routes.action("drop_task")
@routes.action("edit_task.dropping")
def dropping_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why, on top of the form; the button's value is the task's id."""
    open_modal(draw_view("drop_task", Named(run(prepare_drop, PrepareDrop(actor, press.value)), {})))


@routes.view("drop_task")
def drop_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Drop the task and close every form about it."""
    form = read_form(DropFields, view)
    run(drop_task, DropTask(actor, kept["task_id"], form.reason), once=once)
    ack(response_action="clear")
