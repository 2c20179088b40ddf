"""The stages of a project: when each runs, who answers for it, and what it needs of people, things and money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.calendars import day_words
from domain.figures import count_words
from domain.identity import UserId, new_id
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Party
from domain.scaling import Scaling

WHAT_LENGTH = 150
MOST_STAGES = 30
MOST_PARTS = 20
MOST_PIECES = 1_000_000


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

    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields."""
        return [] if self.minutes > 0 else [Problem("Enter the hours of work that it takes.", "hours")]


@dataclass(frozen=True)
class ThingNeed:
    """So many of a thing in stock, for every day from the first to the last."""

    id: str
    thing_id: str
    quantity: int
    first_day: date
    last_day: date

    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields."""
        problems = []
        if not 1 <= self.quantity <= MOST_PIECES:
            problems.append(Problem(f"Enter a whole number from 1 to {count_words(MOST_PIECES)}.", "quantity"))
        if self.last_day < self.first_day:
            problems.append(Problem("The last day cannot be before the first.", "last_day"))
        return problems


@dataclass(frozen=True)
class OtherCost:
    """Something that must be paid besides people's hours, in the project's currency."""

    id: str
    what: str
    kind: CostKind
    amount: Decimal

    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields."""
        problems = []
        if not self.what.strip():
            problems.append(Problem("Say what is paid for, for example 24 access points.", "what"))
        if len(self.what) > WHAT_LENGTH:
            problems.append(Problem(f"Use at most {WHAT_LENGTH} characters here.", "what"))
        if self.amount <= 0:
            problems.append(Problem("Enter an amount above 0.", "amount"))
        return problems


@dataclass(frozen=True)
class Budget:
    """What a stage was planned to take when its project started, or as a change agreed: what it then takes is
    measured by it."""

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
    scaling: Scaling | None = None

    @classmethod
    def planned(cls, project_id: str, number: int, plan: StagePlan) -> Stage:
        """A new stage, with nothing that it needs yet; the plan was looked through before."""
        assert plan.starts_on is not None
        assert plan.ends_on is not None
        return cls(
            new_id(), project_id, number, plan.name.strip(), plan.starts_on, plan.ends_on, plan.responsible, plan.after
        )

    @property
    def plan(self) -> StagePlan:
        """What was typed about the stage itself, as it is now."""
        return StagePlan(self.name, self.starts_on, self.ends_on, self.responsible, self.after)

    def replanned(self, plan: StagePlan) -> Stage:
        """The same stage with another name, other days, or somebody else who answers for it."""
        assert plan.starts_on is not None
        assert plan.ends_on is not None
        return replace(
            self,
            name=plan.name.strip(),
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            responsible=plan.responsible,
            after=plan.after,
        )

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.STAGE_OWNER} if person == self.responsible else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.responsible,) if self.responsible and Party.STAGE_OWNER in parties else ()

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

    def needing(self, need: SkillNeed) -> Stage:
        """The stage with one more need; the same skill at the same level takes the new hours instead of the old."""
        refuse_if_any(need.problems())
        same = (one for one in self.needs if (one.skill_id, one.level) == (need.skill_id, need.level))
        return replace(
            self, needs=_with(self.needs, need, next(same, None)), scaling=self._typed(need.skill_id, need.level)
        )

    def _typed(self, skill: str, level: int) -> Scaling | None:
        """What grows with the users, but for hours that somebody has said themselves."""
        return self.scaling.without(skill, level) if self.scaling else None

    def holding(self, thing: ThingNeed) -> Stage:
        """The stage with one more thing; the same thing for the same days takes the new quantity."""
        refuse_if_any(thing.problems())
        days = (thing.thing_id, thing.first_day, thing.last_day)
        same = (one for one in self.things if (one.thing_id, one.first_day, one.last_day) == days)
        return replace(self, things=_with(self.things, thing, next(same, None)))

    def costing(self, cost: OtherCost) -> Stage:
        """The stage with one more cost; the same words take the new amount."""
        refuse_if_any(cost.problems())
        same = (one for one in self.costs if one.what.casefold() == cost.what.casefold())
        return replace(self, costs=_with(self.costs, cost, next(same, None)))

    def without(self, part: str) -> Stage:
        """The stage without one of its needs, things or costs; as it is when that has gone already."""
        gone = next((one for one in self.needs if one.id == part), None)
        return replace(
            self,
            scaling=self._typed(gone.skill_id, gone.level) if gone else self.scaling,
            needs=tuple(one for one in self.needs if one.id != part),
            things=tuple(one for one in self.things if one.id != part),
            costs=tuple(one for one in self.costs if one.id != part),
        )

    def started(self, others: Iterable[Stage], now: datetime) -> Stage:
        """The stage with its work begun; refuses a second start, and one before the stages it comes after ended."""
        if self.state is not StageState.PLANNED:
            raise Refused(f"Stage {self.number} {self.name} has {self.state_words} already.")
        open_before = [one for one in others if one.id in self.after and one.state is not StageState.ENDED]
        if open_before:
            first = open_before[0]
            raise Refused(
                f"Stage {self.number} {self.name} comes after {first.number} {first.name}, which has not ended. "
                "End that one first, or change the order with Edit."
            )
        return replace(self, state=StageState.RUNNING, started_at=now)

    def ended(self, now: datetime) -> Stage:
        """The stage with its work over; refuses one that does not run."""
        if self.state is not StageState.RUNNING:
            stands = "ended already" if self.state is StageState.ENDED else "not started yet"
            raise Refused(f"Stage {self.number} {self.name} has {stands}.")
        return replace(self, state=StageState.ENDED, ended_at=now)

    @property
    def state_words(self) -> str:
        """What has become of it: not started, started or ended."""
        return {StageState.PLANNED: "not started", StageState.RUNNING: "started"}.get(self.state, "ended")

    def refuse_unless_open(self) -> None:
        """Refuse to change what a stage needed that has ended."""
        if self.state is StageState.ENDED:
            raise Refused(f"Stage {self.number} {self.name} has ended; what it took stays as it was.")


Part = TypeVar("Part")


def _with(parts: tuple[Part, ...], new: Part, old: Part | None) -> tuple[Part, ...]:
    if old is None and len(parts) >= MOST_PARTS:
        raise Refused(f"A stage has at most {MOST_PARTS} lines of a kind. Split it into two stages.")
    return (*parts, new) if old is None else tuple(new if one is old else one for one in parts)


def early_end_problems(due: date | None, stages: Iterable[Stage], key: str) -> list[Problem]:
    """What is wrong, beside its field, with a new completion date on which a stage is still to go on."""
    open_stages = [one for one in stages if one.state is not StageState.ENDED]
    last = max(open_stages, key=lambda one: one.ends_on, default=None)
    if due is None or last is None or last.ends_on <= due:
        return []
    words = f"Stage {last.number} {last.name} goes on until {day_words(last.ends_on)}. Let it end earlier first:"
    return [Problem(words, "completion_date", f"stages {key}")]


def no_such_stage() -> Refused:
    """The refusal of a stage that there is not, and word for word of one that the person must not know of."""
    return Refused("That stage does not exist any more. Those that do:", to_type="stages")
