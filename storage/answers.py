"""Answers to check-ins, and the hours they report."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.checkins import Answer
from domain.identity import UserId, new_id
from domain.refusals import Refused
from domain.work import Charge
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.checkins import answers, work_entries

OURS = sa.select(answers).where(answers.c.workspace_id == MINE)
BY_ID = OURS.where(answers.c.id == sa.bindparam("answer"))
OF_ROUND = OURS.where(
    answers.c.project_id == sa.bindparam("project"), answers.c.round_day == sa.bindparam("day")
).order_by(answers.c.answered_at, answers.c.id)
ONE = OURS.where(
    answers.c.project_id == sa.bindparam("project"),
    answers.c.round_day == sa.bindparam("day"),
    answers.c.person_id == sa.bindparam("person"),
)
LAST = (
    OURS.where(answers.c.project_id == sa.bindparam("project"), answers.c.person_id == sa.bindparam("person"))
    .order_by(answers.c.round_day.desc())
    .limit(1)
)
SINCE = OURS.where(answers.c.person_id == sa.bindparam("person"), answers.c.round_day >= sa.bindparam("day")).order_by(
    answers.c.round_day
)
MINUTES = sa.select(sa.func.coalesce(sa.func.sum(work_entries.c.minutes), 0)).where(
    work_entries.c.workspace_id == MINE,
    work_entries.c.person_id == sa.bindparam("person"),
    work_entries.c.day == sa.bindparam("day"),
    sa.or_(
        work_entries.c.answer_id.is_(None), work_entries.c.answer_id.not_in(sa.bindparam("besides", expanding=True))
    ),
)
DROP_ENTRY = sa.delete(work_entries).where(
    work_entries.c.workspace_id == MINE, work_entries.c.answer_id == sa.bindparam("answer")
)
KEEP = upsert_of(answers)
NOWHERE = Charge()


class Answers(Gateway):
    """Reads and keeps the answers of one workspace."""

    def get(self, answer: str) -> Answer:
        """The answer with this id."""
        row = self.run(BY_ID, answer=answer).one_or_none()
        if row is None:
            raise Refused("That answer does not exist any more.")
        return answer_from(row)

    def of_round(self, project: str, day: date) -> list[Answer]:
        """Everybody's answers for one project and round date, in the order they came."""
        return [answer_from(row) for row in self.run(OF_ROUND, project=project, day=day)]

    def of_person(self, project: str, day: date, person: str) -> Answer | None:
        """One person's answer for one project and round date."""
        row = self.run(ONE, project=project, day=day, person=person).one_or_none()
        return answer_from(row) if row else None

    def last_of(self, project: str, person: str) -> Answer | None:
        """The newest answer of a person in a project."""
        row = self.run(LAST, project=project, person=person).one_or_none()
        return answer_from(row) if row else None

    def since(self, person: str, day: date) -> list[Answer]:
        """The answers of a person for round dates from this one on."""
        return [answer_from(row) for row in self.run(SINCE, person=person, day=day)]

    def minutes_on(self, person: str, day: date, besides: list[str]) -> int:
        """The minutes a person reported for a date, leaving out those of these answers."""
        return int(self.run(MINUTES, person=person, day=day, besides=besides).scalar_one())

    def keep(self, one: Answer, charge: Charge = NOWHERE) -> None:
        """Save an answer, new or edited, and the hours it reports with where they belong."""
        self.upsert(
            KEEP,
            id=one.id,
            project_id=one.project_id,
            round_day=one.round_day,
            person_id=one.person,
            worked_on=one.worked_on,
            answered_at=one.answered_at,
            edited_at=one.edited_at,
            done=one.done,
            next=one.next,
            difficulties=one.difficulties,
            minutes=one.minutes,
            late=one.late,
            extra=one.extra,
        )
        self.run(DROP_ENTRY, answer=one.id)
        if one.minutes:
            self.insert(
                work_entries,
                id=new_id(),
                project_id=one.project_id,
                person_id=one.person,
                task_id=None,
                answer_id=one.id,
                day=one.worked_on,
                minutes=one.minutes,
                stage_id=charge.stage_id,
                rate=charge.rate,
                # What is left of a stage was judged after these hours, however often the words are put right.
                logged_at=one.answered_at,
            )


def answer_from(row: Any) -> Answer:
    """A row of the answers as the domain knows it."""
    return Answer(
        row.id,
        row.project_id,
        row.round_day,
        UserId(row.person_id),
        row.worked_on,
        row.answered_at,
        row.done,
        row.next,
        row.difficulties,
        row.minutes,
        row.edited_at,
        row.late,
        row.extra,
    )
