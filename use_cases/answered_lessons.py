"""What a project made of the lessons of earlier ones: which it was shown, used and ignored, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.lessons import Lesson, LessonAnswer, LessonVerdict, Occasion, UseCount
from domain.projects import Project
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project
from use_cases.lesson_cards import LessonFacts, facts_of
from use_cases.past_lessons import lessons_at

LINES_SHOWN = 5


@dataclass(frozen=True)
class ShowAnswered:
    """What did the project with this key make of the lessons of earlier ones? `start` is how many are left out."""

    actor: Actor
    key: str
    start: int = 0


@dataclass(frozen=True)
class AnsweredLine:
    """A lesson of an earlier project: used, or ignored and why, by whom and when; its uses are those of all."""

    lesson: LessonFacts
    verdict: LessonVerdict
    because: str
    by: UserId
    day: date


@dataclass(frozen=True)
class AnsweredLessons:
    """One page of the lessons that a project answered; `waiting` are the steps at which some are shown it still."""

    project_id: str
    project_key: str
    project_name: str
    used: int
    ignored: int
    lines: tuple[AnsweredLine, ...]
    start: int
    following: int | None
    waiting: tuple[Occasion, ...]
    may_answer: bool


@read_only
def show_answered(order: ShowAnswered, tx: Transaction, now: datetime) -> Named[AnsweredLessons]:
    """Which lessons of earlier projects a project was shown, used and ignored, for whoever may see the project."""
    project, start = find_project(order.actor, order.key, None, tx), max(0, order.start)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    found = tx.lesson_lists.answered_in(project.id, order.actor.user_id, LINES_SHOWN + 1, start)
    verdicts = tx.lessons.verdicts_in(project.id, order.actor.user_id)
    page = AnsweredLessons(
        project.id,
        project.key,
        project.name,
        verdicts.get(LessonVerdict.USED, 0),
        verdicts.get(LessonVerdict.IGNORED, 0),
        _lines(found[:LINES_SHOWN], project, order.actor, tx),
        start,
        start + LINES_SHOWN if len(found) > LINES_SHOWN else None,
        tuple(one for one in Occasion if lessons_at(one, project, order.actor, tx)),
        not project.is_over and permissions.allowed(order.actor, Action.ANSWER_LESSON, project),
    )
    return tx.people.named(page)


def _lines(
    found: list[tuple[Lesson, LessonAnswer]], project: Project, actor: Actor, tx: Transaction
) -> tuple[AnsweredLine, ...]:
    origins = {one.id: one for one in tx.projects.several(list({lesson.origin.id for lesson, _ in found}))}
    uses, zone = tx.lessons.counts(lesson.id for lesson, _ in found), zone_of(project.zone)
    return tuple(
        AnsweredLine(
            facts_of(lesson, origins[lesson.origin.id], actor, uses.get(lesson.id, UseCount())),
            answer.verdict,
            answer.why,
            answer.by,
            local_date(answer.at, zone),
        )
        for lesson, answer in found
    )
