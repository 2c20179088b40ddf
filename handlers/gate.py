"""Showing what is open before a project starts, and starting it over that."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.gate import ShowGate, show_gate
from use_cases.heads import ConfirmHead, confirm_head
from use_cases.overrides import OverrideGate, PrepareOverride, override_gate, prepare_override

routes = Routes()


@dataclass(frozen=True)
class OverrideFields:
    """Why the project starts all the same; blank here, so that the rule says what to write."""

    reason: str = ""


@routes.command("prepare")
def gate_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show what is decided and what is open, for this person's eyes."""
    answer(draw_message("start_gate", run(show_gate, ShowGate(actor, words.project_key(), place.channel))))


@routes.action("show_gate")
def gate_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("start_gate", run(show_gate, ShowGate(actor, press.value))))


@routes.action("gate_confirm_head")
def head_confirmed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Let the named department head count, and show what is still open."""
    order = ShowGate(actor, press.value)
    # Who must not know of the project hears so before anything is confirmed, not after.
    run(confirm_head, ConfirmHead(actor, run(show_gate, order).facts.project_id))
    if press.is_private:
        answer(draw_message("start_gate", run(show_gate, order)), replace=True)


@routes.action("override_gate")
def override_asked(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask why it starts all the same."""
    form = run(prepare_override, PrepareOverride(actor, press.value))
    open_modal(draw_view("override_gate", Named(form, {})))


@routes.view("override_gate")
def override_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Start the project over what is open."""
    form = read_form(OverrideFields, view)
    key = run(override_gate, OverrideGate(actor, kept["project_key"], form.reason), once=once)
    answer(say(f"{key} has started. Its card shows your name and why it starts all the same."))
