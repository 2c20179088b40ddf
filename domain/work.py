"""What was done and spent: hours of a person on a day, and money, against a task, a stage or the whole project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.hours import typed_minutes
from domain.identity import UserId
from domain.refusals import Problem, Refused
from domain.roles import Party

WORDS_LENGTH = 500
UNITS = ("h", "hour", "hours", "m", "min", "minutes")
MORE_DIGITS = re.compile(r"[0-9]{3}(?:[.,][0-9]{1,3})?")
CURRENCY = re.compile(r"EUR|USD|GBP|CHF|€|\$|£")


class EntryKind(StrEnum):
    """What an entry is: hours of somebody, or money."""

    HOURS = "hours"
    COST = "cost"


@dataclass(frozen=True)
class WorkEntry:
    """Minutes that a person worked on a day; `rate` is what an hour of it cost then, None where nobody knows.

    One that a check-in reported has its `answer_id` and is changed there.
    """

    id: str
    project_id: str
    person: UserId
    day: date
    minutes: int
    stage_id: str | None = None
    task_id: str | None = None
    rate: Decimal | None = None
    words: str = ""
    logged_at: datetime | None = None
    answer_id: str | None = None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.LOGGER} if person == self.person else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.person,) if Party.LOGGER in parties else ()


@dataclass(frozen=True)
class CostEntry:
    """Money that somebody spent on a day besides hours, in the project's currency."""

    id: str
    project_id: str
    person: UserId
    day: date
    amount: Decimal
    what: str
    logged_at: datetime
    stage_id: str | None = None
    task_id: str | None = None

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.LOGGER} if person == self.person else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.person,) if Party.LOGGER in parties else ()


@dataclass(frozen=True)
class Estimate:
    """What somebody thought at one moment was left to do and to spend in a stage; each one is kept."""

    id: str
    project_id: str
    stage_id: str
    by: UserId
    at: datetime
    minutes_left: int
    cost_left: Decimal
    note: str = ""


@dataclass(frozen=True)
class Charge:
    """Where hours belong and what an hour of them costs: a stage, or none; a rate, or none where nobody knows."""

    stage_id: str | None = None
    rate: Decimal | None = None


@dataclass(frozen=True)
class Worked:
    """Minutes of one stage, or of none, that cost the same rate an hour."""

    stage_id: str | None
    rate: Decimal | None
    minutes: int


@dataclass(frozen=True)
class Spent:
    """Money of one stage, or of none, besides hours."""

    stage_id: str | None
    amount: Decimal


def no_such_entry() -> Refused:
    """The refusal of an entry that there is not, or that somebody took back already."""
    return Refused("That entry does not exist any more.")


@dataclass(frozen=True)
class TypedWork:
    """What somebody typed after “log”: hours or an amount, and then what it was for."""

    hours: str = ""
    amount: str = ""
    rest: tuple[str, ...] = ()

    @classmethod
    def read(cls, words: tuple[str, ...]) -> TypedWork:
        """Hours first, 3h or 3 h, or the word cost and an amount; anything else is only what it was for."""
        if words and words[0].lower() == "cost":
            return cls("", *_amount_and_rest(words[1:]))
        if len(words) > 1 and words[1].lower() in UNITS and typed_minutes(" ".join(words[:2])) is not None:
            return cls(" ".join(words[:2]), "", words[2:])
        if words and typed_minutes(words[0]) is not None:
            return cls(words[0], "", words[1:])
        return cls(rest=words)

    @property
    def is_complete(self) -> bool:
        """Whether it says how much."""
        return bool(self.hours or self.amount)


def _amount_and_rest(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """An amount in one word, or in several as 1 200 or 240 EUR are written."""
    many = 1
    while many < len(words) and (MORE_DIGITS.fullmatch(words[many]) or CURRENCY.fullmatch(words[many])):
        many += 1
    return " ".join(words[:many]), words[many:]


def day_problems(day: date, today: date, first: date) -> list[Problem]:
    """What is wrong with the day on which something was done: it is not to come, and the project was there."""
    if day > today:
        return [Problem("Pick today or the day on which it was done.", "day")]
    if day < first:
        return [Problem("The project was not there on that day. Pick a later one.", "day")]
    return []
