"""Changing who holds which role in a project."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.staffing import Staffing
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form, read_untouched
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.left_work import ShowLeftTasks, show_left_tasks
from use_cases.roles import AssignRoles, PrepareAssignment, assign_roles, prepare_assignment

routes = Routes()


@dataclass(frozen=True)
class ReasonFields:
    """Why it changes."""

    why: str = ""


@routes.command("assign")
def assignment_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of a project with everybody who holds a role."""
    order = PrepareAssignment(actor, words.project_key(), place.channel)
    open_modal(draw_view("assign_roles", run(prepare_assignment, order)))


@routes.action("assign_roles")
def assignment_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form from a button, whose value is the project's key."""
    order = PrepareAssignment(actor, press.value, press.channel)
    open_modal(draw_view("assign_roles", run(prepare_assignment, order)))


@routes.view("assign_roles")
def assignment_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer
) -> None:
    """Change what is different from what the form showed; outside the project's channel say so."""
    shown, chosen = read_untouched(Staffing, view), read_form(Staffing, view)
    order = AssignRoles(actor, kept["project_id"], shown, chosen, read_form(ReasonFields, view).why)
    left = tuple(run(assign_roles, order, once=once))
    if kept.get("is_here") and not left:
        ack()
    else:
        seen = run(show_left_tasks, ShowLeftTasks(actor, kept["project_id"], left))
        answer(draw_message("roles_saved", seen))
