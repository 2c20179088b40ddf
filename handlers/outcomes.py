"""How a project came out: shown, handed over as a document, and what became of its goals."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words
from domain.goal_answers import GoalAnswer, GoalVerdict
from handlers.answering import Answer, OpenModal, UpdateModal
from handlers.forms import group
from handlers.incoming import Kept, Place, Press, View
from handlers.own_plans import draw_project
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message, draw_view
from storage.transactions import Runner
from use_cases.goal_answers import AnswerGoals, PrepareGoals, answer_goals, prepare_goals
from use_cases.outcome_cards import ShowOutcome, show_outcome
from use_cases.outcome_sheets import SendOutcome, send_outcome

routes = Routes()


@dataclass(frozen=True)
class GoalFields:
    """What is said of one goal; blank here, so that the rule says what is missing."""

    verdict: GoalVerdict | None = None
    measured: str = ""
    words: str = ""


@routes.command("outcome")
def outcome_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Answer with how a project came out, for this person's eyes."""
    answer(draw_project("outcome", run(show_outcome, ShowOutcome(actor, words.project_key(), place.channel))))


@routes.action("show_outcome")
def outcome_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_project("outcome", run(show_outcome, ShowOutcome(actor, press.value))))


@routes.action("outcome_pdf")
def document_wanted(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """Send the document to this person; it is drawn while they read on."""
    answer(say(run(send_outcome, SendOutcome(actor, press.value), once=once)))


@routes.action("answer_goals")
@routes.action("correct_goals")
def goals_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Open the form for the next goals; the button's value is the project's key."""
    order = PrepareGoals(actor, press.value, corrects=press.action_id.startswith("correct_goals"))
    open_modal(draw_view("answer_goals", run(prepare_goals, order)))


@routes.view("answer_goals")
def goals_submitted(
    actor: Actor, view: View, kept: Kept, run: Runner, once: str, answer: Answer, update_modal: UpdateModal
) -> None:
    """Keep what was said, and go on with the next goals; after the last show how the project came out."""
    fields = group(GoalFields, view, by="goal_id")
    answers = tuple(GoalAnswer(key, one.verdict, one.measured, one.words) for key, one in fields.items())
    order = AnswerGoals(actor, kept["project_id"], answers, tuple(kept["seen"].items()))
    key = run(answer_goals, order, once=once)
    besides = (*kept["besides"], *fields)
    following = run(prepare_goals, PrepareGoals(actor, key, kept["corrects"], besides, goes_on=True))
    if following.facts.asked:
        update_modal(draw_view("answer_goals", following))
    else:
        answer(draw_message("outcome", run(show_outcome, ShowOutcome(actor, key))))
