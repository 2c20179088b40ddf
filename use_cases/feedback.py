"""Saying how a completed project was, and reading what was said of it as far as anybody may."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.feedback import (
    Feedback,
    FeedbackAnswer,
    FeedbackFigures,
    FeedbackRequest,
    SaidWords,
    no_such_feedback,
    said_words,
)
from domain.permissions import Forbidden
from domain.projects import Project
from domain.refusals import Refused, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.customers import for_customers
from use_cases.feedback_kept import open_asking
from use_cases.feedback_rounds import called_for, redraw_ask
from use_cases.finding import find_project

WORDS_SHOWN = 8


@dataclass(frozen=True)
class PrepareFeedback:
    """Open the form of this asking, with what the person said already."""

    actor: Actor
    feedback_id: str


@dataclass(frozen=True)
class FeedbackForm:
    """What is asked, until when, and what the person said already; `is_first` where they have said nothing yet."""

    feedback_id: str
    project_name: str
    closes_at: datetime
    is_first: bool
    said: FeedbackAnswer


@dataclass(frozen=True)
class AnswerFeedback:
    """This person says how the project was."""

    actor: Actor
    feedback_id: str
    said: FeedbackAnswer


@dataclass(frozen=True)
class EraseFeedback:
    """This person takes back what they said."""

    actor: Actor
    feedback_id: str


@dataclass(frozen=True)
class ShowFeedback:
    """What was said of the project of this key, or of the one in this channel.

    `number` is which completion, the last one without; `after` so many words were shown already.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    number: int | None = None
    after: int = 0


@dataclass(frozen=True)
class FeedbackPage:
    """What those in a project may read of one asking: while it is open nothing but how many have answered.

    `unnamed_kept` words stay unread, because too few said something without a name about the same. `own` is the asking
    that the reader may still answer, if any.
    """

    project_key: str
    project_name: str
    number: int = 0
    completed_on: date | None = None
    closes_at: datetime | None = None
    is_open: bool = False
    figures: FeedbackFigures = field(default_factory=lambda: FeedbackFigures(0, 0))
    words: tuple[SaidWords, ...] = ()
    unnamed_kept: int = 0
    following: int | None = None
    earlier: int | None = None
    own: str = ""


@for_customers
@read_only
def prepare_feedback(order: PrepareFeedback, tx: Transaction, now: datetime) -> FeedbackForm:
    """The form for whoever was asked, as long as it can be answered."""
    one, request, project = _asked(order.actor, order.feedback_id, tx)
    one.refuse_if_over()
    said = tx.feedback.answer_of(one.id, request.person)
    called = called_for(request, project, tx)
    return FeedbackForm(one.id, called, one.closes_at, said is None, said or FeedbackAnswer())


@for_customers
def answer_feedback(order: AnswerFeedback, tx: Transaction, now: datetime) -> None:
    """Keep what somebody says, in place of what they said before; nobody is told that they did, and no line says so."""
    one, request, _ = _held(order.actor, order.feedback_id, tx)
    one.refuse_if_over()
    refuse_if_any(order.said.problems())
    tx.feedback.keep_answer(one.id, request.person, order.said)
    _let_be(one, request, tx, now)


@for_customers
def erase_feedback(order: EraseFeedback, tx: Transaction, now: datetime) -> None:
    """Take what somebody said out of the database, whenever they want.

    What was summed up keeps its figures: remade without them they would show what the one who left had said.
    """
    one, request, _ = _held(order.actor, order.feedback_id, tx)
    if tx.feedback.answer_of(one.id, request.person) is None:
        raise Refused("You have said nothing about this project, so there is nothing to erase.")
    tx.feedback.erase_answer(one.id, request.person)
    _let_be(one, request, tx, now)


def _let_be(one: Feedback, request: FeedbackRequest, tx: Transaction, now: datetime) -> None:
    """Remind nobody of what they have seen to, and show them how it stands."""
    let = replace(request, remind_at=None)
    tx.feedback.keep_requests([let])
    if one.is_open:
        tx.feedback.change(one.due_again(tx.feedback.requests(one.id)))
    redraw_ask(let, tx, now)


def _held(actor: Actor, feedback_id: str, tx: Transaction) -> tuple[Feedback, FeedbackRequest, Project]:
    """The same as `_asked`, held: what is summed up at the same moment has either heard this answer or ended first."""
    found, _, _ = _asked(actor, feedback_id, tx)
    tx.projects.for_change(found.project_id)
    return _asked(actor, feedback_id, tx)


def _asked(actor: Actor, feedback_id: str, tx: Transaction) -> tuple[Feedback, FeedbackRequest, Project]:
    """An asking, what this person was asked in it, and its project; for others there may be no such asking."""
    request = tx.feedback.request(feedback_id, actor.user_id)
    if request is None:
        permissions.refuse_stranger(actor)
        raise _took_no_part(actor, feedback_id, tx)
    permissions.require(actor, Action.ANSWER_FEEDBACK, request)
    one = tx.feedback.get(feedback_id)
    return one, request, tx.projects.get(one.project_id)


def _took_no_part(actor: Actor, feedback_id: str, tx: Transaction) -> Refused:
    project = tx.projects.get(tx.feedback.get(feedback_id).project_id)
    if project.is_hidden_from(actor):
        return no_such_feedback()
    asked = "only whoever held a role or did a task in it is, and its customer"
    return Forbidden(f"You were not asked about {project.key}: {asked}.")


@read_only
def show_feedback(order: ShowFeedback, tx: Transaction, now: datetime) -> Named[FeedbackPage]:
    """What was said of a project, for those in it; nobody but its author reads more of an answer than this shows."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_FEEDBACK, project)
    every = tx.feedback.of_project(project.id)
    shown = [one for one in every if order.number is None or one.number <= order.number]
    if not shown:
        return tx.people.named(FeedbackPage(project.key, project.name))
    own = open_asking(order.actor.user_id, project.id, tx)
    return tx.people.named(_page(shown[0], project, order.after, own, tx))


def _page(one: Feedback, project: Project, after: int, own: str, tx: Transaction) -> FeedbackPage:
    answers = tx.feedback.answers(one.id)
    figures = one.figures or FeedbackFigures(len(tx.feedback.requests(one.id)), len(answers))
    words, kept = said_words(answers) if one.figures else ((), 0)
    return FeedbackPage(
        project.key,
        project.name,
        one.number,
        local_date(one.opened_at, zone_of(project.zone)),
        one.closes_at,
        one.is_open,
        figures,
        words[after : after + WORDS_SHOWN],
        kept,
        after + WORDS_SHOWN if len(words) > after + WORDS_SHOWN else None,
        one.number - 1 if one.number > 1 else None,
        own,
    )
