"""Saying how a completed project was, and reading what was said of it."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import Ack

from domain.actors import Actor
from domain.commands import Words
from domain.feedback import FeedbackAnswer
from handlers.answering import Answer, OpenModal
from handlers.forms import read_form
from handlers.incoming import Kept, Place, Press, View
from handlers.routing import Routes
from handlers.saying import say
from handlers.typed_text import number_in
from message_templates import draw_message, draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.feedback import (
    AnswerFeedback,
    EraseFeedback,
    PrepareFeedback,
    ShowFeedback,
    answer_feedback,
    erase_feedback,
    prepare_feedback,
    show_feedback,
)

routes = Routes()


@dataclass(frozen=True)
class FeedbackFields:
    """Two ratings, words about what went well and what to do otherwise, and whether a name may stand beside them.

    Nothing is required here: the rules say what is missing, all at once.
    """

    result: int | None = None
    together: int | None = None
    went_well: str = ""
    otherwise: str = ""
    is_named: bool = False


@routes.command("feedback")
def feedback_asked(actor: Actor, words: Words, place: Place, run: Runner, answer: Answer) -> None:
    """Show what was said of a project, for this person's eyes."""
    order = ShowFeedback(actor, words.project_key(), place.channel)
    answer(draw_message("feedback", run(show_feedback, order)))


@routes.action("show_feedback")
def feedback_pressed(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """The same from a button, whose value is the project's key."""
    answer(draw_message("feedback", run(show_feedback, ShowFeedback(actor, press.value))))


@routes.action("more_feedback")
@routes.action("earlier_feedback")
def more_feedback_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Go on in what was said; after the key the value says of which completion, and after how many words."""
    key, number, after = [*press.value.split(" "), "", ""][:3]
    order = ShowFeedback(actor, key, None, number_in(number), number_in(after) or 0)
    answer(draw_message("feedback", run(show_feedback, order)), replace=True)


@routes.action("give_feedback")
def giving_pressed(actor: Actor, press: Press, run: Runner, open_modal: OpenModal) -> None:
    """Ask how it was; the button's value is the asking's id."""
    form = run(prepare_feedback, PrepareFeedback(actor, press.value))
    open_modal(draw_view("give_feedback", Named(form, {})))


@routes.view("give_feedback")
def feedback_given(ack: Ack, actor: Actor, view: View, kept: Kept, run: Runner, once: str) -> None:
    """Keep what was said; the message that asked shows that it was."""
    said = FeedbackAnswer(**vars(read_form(FeedbackFields, view)))
    run(answer_feedback, AnswerFeedback(actor, kept["feedback_id"], said), once=once)
    ack()


@routes.action("erase_feedback")
def erasing_pressed(actor: Actor, press: Press, run: Runner, answer: Answer, once: str) -> None:
    """Take back what was said."""
    run(erase_feedback, EraseFeedback(actor, press.value), once=once)
    answer(say("What you said is erased."))
