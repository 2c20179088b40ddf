"""How a project came out against what was agreed: dates, effort, cost and goals, by stage and in all. Internal.

What is compared with is the newest agreement, because what a change added is no mistake of the plan; what the first
agreement said stands beside it, because that is what the customer was once told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from domain.calibration import Finished
from domain.goal_answers import GoalOutcome
from domain.history import Change

NOTHING = Decimal(0)


class Basis(StrEnum):
    """What the outcome is compared with: what a customer accepted, what was planned at the start, or nothing."""

    AGREED = "agreed"
    PLANNED = "planned at the start"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Taken:
    """What a stage or a whole project takes: its first and last local day, minutes of work, money of the project."""

    starts_on: date | None
    ends_on: date | None
    minutes: int
    cost: Decimal

    @property
    def days(self) -> int | None:
        """Calendar days from the first to the last, both included; None where one of them is not known."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return (self.ends_on - self.starts_on).days + 1

    def __add__(self, other: Taken) -> Taken:
        """Both together: from the earlier first day to the later last day, with the sums."""
        return Taken(
            min(_known(self.starts_on, other.starts_on), default=None),
            max(_known(self.ends_on, other.ends_on), default=None),
            self.minutes + other.minutes,
            self.cost + other.cost,
        )


NONE_TAKEN = Taken(None, None, 0, NOTHING)


@dataclass(frozen=True)
class Compared:
    """The same thing as it was planned and as it came."""

    planned: Taken
    actual: Taken

    @property
    def days_late(self) -> int | None:
        """Calendar days that it ended after its planned last day; below nought it ended earlier."""
        if self.planned.ends_on is None or self.actual.ends_on is None:
            return None
        return (self.actual.ends_on - self.planned.ends_on).days

    @property
    def minutes_over(self) -> int:
        """Minutes of work beyond the plan; below nought it took less."""
        return self.actual.minutes - self.planned.minutes

    @property
    def cost_over(self) -> Decimal:
        """Money beyond the plan; below nought it cost less."""
        return self.actual.cost - self.planned.cost

    @property
    def effort(self) -> Decimal | None:
        """Actual work ÷ planned work; None where one of them is nothing, because then nobody measured it."""
        return _ratio(Decimal(self.actual.minutes), Decimal(self.planned.minutes))

    @property
    def money(self) -> Decimal | None:
        """Actual cost ÷ planned cost; None where one of them is nothing."""
        return _ratio(self.actual.cost, self.planned.cost)

    @property
    def time(self) -> Decimal | None:
        """Calendar days it took ÷ calendar days planned; None where a day is not known."""
        actual, planned = self.actual.days, self.planned.days
        return _ratio(Decimal(actual), Decimal(planned)) if actual and planned else None


@dataclass(frozen=True)
class StageOutcome:
    """One stage as it was agreed and as it came; `was_added` where the agreement does not know it."""

    stage_id: str
    number: int
    name: str
    compared: Compared
    was_added: bool = False


@dataclass(frozen=True)
class ScopeStep:
    """One agreement after the first: the change that it was made for, none for a new plan, and what it moved."""

    key: str
    what: str
    moves: tuple[Change, ...] = ()


@dataclass(frozen=True)
class ScopeOutcome:
    """What the scope was when it was agreed first and what moved until the end, in words, and through which changes."""

    first: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    steps: tuple[ScopeStep, ...] = ()
    """What came and went, by which agreement, the oldest first."""


@dataclass(frozen=True)
class Outcome:
    """How a project came out, with everything that it is compared with; amounts in `currency`.

    `elsewhere` is what was worked and spent in no stage; it is in the whole. `unpriced` minutes had no rate and cost
    nothing in it. `difficulties` are the categories of all that was reported, one for each.
    """

    project_id: str
    project_key: str
    project_name: str
    customer: str
    kind: str
    """The id of the kind of project that it began as; of none, its own: what follows it is of that kind."""
    currency: str
    basis: Basis
    whole: Compared
    first: Taken | None = None
    """What the first agreement said, where a later one counts."""
    stages: tuple[StageOutcome, ...] = ()
    elsewhere: Taken = NONE_TAKEN
    unpriced: int = 0
    scope: ScopeOutcome = field(default_factory=ScopeOutcome)
    goals: tuple[GoalOutcome, ...] = ()
    difficulties: tuple[str, ...] = ()

    @property
    def unbegun(self) -> int:
        """How many stages never began."""
        return sum(one.compared.actual.starts_on is None for one in self.stages)

    @property
    def as_finished(self) -> Finished:
        """What of it the next plan learns from; without a plan to compare with, or done in part, there is no ratio."""
        is_compared = self.basis is not Basis.NOTHING and not self.unbegun
        return Finished(
            self.project_id,
            self.project_key,
            self.kind,
            self.customer,
            self.whole.effort if is_compared else None,
            self.whole.money if is_compared and not self.unpriced else None,
            self.whole.time if is_compared else None,
            self.whole.days_late if is_compared else None,
            self.difficulties,
        )


class Planned(Protocol):
    """A stage with its days, minutes and cost as something was agreed or planned."""

    @property
    def stage_id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def minutes(self) -> int: ...
    @property
    def cost(self) -> Decimal: ...


def taken_by(planned: Planned) -> Taken:
    """What one agreed stage takes."""
    return Taken(planned.starts_on, planned.ends_on, planned.minutes, planned.cost)


def compare_stages(agreed: Iterable[Planned], came: Iterable[tuple[Planned, Taken]]) -> tuple[StageOutcome, ...]:
    """Every stage of the agreement and every stage there is, in their order, as agreed and as it came.

    A stage that was taken out took nothing; one that was added after the agreement was planned to take nothing.
    """
    planned = {one.stage_id: one for one in agreed}
    found = [
        StageOutcome(
            stage.stage_id,
            stage.number,
            stage.name,
            Compared(taken_by(planned[stage.stage_id]) if stage.stage_id in planned else NONE_TAKEN, actual),
            stage.stage_id not in planned,
        )
        for stage, actual in came
    ]
    there = {one.stage_id for one in found}
    gone = (one for one in planned.values() if one.stage_id not in there)
    found += [StageOutcome(one.stage_id, one.number, one.name, Compared(taken_by(one), NONE_TAKEN)) for one in gone]
    return tuple(sorted(found, key=lambda one: one.number))


def _known(*days: date | None) -> list[date]:
    return [day for day in days if day is not None]


def _ratio(actual: Decimal, planned: Decimal) -> Decimal | None:
    return actual / planned if actual > 0 and planned > 0 else None
