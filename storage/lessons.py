"""What projects learned: kept, found again where it applies, and what later projects made of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.identity import UserId
from domain.lessons import (
    Lesson,
    LessonAnswer,
    LessonState,
    LessonVerdict,
    Origin,
    Trigger,
    UseCount,
    no_such_lesson,
)
from storage.roles import on_it
from storage.statements import MINE, Gateway, as_new, columns_to_change, insert_of, upsert_of
from storage.tables.lessons import UNDONE, lesson_answers, lesson_triggers, lesson_words, lessons
from storage.tables.projects import IS_PRIVATE, IS_PUBLIC, projects

TRIGGERS = TypeAdapter(tuple[Trigger, ...])
LESSON: sa.BindParameter[str] = sa.bindparam("lesson")
PROJECT: sa.BindParameter[str] = sa.bindparam("project")
MOST: sa.BindParameter[int] = sa.bindparam("most")
COLUMNS: tuple[Any, ...] = (
    lessons,
    projects.c.key.label("project_key"),
    projects.c.name.label("project_name"),
    sa.literal_column(f"CASE WHEN {IS_PRIVATE} THEN 1 ELSE 0 END").label("of_private"),
)
OURS = sa.select(*COLUMNS).join(projects, projects.c.id == lessons.c.project_id).where(lessons.c.workspace_id == MINE)
IS_ON_IT = lessons.c.project_id.in_(on_it("reader"))
IS_THEIRS = lessons.c.owner == sa.bindparam("reader")
MAY_BE_READ = sa.or_(sa.text(IS_PUBLIC), lessons.c.is_shared, IS_THEIRS, IS_ON_IT)
"""A lesson of a private project is for its owner and those on it, unless its author lets it be shown elsewhere."""
BY_ID = OURS.where(lessons.c.id == LESSON)
BY_ID_LOCKED = BY_ID.with_for_update(of=lessons)
NEWEST = sa.select(sa.func.max(lessons.c.number)).where(lessons.c.workspace_id == MINE, lessons.c.project_id == PROJECT)
ANSWERED_HERE = sa.exists().where(
    lesson_answers.c.workspace_id == MINE,
    lesson_answers.c.lesson_id == lessons.c.id,
    lesson_answers.c.project_id == PROJECT,
)
WITH_SIGNS = sa.select(lesson_triggers.c.lesson_id).where(
    lesson_triggers.c.workspace_id == MINE, lesson_triggers.c.sign.in_(sa.bindparam("signs", expanding=True))
)
APPLYING = (
    OURS.where(
        lessons.c.id.in_(WITH_SIGNS),
        lessons.c.project_id != PROJECT,
        lessons.c.state != LessonState.DROPPED.value,
        MAY_BE_READ,
        ~ANSWERED_HERE,
    )
    .order_by(lessons.c.made_at.desc(), lessons.c.id)
    .limit(MOST)
)
OWED = lessons.c.owner == sa.bindparam("person")
DUE_OF_PERSON = (
    OURS.where(OWED, lessons.c.due <= sa.bindparam("day"), sa.text(f"lessons.{UNDONE}"))
    .order_by(lessons.c.due, lessons.c.made_at, lessons.c.id)
    .limit(MOST)
)
OPEN_IN = OURS.where(OWED, lessons.c.project_id == PROJECT, sa.text(f"lessons.{UNDONE}")).order_by(lessons.c.number)
HOMES = sa.select(lessons.c.project_id).distinct().where(lessons.c.workspace_id == MINE, OWED, sa.text(UNDONE))
EARLIEST_DUE = sa.select(sa.func.min(lessons.c.due)).where(lessons.c.workspace_id == MINE, OWED, sa.text(UNDONE))
USED = sa.case((lesson_answers.c.verdict == LessonVerdict.USED.value, 1), else_=0)
COUNTS = (
    sa.select(lesson_answers.c.lesson_id, sa.func.sum(USED).label("used"), sa.func.count().label("asked"))
    .where(lesson_answers.c.workspace_id == MINE, lesson_answers.c.lesson_id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(lesson_answers.c.lesson_id)
)
ANSWER_HERE = sa.select(lesson_answers).where(
    lesson_answers.c.workspace_id == MINE,
    lesson_answers.c.lesson_id == LESSON,
    lesson_answers.c.project_id == PROJECT,
)
VERDICTS = (
    sa.select(lesson_answers.c.verdict, sa.func.count().label("many"))
    .join(lessons, lessons.c.id == lesson_answers.c.lesson_id)
    .join(projects, projects.c.id == lessons.c.project_id)
    .where(lesson_answers.c.workspace_id == MINE, lesson_answers.c.project_id == PROJECT, MAY_BE_READ)
    .group_by(lesson_answers.c.verdict)
)
CHANGE = (
    sa.update(lessons)
    .where(lessons.c.workspace_id == MINE, lessons.c.id == LESSON)
    .values(**columns_to_change(lessons))
)
ANSWER = upsert_of(lesson_answers)


class Lessons(Gateway):
    """Reads and keeps what one workspace's projects learned."""

    def next_number(self, project: str) -> int:
        """The number of a project's next lesson; the project is held for change."""
        return (self.run(NEWEST, project=project).scalar() or 0) + 1

    def add(self, one: Lesson) -> None:
        """Save a new lesson, with what brings it up and the words by which it is found."""
        self.insert(lessons, id=one.id, **_columns(one))
        ours = {"workspace_id": self.workspace, "lesson_id": one.id}
        signs = dict.fromkeys(trigger.sign for trigger in one.triggers)
        self.connection.execute(insert_of(lesson_triggers), [{**ours, "sign": sign} for sign in signs])
        if one.words:
            self.connection.execute(insert_of(lesson_words), [{**ours, "word": word} for word in one.words])

    def change(self, one: Lesson) -> None:
        """Save what became of a lesson; its words and triggers stay."""
        self.run(CHANGE, lesson=one.id, **as_new(_columns(one)))

    def get(self, lesson: str) -> Lesson:
        """The lesson with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, lesson)

    def for_change(self, lesson: str) -> Lesson:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, lesson)

    def _one(self, statement: Any, lesson: str) -> Lesson:
        row = self.run(statement, lesson=lesson).one_or_none()
        if row is None:
            raise no_such_lesson()
        return lesson_from(row)

    def applying(self, project: str, signs: Iterable[str], reader: UserId, most: int) -> list[Lesson]:
        """Other projects' lessons with one of these signs that this one has not answered, the newest
        first, as far as the reader may know of them."""
        wanted = list(signs)
        if not wanted:
            return []
        found = self.run(APPLYING, project=project, signs=wanted, reader=reader, most=most)
        return [lesson_from(row) for row in found]

    def due_of(self, person: str, day: date, most: int) -> list[Lesson]:
        """The lessons whose action a person owes by this day, earliest due first."""
        return [lesson_from(row) for row in self.run(DUE_OF_PERSON, person=person, day=day, most=most)]

    def open_of(self, person: str, project: str) -> list[Lesson]:
        """The lessons of a project whose action a person owes, whenever it is due."""
        return [lesson_from(row) for row in self.run(OPEN_IN, person=person, project=project)]

    def projects_waiting_for(self, person: str) -> list[str]:
        """Every project with a lesson whose action a person owes."""
        return list(self.run(HOMES, person=person).scalars())

    def earliest_due_of(self, person: str) -> date | None:
        """The earliest due date among the lessons whose action a person owes."""
        due: date | None = self.run(EARLIEST_DUE, person=person).scalar_one()
        return due

    def answer(self, one: LessonAnswer) -> None:
        """Save what a project made of a lesson, in place of what it said before."""
        self.upsert(ANSWER, **{**vars(one), "verdict": one.verdict.value})

    def answer_in(self, lesson: str, project: str) -> LessonAnswer | None:
        """What a project made of a lesson, if it has said so."""
        row = self.run(ANSWER_HERE, lesson=lesson, project=project).one_or_none()
        return answer_from(row, project) if row else None

    def verdicts_in(self, project: str, reader: UserId) -> dict[LessonVerdict, int]:
        """How many lessons of other projects a project used and how many it ignored, as far as the reader may know of
        them."""
        return {LessonVerdict(row.verdict): row.many for row in self.run(VERDICTS, project=project, reader=reader)}

    def counts(self, ids: Iterable[str]) -> dict[str, UseCount]:
        """In how many projects each of these lessons was used, of how many that said so."""
        wanted = list(ids)
        rows = self.run(COUNTS, ids=wanted) if wanted else ()
        return {row.lesson_id: UseCount(int(row.used), row.asked) for row in rows}


def answer_from(row: Any, project: str) -> LessonAnswer:
    """What a project made of a lesson, in a row."""
    return LessonAnswer(row.lesson_id, project, LessonVerdict(row.verdict), row.why, UserId(row.by), row.at)


def lesson_from(row: Any) -> Lesson:
    """The lesson in a row of OURS."""
    return Lesson(
        row.id,
        Origin(row.project_id, row.project_key, row.project_name, bool(row.of_private)),
        row.number,
        row.what,
        row.next_time,
        UserId(row.owner),
        row.due,
        TRIGGERS.validate_python(row.triggers),
        UserId(row.author),
        row.made_at,
        row.is_shared,
        row.source,
        LessonState(row.state),
        UserId(row.ended_by) if row.ended_by else None,
        row.ended_at,
        row.end_words,
    )


def _columns(one: Lesson) -> dict[str, Any]:
    plain = {name: value for name, value in vars(one).items() if name not in ("id", "origin")}
    return {
        **plain,
        "project_id": one.origin.id,
        "triggers": TRIGGERS.dump_python(one.triggers, mode="json"),
        "state": one.state.value,
    }
