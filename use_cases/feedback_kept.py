"""What other rooms may know of what is said of a project: that it is asked, and the figures it was summed up in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.actions import Action
from domain.calendars import day_words, local_date, zone_of
from domain.closing import EndQuestion
from domain.feedback import FeedbackFigures
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from storage.transactions import Transaction


def open_asking(person: UserId, project_id: str, tx: Transaction) -> str:
    """The id of the asking that this person can still answer; nothing where there is none."""
    last = next(iter(tx.feedback.of_project(project_id)), None)
    is_asked = last is not None and last.is_open and tx.feedback.request(last.id, person) is not None
    return last.id if last is not None and is_asked else ""


def feedback_figures(project_id: str, tx: Transaction) -> FeedbackFigures | None:
    """What was said of a project when it was last summed up, as figures that everybody in it may know."""
    ended = (one for one in tx.feedback.of_project(project_id) if one.figures is not None)
    return next((one.figures for one in ended), None)


def feedback_question(project: Project, tx: Transaction, now: datetime) -> Iterable[EndQuestion]:
    """That people may still say how a completed project was: closing it now ends that. How many have, stays unsaid."""
    last = next(iter(tx.feedback.of_project(project.id)), None) if project.lifecycle is Lifecycle.COMPLETED else None
    if last is not None and last.is_open:
        until = day_words(local_date(last.closes_at, zone_of(project.zone)))
        words = f"Until {until} people can say how it was; closing ends that"
        yield EndQuestion(words, "show_feedback", "How many have", project.key, right=Action.SEE_FEEDBACK)
