"""The second form about a task, which follows the one that gave or changed it."""

from __future__ import annotations

from slack_bolt import Ack

from domain.actors import Actor
from domain.briefs import TypedDetails
from handlers.answering import UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.saying import options_of
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.blocking import LookForBlockers, look_for_blockers
from use_cases.edits import EditTask, edit_task
from use_cases.task_details import PrepareDetails, prepare_details

routes = Routes()


def details_view(actor: Actor, key: str, run: Runner, before: str = "", again: EditTask | None = None) -> View:
    """The form about this task; `before` is what the first one showed, `again` what was typed and met a change."""
    return draw_view("task_details", run(prepare_details, PrepareDetails(actor, key, before, again)))


@routes.view("task_details")
def details_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Save what was said besides; where somebody else was quicker, show it and keep what was typed."""
    order = EditTask(actor, kept["task_id"], read_form(TypedDetails, view), kept["seen"])
    if run(edit_task, order, once=once):
        update_modal(details_view(actor, kept["task_key"], run, again=order))
    else:
        ack()


@routes.options("task_details.blocked_by")
def blockers_looked_for(ack: Ack, actor: Actor, press: Press, kept: Kept, run: Runner) -> None:
    """The open tasks of the project that could be waited for, by what was typed."""
    found = run(look_for_blockers, LookForBlockers(actor, kept["project_id"], press.value, kept["task_id"]))
    ack(options=options_of((one.id, one.label) for one in found))
