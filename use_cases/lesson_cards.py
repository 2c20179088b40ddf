"""One lesson with what became of its action: done with words, or dropped with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.lesson_living import LessonCard
from domain.lessons import Lesson, LessonState, UseCount, no_such_lesson
from domain.living import Home
from domain.projects import Project
from storage.transactions import Transaction, read_only
from use_cases.finding import caretakers_of
from use_cases.reading import Read
from use_cases.reminders import follow_lesson, remind_again


@dataclass(frozen=True)
class LessonFacts:
    """One lesson for one reader; without a key the reader must not know which project it comes from."""

    id: str
    key: str
    project_key: str
    project_name: str
    happened: str
    next_time: str
    owner: UserId
    due: date
    triggers: tuple[str, ...]
    author: UserId
    source: str
    state: LessonState
    ended_by: UserId | None
    end_words: str
    uses: UseCount
    may_settle: bool


@dataclass(frozen=True)
class PrepareSettling:
    """Open the form that asks what was done about a lesson, or why it is dropped."""

    actor: Actor
    lesson_id: str
    is_dropped: bool = False


@dataclass(frozen=True)
class SettlingForm:
    """The lesson that would end, and how."""

    lesson_id: str
    lesson_key: str
    next_time: str
    is_dropped: bool


@dataclass(frozen=True)
class SettleLesson:
    """The action of a lesson is done, or the lesson is dropped; the words say what was done, or why."""

    actor: Actor
    lesson_id: str
    words: str
    is_dropped: bool = False


def facts_of(lesson: Lesson, origin: Project, actor: Actor, uses: UseCount) -> LessonFacts:
    """One lesson as this person may read it."""
    is_hidden = origin.is_hidden_from(actor) and lesson.owner != actor.user_id
    return LessonFacts(
        lesson.id,
        "" if is_hidden else lesson.key,
        "" if is_hidden else origin.key,
        "" if is_hidden else origin.name,
        lesson.what,
        lesson.next_time,
        lesson.owner,
        lesson.due,
        tuple(one.words for one in (lesson.triggers_for_strangers if is_hidden else lesson.triggers)),
        lesson.author,
        "" if is_hidden else lesson.source,
        lesson.state,
        lesson.ended_by,
        lesson.end_words,
        uses,
        lesson.is_open and permissions.allowed(actor, Action.SETTLE_LESSON, lesson, origin),
    )


def seen_lesson(lesson: Lesson, actor: Actor, tx: Transaction) -> Project:
    """The project of a lesson that this person may read; one that they may not does not exist for them."""
    origin = tx.projects.get(lesson.origin.id)
    if origin.is_hidden_from(actor) and not lesson.is_shared and lesson.owner != actor.user_id:
        raise no_such_lesson()
    return origin


@read_only
def prepare_settling(order: PrepareSettling, tx: Transaction, now: datetime) -> SettlingForm:
    """The form, for whoever may say that a lesson is done."""
    lesson = tx.lessons.get(order.lesson_id)
    origin = seen_lesson(lesson, order.actor, tx)
    permissions.require(order.actor, Action.SETTLE_LESSON, lesson, origin)
    lesson.refuse_unless_open()
    return SettlingForm(lesson.id, lesson.key, lesson.next_time, order.is_dropped)


def settle_lesson(order: SettleLesson, tx: Transaction, now: datetime) -> str:
    """End the action of a lesson and stop reminding its owner; returns the lesson's key."""
    found = tx.lessons.get(order.lesson_id)
    tx.projects.for_change(found.origin.id)
    lesson, by = tx.lessons.for_change(order.lesson_id), order.actor.user_id
    permissions.require(order.actor, Action.SETTLE_LESSON, lesson, seen_lesson(lesson, order.actor, tx))
    end = lesson.dropped if order.is_dropped else lesson.done
    ended = end(order.words, by, now)
    tx.lessons.change(ended)
    act, called = (Act.DROPPED_LESSON, "why") if order.is_dropped else (Act.DID_LESSON, "what was done")
    said = Change(called, "", ended.end_words[:LENGTH_IN_HISTORY])
    tx.history.add(by, now, act, lesson.project_id, lesson.key, (said,))
    tx.outbox.add(LessonCard.of(ended, edit_only=True), now)
    tx.outbox.add(Home.of(lesson.owner), now)
    follow_lesson(ended, tx, now)
    return lesson.key


def pass_on_lessons(person: UserId, project: Project, tx: Transaction, now: datetime) -> None:
    """Let whoever looks after a project see to what somebody who has gone was to do of its lessons; the project is held
    for change."""
    heirs = caretakers_of(project, tx)[:1]
    for heir in heirs:
        for lesson in tx.lessons.open_of(person, project.id):
            passed = replace(lesson, owner=heir)
            tx.lessons.change(passed)
            owner = Change("sees to it", people_before=(person,), people_after=(heir,))
            tx.history.add(None, now, Act.PASSED_LESSON, project.id, lesson.key, (owner,))
            tx.outbox.add(LessonCard.of(passed), now)
    remind_again(heirs, tx, now)


@read_only
def read_lesson_card(order: Read, tx: Transaction, now: datetime) -> LessonFacts:
    """What the owner of a lesson is shown of it now."""
    permissions.require(order.actor, Action.DELIVER)
    lesson = tx.lessons.get(order.about)
    origin, owner = tx.projects.get(lesson.origin.id), Actor(order.actor.workspace, lesson.owner)
    uses = tx.lessons.counts([lesson.id]).get(lesson.id, UseCount())
    return facts_of(lesson, origin, owner, uses)
