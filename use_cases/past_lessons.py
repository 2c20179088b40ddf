"""Lessons of earlier projects at the step of a later one that they are about, and what that project made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.lessons import (
    OF_PRIVATE,
    Features,
    Lesson,
    LessonAnswer,
    LessonState,
    LessonVerdict,
    Occasion,
    UseCount,
)
from domain.living import RoleBriefing
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused, refuse_if_any
from domain.roles import Role
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import visible
from use_cases.lesson_cards import LessonFacts, facts_of, seen_lesson

SHOWN_AT = {Occasion.PREPARING: 2, Occasion.SCOPE: 1, Occasion.STAGES: 1, Occasion.ROLE: 2}
"""Beside everything else that a step shows."""
SHOWN_ALONE = 5


@dataclass(frozen=True)
class LessonsHere:
    """The lessons that apply to one step of a project and that it has not answered yet."""

    project_id: str
    project_key: str
    project_name: str
    occasion: Occasion
    shown: tuple[LessonFacts, ...]
    more: bool
    may_answer: bool
    is_alone: bool = False


@dataclass(frozen=True)
class ShowLessonsHere:
    """Which lessons apply to this step of the project?"""

    actor: Actor
    project_id: str
    occasion: Occasion


@dataclass(frozen=True)
class PrepareIgnoring:
    """Open the form that asks why a lesson does not apply to the project."""

    actor: Actor
    lesson_id: str
    project_id: str


@dataclass(frozen=True)
class IgnoringForm:
    """The lesson that would be ignored in the project."""

    lesson_id: str
    project_id: str
    project_key: str
    next_time: str


@dataclass(frozen=True)
class AnswerLesson:
    """A project uses a lesson, or ignores it because of something."""

    actor: Actor
    lesson_id: str
    project_id: str
    verdict: LessonVerdict
    why: str = ""


def lessons_at(
    occasion: Occasion, project: Project, reader: Actor, tx: Transaction, *, is_alone: bool = False
) -> LessonsHere | None:
    """What earlier projects learned about this step and this one has not answered; None when nothing is."""
    if project.is_over:
        return None
    most = SHOWN_ALONE if is_alone else SHOWN_AT[occasion]
    signs = _features(occasion, project, reader.user_id, tx).signs(occasion)
    found = tx.lessons.applying(project.id, signs, reader.user_id, most + 1)
    if not found:
        return None
    shown = found[:most]
    uses, origins = tx.lessons.counts(one.id for one in shown), tx.projects.several([one.origin.id for one in shown])
    at = {one.id: one for one in origins}
    facts = tuple(facts_of(one, at[one.origin.id], reader, uses.get(one.id, UseCount())) for one in shown)
    may_answer = permissions.allowed(reader, Action.ANSWER_LESSON, project)
    named = (project.id, project.key, project.name, occasion)
    return LessonsHere(*named, facts, len(found) > most, may_answer, is_alone)


def _features(occasion: Occasion, project: Project, reader: UserId, tx: Transaction) -> Features:
    """Of the project only what this occasion asks about: nothing else is read."""
    if occasion is Occasion.PREPARING:
        kind = tx.project_templates.kind_of(project.id)
        return Features(customer=project.customer, kind=kind.id if kind else "")
    if occasion is Occasion.SCOPE:
        return Features(services=project.scope.services)
    if occasion is Occasion.STAGES:
        needs = (need for stage in tx.stages.in_project(project.id) for need in stage.needs)
        return Features(skills=tuple(dict.fromkeys(one.skill_id for one in needs)))
    return Features(roles=tuple(role for role in Role if role in project.roles_of(reader)))


@read_only
def show_lessons_here(order: ShowLessonsHere, tx: Transaction, now: datetime) -> Named[LessonsHere]:
    """Everything that applies to a step, as far as a page goes, for whoever may see the project."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    found = lessons_at(order.occasion, project, order.actor, tx, is_alone=True)
    nothing = LessonsHere(project.id, project.key, project.name, order.occasion, (), False, False, is_alone=True)
    return tx.people.named(found or nothing)


@read_only
def prepare_ignoring(order: PrepareIgnoring, tx: Transaction, now: datetime) -> IgnoringForm:
    """The form, for whoever may answer for the project."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    lesson = _answerable(order.actor, project, order.lesson_id, tx)
    return IgnoringForm(lesson.id, project.id, project.key, lesson.next_time)


def _answerable(actor: Actor, project: Project, lesson_id: str, tx: Transaction) -> Lesson:
    permissions.require(actor, Action.ANSWER_LESSON, project)
    lesson = tx.lessons.get(lesson_id)
    seen_lesson(lesson, actor, tx)
    if lesson.origin.id == project.id:
        raise Refused(f"This is a lesson of {project.key} itself. Later projects say whether they use it.")
    refuse_if_over(project, ", so what it made of lessons stays as it was said")
    if lesson.state is LessonState.DROPPED:
        raise Refused("This lesson was dropped meanwhile, so nobody is asked about it any more.")
    return lesson


def _named_here(lesson: Lesson) -> str:
    """The lesson as every reader of this project's history may know it: of a private one neither key nor, unless its
    author lets others read it, a word."""
    if not lesson.origin.is_private:
        return lesson.key
    return lesson.what[:LENGTH_IN_HISTORY] if lesson.is_shared else OF_PRIVATE


def answer_lesson(order: AnswerLesson, tx: Transaction, now: datetime) -> tuple[str, str, str]:
    """Keep what a project made of a lesson, so that it is not shown there again; a new answer replaces the old.

    The history keeps both. Returns the project's key and, in words, in how many projects the lesson was used by now,
    and the other answer that was replaced.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    lesson = _answerable(order.actor, project, order.lesson_id, tx)
    by = order.actor.user_id
    answer = LessonAnswer(lesson.id, project.id, order.verdict, order.why.strip(), by, now)
    refuse_if_any(answer.problems())
    before = tx.lessons.answer_in(lesson.id, project.id)
    tx.lessons.answer(answer)
    act = Act.USED_LESSON if order.verdict is LessonVerdict.USED else Act.IGNORED_LESSON
    about = _named_here(lesson)
    tx.history.add(by, now, act, project.id, about, _said(before, answer))
    for one in project.staff:
        if one.person == by:
            tx.outbox.add(RoleBriefing.of(project.id, one, edit_only=True), now)
    uses = tx.lessons.counts([lesson.id])[lesson.id].words
    is_other = before is not None and before.verdict is not answer.verdict
    return project.key, uses, before.words if before and is_other else ""


def _said(before: LessonAnswer | None, answer: LessonAnswer) -> tuple[Change, ...]:
    """What the history keeps besides the answer: the one that it replaces, or why."""
    if before is not None and before.words != answer.words:
        return (Change("answer", before.words[:LENGTH_IN_HISTORY], answer.words[:LENGTH_IN_HISTORY]),)
    return (Change("why", "", answer.why[:LENGTH_IN_HISTORY]),) if answer.why else ()
