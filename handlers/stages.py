"""The stages of a project: listing them, planning one, and its work's beginning and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import Message
from handlers.stage_needs import needs_view
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.estimates import EndStage, StartStage, end_stage, start_stage
from use_cases.stage_candidates import FindForStage, find_for_stage
from use_cases.stage_cards import ShowStage, ShowStages, show_stage, show_stages
from use_cases.stages import PrepareStage, RemoveStage, SaveStage, prepare_stage, remove_stage, save_stage

routes = Routes()


@dataclass(frozen=True)
class StageFields:
    """What the form asks for; what may not be blank is refused by the rules, all at once."""

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    responsible: UserId | None = None
    after: tuple[str, ...] = ()


def card_of(actor: Actor, stage_id: str, run: Runner) -> Message:
    """One stage in full, as a message."""
    return draw_message("stage_card", run(show_stage, ShowStage(actor, stage_id)))


@routes.command("stages")
def stages_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """List the stages of a project, for this person's eyes."""
    answer(draw_message("stages", run(show_stages, ShowStages(actor, words.project_key(), place.channel))))


@routes.action("show_stages")
def stages_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("stages", run(show_stages, ShowStages(actor, press.value))), replace=press.in_modal)


@routes.action("stage_show")
def stage_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show one stage to this person, with what they may do about it."""
    answer(card_of(actor, press.value, run), replace=press.in_modal)


@routes.action("stage_candidates")
def candidates_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show who could do what the stage needs, whose id is the button's value."""
    found = run(find_for_stage, FindForStage(actor, press.value))
    answer(draw_message("stage_candidates", found), replace=press.in_modal)


@routes.action("stage_new")
def new_stage_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for one more stage; the button's value is the project's key."""
    open_modal(draw_view("edit_stage", Named(run(prepare_stage, PrepareStage(actor, press.value)), {})))


@routes.action("stage_edit")
def edit_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form of one stage, whose id is the button's value."""
    open_modal(draw_view("edit_stage", Named(run(prepare_stage, PrepareStage(actor, stage_id=press.value)), {})))


@routes.view("edit_stage")
def stage_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal, answer: Answer
) -> None:
    """Save the stage; a new one goes on with what it needs."""
    typed, stage = vars(read_form(StageFields, view)), kept.get("stage_id")
    order = SaveStage(actor, kept["project_id"], **typed, stage_id=stage, seen=kept.get("seen", ""))
    stage_id = run(save_stage, order, once=once)
    if order.stage_id is None:
        update_modal(needs_view(actor, stage_id, run))
    else:
        answer(card_of(actor, stage_id, run))


@routes.action("stage_remove")
def removing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Take the stage out, and show the others."""
    key = run(remove_stage, RemoveStage(actor, press.value))
    answer(draw_message("stages", run(show_stages, ShowStages(actor, key))), replace=press.is_private)


@routes.action("stage_start")
def starting_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Begin the work of the stage; its card shows it."""
    run(start_stage, StartStage(actor, press.value))
    answer(card_of(actor, press.value, run), replace=press.is_private)


@routes.action("stage_end")
def ending_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """End the work of the stage; its card shows it."""
    run(end_stage, EndStage(actor, press.value))
    answer(card_of(actor, press.value, run), replace=press.is_private)
