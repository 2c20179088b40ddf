"""The stages of a project: when each runs, who answers for it, and what it needs of people, things and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.identity import UserId
from domain.refusals import Refused


class StageState(StrEnum):
    """Whether the work of a stage is still to come, going on, or over."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class CostKind(StrEnum):
    """What money is spent on besides people's hours."""

    HARDWARE = "hardware"
    LICENCE = "licence"
    SERVICE = "service"
    OTHER = "other"


@dataclass(frozen=True)
class SkillNeed:
    """So many minutes of work by people with this skill, at this level or a better one."""

    id: str
    skill_id: str
    level: int
    minutes: int


@dataclass(frozen=True)
class ThingNeed:
    """So many of a thing in stock, for every day from the first to the last."""

    id: str
    thing_id: str
    quantity: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class OtherCost:
    """Something that must be paid besides people's hours, in the project's currency."""

    id: str
    what: str
    kind: CostKind
    amount: Decimal


@dataclass(frozen=True)
class Budget:
    """What a stage was planned to take when its project started: the measure of everything it then takes."""

    cost: Decimal
    minutes: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class StagePlan:
    """What is typed about a stage itself: its name, its days, who answers for it and what must end before it."""

    name: str
    starts_on: date | None
    ends_on: date | None
    responsible: UserId | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One stage of a project; `after` are the ids of the stages that end before it begins."""

    id: str
    project_id: str
    number: int
    name: str
    starts_on: date
    ends_on: date
    responsible: UserId | None
    after: tuple[str, ...] = ()
    needs: tuple[SkillNeed, ...] = ()
    things: tuple[ThingNeed, ...] = ()
    costs: tuple[OtherCost, ...] = ()
    state: StageState = StageState.PLANNED
    started_at: datetime | None = None
    ended_at: datetime | None = None
    budget: Budget | None = None

    @property
    def minutes(self) -> int:
        """The minutes of work that it is planned to take, of all skills together."""
        return sum(need.minutes for need in self.needs)

    @property
    def is_estimated(self) -> bool:
        """Whether anybody has said what it takes: hours of a skill, or something that costs money."""
        return bool(self.needs or self.costs)

    @property
    def other_costs(self) -> Decimal:
        """What it is planned to cost besides people's hours."""
        return sum((one.amount for one in self.costs), Decimal(0))


def no_such_stage() -> Refused:
    """The refusal of a stage that there is not, and word for word of one that the person must not know of."""
    return Refused("That stage does not exist any more.")
