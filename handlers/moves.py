"""Moving a project through its life, by command and by button."""

from __future__ import annotations

from dataclasses import dataclass, replace

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.moves import Move
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message, say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.gate import StartGate
from use_cases.moves import (
    AskToClose,
    CancelProject,
    CloseQuestion,
    Moved,
    MoveProject,
    PrepareCancel,
    ask_to_close,
    cancel_project,
    move_project,
    prepare_cancel,
)
from use_cases.open_work import OpenChecklist, OpenWork, open_checklist
from use_cases.progress import ReopenTask, reopen_task

routes = Routes()


@dataclass(frozen=True)
class CancelFields:
    """Why the project is cancelled; blank here, so that the rule says what to write."""

    reason: str = ""


def _drawn(seen: Named[Moved | OpenWork | StartGate] | Named[CloseQuestion | OpenWork], place: Place) -> Message:
    """What came of it; where the checklist itself stands there is no second one."""
    if isinstance(seen.facts, OpenWork):
        return draw_message("open_work", Named(replace(seen.facts, in_short=place.is_direct), seen.names))
    drawn_as = {CloseQuestion: "close_question", StartGate: "start_gate"}
    return draw_message(drawn_as.get(type(seen.facts), "move_answer"), seen)


@routes.command("close")
def closing_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Ask first, because it cannot be taken back; the button under the question closes."""
    answer(_close_question(AskToClose(actor, words.project_key(), place.channel), place, run))


@routes.action("ask_to_close")
def close_pressed(actor: Actor, press: Press, place: Place, run: Runner, answer: Answer) -> None:
    """The same from a button; its value is the project's key."""
    answer(_close_question(AskToClose(actor, press.value), place, run), replace=press.is_private)


def _close_question(order: AskToClose, place: Place, run: Runner) -> Message:
    seen = run(ask_to_close, order)
    _keep_list(order.actor, seen, run)
    return _drawn(seen, place)


@routes.command("start")
@routes.command("hold")
@routes.command("resume")
@routes.command("complete")
def move_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Make the move that the verb names."""
    seen = run(move_project, MoveProject(actor, Move(words.verb), words.project_key(), place.channel))
    _keep_list(actor, seen, run)
    answer(_drawn(seen, place))


def _keep_list(
    actor: Actor, seen: Named[Moved | OpenWork | StartGate] | Named[CloseQuestion | OpenWork], run: Runner
) -> None:
    """What keeps a project from its end stands from now on in the messages of whoever wants to finish it."""
    if isinstance(seen.facts, OpenWork):
        run(open_checklist, OpenChecklist(actor, seen.facts.project_key))


@routes.command("reopen")
def reopening_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Take up a task again when a task's key is named, else the project."""
    if task := words.likely_task_key():
        answer(draw_message("task_open_again", run(reopen_task, ReopenTask(actor, task))))
    else:
        move_asked(actor, words, place, run, answer)


@routes.action("start_project")
@routes.action("resume_project")
@routes.action("complete_project")
@routes.action("close_project")
@routes.action("reopen_project")
def move_pressed(actor: Actor, press: Press, place: Place, run: Runner, answer: Answer) -> None:
    """Make the move that the button names; its value is the project's key."""
    move = Move(press.action_id.removesuffix("_project"))
    seen = run(move_project, MoveProject(actor, move, press.value))
    _keep_list(actor, seen, run)
    # A message that shows what was done says nothing of what was not: somebody may have opened a task meanwhile.
    if press.is_private or isinstance(seen.facts, OpenWork):
        answer(_drawn(seen, place), replace=press.is_private)


@routes.command("cancel")
def cancel_asked(actor: Actor, words: Words, place: Place, run: Runner, open_modal: OpenModal) -> None:
    """Ask why."""
    form = run(prepare_cancel, PrepareCancel(actor, words.project_key(), place.channel))
    open_modal(draw_view("cancel_project", Named(form, {})))


@routes.view("cancel_project")
def cancel_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Cancel the project; outside its channel, where that is told at once, say so."""
    form = read_form(CancelFields, view)
    key = run(cancel_project, CancelProject(actor, kept["project_key"], form.reason), once=once)
    if kept.get("is_here"):
        ack()
    else:
        answer(say(f"{key} is cancelled. Its channel and its people are told why."))
