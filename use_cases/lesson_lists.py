"""What projects learned, found by words, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.commands import likely_project_key, means_all
from domain.lesson_lists import STATES, LessonFilter, LessonPlace, WhichLessons
from domain.lessons import LessonVerdict, UseCount
from domain.projects import Project
from domain.refusals import Refused
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, project_here
from use_cases.lesson_cards import LessonFacts, facts_of

LINES_SHOWN = 5


@dataclass(frozen=True)
class ListLessons:
    """The lessons with these words, of one project when one of them is its key, or where none is looked for and the
    channel is that of one.

    `after` goes on from there.
    """

    actor: Actor
    typed: tuple[str, ...] = ()
    channel: str | None = None
    key: str = ""
    wanted: LessonFilter = field(default_factory=LessonFilter)
    after: LessonPlace | None = None


@dataclass(frozen=True)
class LessonPage:
    """One page; `following` is where the next one begins, if there is one.

    The project itself used and ignored so many lessons of earlier ones.
    """

    project_key: str
    project_name: str
    which: WhichLessons
    mine: bool
    search: str
    filter_key: str
    lines: tuple[LessonFacts, ...]
    is_first: bool
    following: str | None
    may_keep: bool
    used: int = 0
    ignored: int = 0


@read_only
def list_lessons(order: ListLessons, tx: Transaction, now: datetime) -> Named[LessonPage]:
    """One page of lessons, the newest first, as far as this person may know of them."""
    permissions.require(order.actor, Action.SEE_LESSONS)
    project, rest = _project_among(order, tx)
    wanted = LessonFilter.typed(rest) if order.typed else order.wanted
    about, person = project.id if project else None, order.actor.user_id
    found = tx.lesson_lists.page(wanted, about, person, LINES_SHOWN + 1, order.after)
    shown = found[:LINES_SHOWN]
    uses = tx.lessons.counts(one.id for one in shown)
    origins = {one.id: one for one in tx.projects.several(list({one.origin.id for one in shown}))}
    verdicts = tx.lessons.verdicts_in(project.id, person) if project else {}
    page = LessonPage(
        project.key if project else "",
        project.name if project else "",
        wanted.which,
        wanted.mine,
        wanted.text,
        wanted.words,
        tuple(facts_of(one, origins[one.origin.id], order.actor, uses.get(one.id, UseCount())) for one in shown),
        order.after is None,
        LessonPlace.of(shown[-1]).words if len(found) > LINES_SHOWN else None,
        project is not None and permissions.allowed(order.actor, Action.KEEP_LESSON, project),
        verdicts.get(LessonVerdict.USED, 0),
        verdicts.get(LessonVerdict.IGNORED, 0),
    )
    return tx.people.named(page)


def _project_among(order: ListLessons, tx: Transaction) -> tuple[Project | None, tuple[str, ...]]:
    """The project whose key was typed, or where nothing is looked for the one in this channel, and the other words.

    Any other word is looked for, as it may be a word of a lesson.
    """
    if order.key:
        return find_project(order.actor, order.key, None, tx), ()
    for n, word in enumerate(order.typed):
        key = likely_project_key(word)
        # Small letters are a word first; a project is named as its key is written.
        if key is None or word.casefold() in STATES or word != word.upper():
            continue
        try:
            return find_project(order.actor, key, None, tx), (*order.typed[:n], *order.typed[n + 1 :])
        except Refused:
            continue
    wanted = LessonFilter.typed(order.typed)
    if means_all(wanted.text):
        return None, tuple(word for word in order.typed if not means_all(word))
    here = None if wanted.text or wanted.mine else project_here(order.actor, order.channel, tx)
    return here, order.typed
