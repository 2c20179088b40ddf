"""Pages of lessons, the newest first, each read from where the last one ended."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.lesson_lists import MOST_WORDS, LessonFilter, LessonPlace, WhichLessons
from domain.lessons import Lesson, LessonAnswer, LessonState
from domain.listing import search_words
from storage.lessons import MAY_BE_READ, OURS, answer_from, lesson_from
from storage.listing import LAST_SIGN
from storage.statements import MINE, Gateway
from storage.tables.lessons import lesson_answers, lesson_words, lessons

ANSWERED_IN = (
    OURS.join(lesson_answers, lesson_answers.c.lesson_id == lessons.c.id)
    .add_columns(*(one for one in lesson_answers.c if one.name not in ("workspace_id", "project_id")))
    .where(lesson_answers.c.workspace_id == MINE, lesson_answers.c.project_id == sa.bindparam("project"), MAY_BE_READ)
    .order_by(lesson_answers.c.at.desc(), lesson_answers.c.lesson_id)
    .limit(sa.bindparam("most"))
    .offset(sa.bindparam("start"))
)


class LessonLists(Gateway):
    """Reads one workspace's lessons page by page, as far as a reader may know of them."""

    def page(
        self, wanted: LessonFilter, project: str | None, reader: UserId, most: int, after: LessonPlace | None = None
    ) -> list[Lesson]:
        """So many lessons that fit, of one project or of all, the newest first; after a place, if any."""
        words = search_words(wanted.text)[:MOST_WORDS]
        names: dict[str, Any] = {"reader": reader, "most": most}
        names |= {"project": project} if project else {}
        names |= {"at": after.made_at, "last": after.id} if after else {}
        for number, word in enumerate(words):
            names |= {f"word{number}": word, f"beyond{number}": word + LAST_SIGN}
        query = _page(wanted.which, wanted.mine, project is not None, len(words), after is not None)
        return [lesson_from(row) for row in self.run(query, **names)]

    def answered_in(self, project: str, reader: UserId, most: int, start: int = 0) -> list[tuple[Lesson, LessonAnswer]]:
        """So many lessons that a project used or ignored, the last answer first, as far as the reader may know of them;
        after the first `start`."""
        found = self.run(ANSWERED_IN, project=project, reader=reader, most=most, start=start)
        return [(lesson_from(row), answer_from(row, project)) for row in found]


@cache
def _page(which: WhichLessons, mine: bool, of_project: bool, words: int, goes_on: bool) -> sa.Select[Any]:
    query = OURS.where(MAY_BE_READ)
    if which is WhichLessons.KEPT:
        query = query.where(lessons.c.state != LessonState.DROPPED.value)
    else:
        query = query.where(lessons.c.state == which.value)
    if mine:
        query = query.where(lessons.c.owner == sa.bindparam("reader"))
    if of_project:
        query = query.where(lessons.c.project_id == sa.bindparam("project"))
    for number in range(words):
        query = query.where(lessons.c.id.in_(_with_word(number)))
    if goes_on:
        at: sa.BindParameter[Any] = sa.bindparam("at", type_=lessons.c.made_at.type)
        same = sa.and_(lessons.c.made_at == at, lessons.c.id < sa.bindparam("last"))
        query = query.where(sa.or_(lessons.c.made_at < at, same))
    return query.order_by(lessons.c.made_at.desc(), lessons.c.id.desc()).limit(sa.bindparam("most"))


def _with_word(number: int) -> sa.Select[Any]:
    return sa.select(lesson_words.c.lesson_id).where(
        lesson_words.c.workspace_id == MINE,
        lesson_words.c.word >= sa.bindparam(f"word{number}"),
        lesson_words.c.word < sa.bindparam(f"beyond{number}"),
    )
