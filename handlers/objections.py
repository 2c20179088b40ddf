"""Answering what the technical opinion objects to: the list to change it, or a reason why it stays, corrected later."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.opinions import WHOLE_SCOPE
from domain.permissions import Forbidden
from handlers.answering import OpenModal, UpdateModal
from handlers.forms import group
from handlers.incoming import Kept, Press, View
from handlers.routing import Routes
from handlers.scope import step_view
from message_templates import draw_view
from storage.transactions import Runner
from use_cases.objections import LetStay, PrepareObjections, Reason, let_stay, prepare_objections
from use_cases.scope_steps import Step
from use_cases.stays import CorrectStays, PrepareStays, correct_stays, prepare_stays

routes = Routes()


@dataclass(frozen=True)
class ReasonFields:
    """Why one requirement stays; blank here, so that the rule says what to write."""

    words: str = ""


@routes.action("answer_objections")
def objections_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form; the button's value is the project's key, and what was dealt with in the form before."""
    key, *besides = press.value.split()
    order = PrepareObjections(actor, key, tuple(besides))
    open_modal(draw_view("answer_objections", run(prepare_objections, order)))


@routes.action("answer_objections.changing")
def changing_pressed(actor: Actor, press: Press, kept: Kept, run: Runner, update_modal: UpdateModal) -> None:
    """Go to where what is objected to is changed: the outline for the scope as a whole, else the list of requirements.

    The button's value is the project's key.
    """
    step = Step.OUTLINE if WHOLE_SCOPE in kept["seen"] else Step.TECHNICAL
    update_modal(step_view(actor, press.value, step, run))


@routes.view("answer_objections")
def objections_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Keep the reasons, and go on with the next requirements."""
    fields = group(ReasonFields, view, by="requirement")
    reasons = tuple(Reason(key, one.words, kept["seen"].get(key, "")) for key, one in fields.items())
    project, before = kept["project_id"], tuple(kept["besides"])
    key, *left = run(let_stay, LetStay(actor, project, reasons, before), once=once)
    if left:
        # What is kept stays kept and is said; of the rest it is said who may, with all that was typed.
        barred = tuple(one for one in reasons if one.requirement_id in left)
        kept_now = sum(bool(one.words.strip()) for one in reasons) - len(barred)
        said = "1 reason is kept." if kept_now == 1 else f"{kept_now} reasons are kept."
        try:
            run(let_stay, LetStay(actor, project, barred, before))
        except Forbidden as refused:
            raise refused.after(said) from None
    besides = (*before, *(one.requirement_id for one in reasons))
    following = run(prepare_objections, PrepareObjections(actor, key, besides, goes_on=True))
    if following.facts.asked:
        update_modal(draw_view("answer_objections", following))
    else:
        ack()


@routes.action("correct_stays")
def correction_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the reasons for which requirements stay; the value is the project's key, and which one where not all."""
    key, _, only = press.value.partition(" ")
    open_modal(draw_view("correct_stays", run(prepare_stays, PrepareStays(actor, key, only))))


@routes.view("correct_stays")
def correction_submitted(
    ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, update_modal: UpdateModal
) -> None:
    """Keep the reasons as they are now, and go on with the next ones."""
    fields = group(ReasonFields, view, by="requirement")
    reasons = tuple(Reason(key, one.words, kept["seen"].get(key, "")) for key, one in fields.items())
    key = run(correct_stays, CorrectStays(actor, kept["project_id"], reasons), once=once)
    besides = (*kept["besides"], *(one.requirement_id for one in reasons))
    order = PrepareStays(actor, key, kept["only_id"], besides, goes_on=True)
    following = run(prepare_stays, order)
    if following.facts.asked:
        update_modal(draw_view("correct_stays", following))
    else:
        ack()
