"""Rounds of check-ins, and who is asked in each."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.checkins import Asked, PersonStanding, Round, RoundState, Spared, Standing, presence
from domain.difficulties import says_nothing
from domain.identity import UserId
from domain.refusals import Refused
from storage.statements import MINE, Gateway
from storage.tables.checkins import answers, prompts, round_people, rounds

OURS = sa.select(rounds).where(rounds.c.workspace_id == MINE)
BY_ID = OURS.where(rounds.c.id == sa.bindparam("round"))
BY_DAY = OURS.where(rounds.c.project_id == sa.bindparam("project"), rounds.c.day == sa.bindparam("day"))
LAST_DAY = (
    sa.select(sa.func.max(rounds.c.day))
    .where(
        rounds.c.workspace_id == MINE,
        rounds.c.project_id == sa.bindparam("project"),
        rounds.c.state != RoundState.SKIPPED.value,
    )
    .scalar_subquery()
)
LAST_STANDING = (
    sa.select(
        rounds,
        round_people.c.person_id,
        round_people.c.prompt_id,
        round_people.c.away,
        answers.c.id.label("answer"),
        answers.c.difficulties,
    )
    .outerjoin(round_people, round_people.c.round_id == rounds.c.id)
    .outerjoin(
        answers,
        sa.and_(
            answers.c.project_id == rounds.c.project_id,
            answers.c.round_day == rounds.c.day,
            answers.c.person_id == round_people.c.person_id,
        ),
    )
    .where(rounds.c.workspace_id == MINE, rounds.c.project_id == sa.bindparam("project"), rounds.c.day == LAST_DAY)
    .order_by(round_people.c.person_id)
)
CLOSE = (
    sa.update(rounds)
    .where(rounds.c.workspace_id == MINE, rounds.c.id == sa.bindparam("round"), rounds.c.state == RoundState.OPEN.value)
    .values(state=RoundState.CLOSED.value)
)
OPEN_IN_PROJECT = OURS.where(
    rounds.c.project_id == sa.bindparam("project"), rounds.c.state == RoundState.OPEN.value
).order_by(rounds.c.day)
STOP = CLOSE.values(closes_at=sa.bindparam("new_closes_at"))
ASKED = (
    sa.select(round_people)
    .where(round_people.c.workspace_id == MINE, round_people.c.round_id == sa.bindparam("round"))
    .order_by(round_people.c.person_id)
)
OF_PROMPT = OURS.where(
    rounds.c.id.in_(
        sa.select(round_people.c.round_id).where(
            round_people.c.workspace_id == MINE, round_people.c.prompt_id == sa.bindparam("prompt")
        )
    )
).order_by(rounds.c.opens_at, rounds.c.id)
OPEN_OF_PERSON = OURS.where(
    rounds.c.state == RoundState.OPEN.value,
    rounds.c.id.in_(
        sa.select(round_people.c.round_id).where(
            round_people.c.workspace_id == MINE, round_people.c.person_id == sa.bindparam("person")
        )
    ),
).order_by(rounds.c.opens_at, rounds.c.id)
BETWEEN = OURS.where(
    rounds.c.project_id.in_(sa.bindparam("ids", expanding=True)),
    rounds.c.day >= sa.bindparam("first"),
    rounds.c.day <= sa.bindparam("last"),
)
ASKED_BETWEEN = (
    sa.select(rounds, round_people.c.person_id, round_people.c.prompt_id, round_people.c.away)
    .join(round_people, round_people.c.round_id == rounds.c.id)
    .where(
        round_people.c.workspace_id == MINE,
        round_people.c.person_id == sa.bindparam("person"),
        rounds.c.day >= sa.bindparam("first"),
        rounds.c.day <= sa.bindparam("last"),
    )
)
DAY_ASKED = (
    sa.select(prompts.c.day)
    .join(round_people, round_people.c.prompt_id == prompts.c.id)
    .where(
        round_people.c.workspace_id == MINE,
        round_people.c.round_id == sa.bindparam("round"),
        round_people.c.person_id == sa.bindparam("person"),
    )
)
AWAY = (
    sa.update(round_people)
    .where(round_people.c.workspace_id == MINE, round_people.c.prompt_id == sa.bindparam("prompt"))
    .values(away=True)
)

UNASK = sa.delete(round_people).where(
    round_people.c.workspace_id == MINE,
    round_people.c.round_id == sa.bindparam("round"),
    round_people.c.person_id == sa.bindparam("person"),
)


class Rounds(Gateway):
    """Reads and keeps the rounds of one workspace."""

    def get(self, round_id: str) -> Round:
        """The round with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, round=round_id).one_or_none()
        if row is None:
            raise Refused("That check-in does not exist any more.")
        return _round(row)

    def of_day(self, project: str, day: date) -> Round | None:
        """A project's round of one local date, if it was opened or skipped."""
        row = self.run(BY_DAY, project=project, day=day).one_or_none()
        return _round(row) if row else None

    def last_standing(self, project: str) -> Standing | None:
        """The newest round that was held, and how everybody stands in it."""
        rows = self.run(LAST_STANDING, project=project).all()
        people = tuple(_standing(row) for row in rows if row.person_id is not None)
        return Standing(_round(rows[0]), people) if rows else None

    def of_prompt(self, prompt: str) -> list[Round]:
        """The rounds that one prompt asks for."""
        return [_round(row) for row in self.run(OF_PROMPT, prompt=prompt)]

    def open_of(self, person: str) -> list[Round]:
        """The open rounds in which a person is asked."""
        return [_round(row) for row in self.run(OPEN_OF_PERSON, person=person)]

    def open_in(self, project: str) -> list[Round]:
        """The open rounds of a project."""
        return [_round(row) for row in self.run(OPEN_IN_PROJECT, project=project)]

    def between(self, projects: list[str], first: date, last: date) -> list[Round]:
        """The rounds of these projects with dates from the first to the last."""
        return [_round(row) for row in self.run(BETWEEN, ids=projects, first=first, last=last)] if projects else []

    def asked_between(self, person: str, first: date, last: date) -> list[tuple[Round, Asked]]:
        """The rounds with these dates in which a person is asked, and how."""
        found = self.run(ASKED_BETWEEN, person=person, first=first, last=last)
        return [(_round(row), Asked(UserId(row.person_id), row.prompt_id, row.away)) for row in found]

    def asked(self, round_id: str) -> list[Asked]:
        """Who is asked in a round."""
        return [Asked(UserId(row.person_id), row.prompt_id, row.away) for row in self.run(ASKED, round=round_id)]

    def day_asked(self, round_id: str, person: str) -> date | None:
        """The local date of the prompt that asks this person for this round."""
        return self.run(DAY_ASKED, round=round_id, person=person).scalar_one_or_none()

    def add(self, one: Round) -> None:
        """Save a new round; the database refuses a second one of the same project and date."""
        self.insert(
            rounds,
            id=one.id,
            project_id=one.project_id,
            day=one.day,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
            state=one.state.value,
            spared=[[person, why.value] for person, why in one.spared],
        )

    def ask(self, round_id: str, asked: Asked) -> None:
        """Put a person into a round, with the prompt that asks them."""
        self.insert(round_people, round_id=round_id, person_id=asked.person, prompt_id=asked.prompt_id, away=asked.away)

    def unask(self, round_id: str, person: str) -> bool:
        """Take a person out of a round, as if they had not been asked; False when they were not."""
        return bool(self.run(UNASK, round=round_id, person=person).rowcount)

    def close(self, round_id: str) -> bool:
        """Close an open round; False when somebody closed it before."""
        return bool(self.run(CLOSE, round=round_id).rowcount)

    def stop(self, one: Round) -> bool:
        """Save an open round as stopped; False when somebody closed it before."""
        return bool(self.run(STOP, round=one.id, new_closes_at=one.closes_at).rowcount)

    def set_away(self, prompt: str) -> None:
        """Mark the person of a prompt as away in each of its rounds."""
        self.run(AWAY, prompt=prompt)


def _round(row: Any) -> Round:
    spared = tuple((UserId(person), Spared(why)) for person, why in row.spared)
    return Round(row.id, row.project_id, row.day, row.opens_at, row.closes_at, RoundState(row.state), spared)


def _standing(row: Any) -> PersonStanding:
    person = UserId(row.person_id)
    answered = frozenset({person} if row.answer is not None else ())
    difficult = not says_nothing(row.difficulties or "")
    return PersonStanding(person, presence(Asked(person, row.prompt_id, row.away), answered), difficult)
