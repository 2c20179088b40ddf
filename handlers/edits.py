"""Changing and dropping a task that somebody has."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.briefs import TypedBrief
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import options_of, say
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.blocking import LookForBlockers, look_for_blockers
from use_cases.delegation import LookAtDueDate, look_at_due_date
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
def edit_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Save what was changed; where somebody else was quicker, show it and keep what was typed."""
    order = EditTask(actor, kept["task_id"], read_form(TypedBrief, view), kept["seen"])
    if run(edit_task, order, once=once):
        update_modal(draw_view("edit_task", run(prepare_edit, PrepareEdit(actor, order.task_id, again=order))))
    elif odd := run(look_at_due_date, LookAtDueDate(actor, kept["task_key"], kept["seen"])):
        answer(say(" ".join((f"{kept['task_key']} is changed.", *odd))))
    else:
        ack()


@routes.options("edit_task.blocked_by")
@routes.options("delegate_task.blocked_by")
def blockers_looked_for(ack: Ack, actor: Actor, press: Press, kept: Kept, run: Runner) -> None:
    """The open tasks of the project that could be waited for, by what was typed."""
    order = LookForBlockers(actor, kept["project_id"], press.value, kept.get("task_id", ""))
    found = run(look_for_blockers, order)
    ack(options=options_of((one.id, one.label) for one in found))


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
