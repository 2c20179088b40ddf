"""The plan for the customer: seen, presented, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.identity import UserId
from domain.plans import Medium, PlanVerdict, RecordedAnswer
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.meeting import MeetPerson
from handlers.own_plans import draw_project
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.own_plans import ShowOwnPlan, show_own_plan
from use_cases.plan_answers import (
    AnswerPlan,
    PrepareAnswer,
    PrepareRecording,
    RecordAnswer,
    answer_plan,
    prepare_answer,
    prepare_recording,
    record_answer,
)
from use_cases.plans import SendPlan, ShowPlan, send_plan, show_plan
from use_cases.presenting import PreparePresentation, PresentPlan, prepare_presentation, present_plan

routes = Routes()


@dataclass(frozen=True)
class PresentationFields:
    """Who is shown the plan, and what is said with it."""

    contact: UserId | None = None
    contact_name: str = ""
    words: str = ""


@dataclass(frozen=True)
class AnswerFields:
    """What the customer adds; blank here, so that the rule says when it is needed."""

    comment: str = ""


@dataclass(frozen=True)
class RecordingFields:
    """What the customer said elsewhere."""

    verdict: PlanVerdict
    said_by: str
    said_on: date
    medium: Medium
    evidence: str = ""
    comment: str = ""


@routes.command("plan")
def plan_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show what the customer would be shown, for this person's eyes."""
    answer(draw_project("customer_plan", run(show_plan, ShowPlan(actor, words.project_key(), place.channel))))


@routes.action("show_plan")
def plan_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_project("customer_plan", run(show_plan, ShowPlan(actor, press.value))))


@routes.action("plan_pdf")
def pdf_wanted(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """Send the PDF to this person; it is drawn while they read on."""
    which = run(send_plan, SendPlan(actor, press.value), once=once)
    answer(say(f"{which} comes as a PDF to your direct messages with Steward."))


@routes.action("present_plan")
def presenting_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask who is shown the plan."""
    form = run(prepare_presentation, PreparePresentation(actor, press.value))
    open_modal(draw_view("present_plan", form))


@routes.view("present_plan")
def presentation_submitted(
    actor: Actor,
    view: View,
    kept: Kept,
    meet_person: MeetPerson,
    run: Runner,
    once: str,
    answer: Answer,
    update_modal: UpdateModal,
) -> None:
    """Present the plan, and show how it stands now; somebody who may be one of our own is asked about first."""
    form = read_form(PresentationFields, view)
    if form.contact:
        meet_person(form.contact)
    if form.contact and form.contact != kept.get("contact"):
        again = run(prepare_presentation, PreparePresentation(actor, kept["project_key"], contact=form.contact))
        # A plan that became another meanwhile is refused below, and never taken for the one that was seen.
        if again.facts.is_member and (again.facts.seen, again.facts.number) == (kept["seen"], kept["number"]):
            update_modal(draw_view("present_plan", again))
            return
    order = PresentPlan(actor, kept["project_id"], **vars(form), seen=kept.get("seen", ""), number=kept.get("number"))
    key = run(present_plan, order, once=once)
    answer(draw_message("customer_plan", run(show_plan, ShowPlan(actor, key))))


@routes.action("accept_plan")
@routes.action("reject_plan")
def answering_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask for a comment; the button's value is the version's id."""
    verdict = PlanVerdict.ACCEPTED if press.action_id == "accept_plan" else PlanVerdict.REJECTED
    form = run(prepare_answer, PrepareAnswer(actor, press.value, verdict))
    open_modal(draw_view("answer_plan", Named(form, {}), unseen=press.is_private))


@routes.view("answer_plan")
def answer_submitted(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Keep the customer's answer; the message with the plan shows it, or how it stands now when no message does."""
    form = read_form(AnswerFields, view)
    order = AnswerPlan(actor, kept["version_id"], PlanVerdict(kept["verdict"]), form.comment)
    run(answer_plan, order, once=once)
    if kept.get("unseen"):
        answer(draw_message("own_plan", run(show_own_plan, ShowOwnPlan(actor, order.version_id))))
    else:
        ack()


@routes.action("record_plan_answer")
def recording_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask what the customer said, and where that can be seen."""
    form = run(prepare_recording, PrepareRecording(actor, press.value))
    open_modal(draw_view("record_plan_answer", Named(form, {})))


@routes.view("record_plan_answer")
def recording_submitted(actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer) -> None:
    """Write the answer down, and show how the plan stands now."""
    form = read_form(RecordingFields, view)
    order = RecordAnswer(actor, kept["version_id"], RecordedAnswer(**vars(form)))
    key = run(record_answer, order, once=once)
    answer(draw_message("customer_plan", run(show_plan, ShowPlan(actor, key))))
