"""What was done and spent: hours of a person on a day, and money, against a task, a stage or the whole project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.identity import UserId
from domain.refusals import Refused


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
