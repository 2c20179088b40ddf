"""What stages cost: as planned, as it really was, and as it is expected to become; every total is a sum of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.calendars import WorkingCalendar
from domain.earned_value import EARNED_AT_MOST, TELLING_SHARE, EarnedValue, earned_by_estimate, share_planned_by
from domain.money import Currency, cost_of
from domain.stages import Stage, StageState
from domain.work import Estimate, Spent, Worked

NOTHING = Decimal(0)
Rates = Mapping[str, Decimal]


@dataclass(frozen=True)
class PlannedCost:
    """What a stage is planned to cost; `without` are the skills whose hours nobody can price, for want of a rate."""

    labour: Decimal = NOTHING
    other: Decimal = NOTHING
    minutes: int = 0
    without: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return self.labour + self.other

    def __add__(self, other: PlannedCost) -> PlannedCost:
        without = tuple(dict.fromkeys(self.without + other.without))
        return PlannedCost(self.labour + other.labour, self.other + other.other, self.minutes + other.minutes, without)


@dataclass(frozen=True)
class ActualCost:
    """What was worked and spent; `unpriced` minutes had no rate and cost nothing here."""

    minutes: int = 0
    labour: Decimal = NOTHING
    other: Decimal = NOTHING
    unpriced: int = 0

    @property
    def total(self) -> Decimal:
        return self.labour + self.other

    def __add__(self, other: ActualCost) -> ActualCost:
        return ActualCost(
            self.minutes + other.minutes,
            self.labour + other.labour,
            self.other + other.other,
            self.unpriced + other.unpriced,
        )


@dataclass(frozen=True)
class Done:
    """How far the tasks of a stage are: minutes of estimate, and those of them that are done × 100.

    `is_alike` where no task of the project has an estimate: then each weighs 1, whatever that is in minutes.
    """

    weight: int = 0
    weight_percent: int = 0
    is_alike: bool = False

    def share_of(self, planned: int, thought: int) -> Decimal | None:
        """The share of a stage's work that is done, 0 to 1; None where there is no task to tell by.

        The work is the minutes that are planned, that its tasks come to, or that were thought last to be needed in all,
        whichever is most: what no task was made of yet is not done. Tasks that all weigh alike share the planned
        minutes. Source of what is needed in all: Oracle Primavera P6, At Completion Units = Actual + Remaining Units.
        """
        if not self.weight:
            return None
        tasks = (planned or thought or self.weight) if self.is_alike else self.weight
        return Decimal(tasks * self.weight_percent) / (100 * self.weight * max(planned, tasks, thought))


@dataclass(frozen=True)
class StageFigures:
    """Everything that is known of one stage's cost."""

    stage: Stage
    planned: PlannedCost
    actual: ActualCost
    value: EarnedValue
    estimate: Estimate | None = None
    minutes_left: int = 0
    """What is left by the last estimate, less what was worked since."""

    @property
    def is_unanswered(self) -> bool:
        """Whether the stage has ended and nobody has said since what is left of it."""
        ended = self.stage.ended_at
        return ended is not None and (self.estimate is None or self.estimate.at < ended)


@dataclass(frozen=True)
class CostFacts:
    """What the figures of a project are made of, as it was read."""

    stages: tuple[Stage, ...]
    rates: Rates
    worked: tuple[Worked, ...] = ()
    spent: tuple[Spent, ...] = ()
    worked_since: tuple[Worked, ...] = ()
    spent_since: tuple[Spent, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    done: Mapping[str, Done] | None = None
    is_over: bool = False
    """Whether the project is over: then nothing is left to spend, whatever was thought to be left before."""


def planned_cost(stage: Stage, rates: Rates, currency: Currency) -> PlannedCost:
    """Minutes × rate of each skill, in whole coins, and the other costs: what the stage is planned to cost."""
    labour = sum(
        (cost_of(need.minutes, rates[need.skill_id], currency) for need in stage.needs if need.skill_id in rates),
        NOTHING,
    )
    without = tuple(dict.fromkeys(need.skill_id for need in stage.needs if need.skill_id not in rates))
    return PlannedCost(labour, stage.other_costs, stage.minutes, without)


def actual_costs(worked: Iterable[Worked], spent: Iterable[Spent], currency: Currency) -> dict[str | None, ActualCost]:
    """What was worked and spent by stage, under None what belongs to no stage."""
    found: dict[str | None, ActualCost] = {}
    for one in worked:
        priced = NOTHING if one.rate is None else cost_of(one.minutes, one.rate, currency)
        more = ActualCost(one.minutes, priced, unpriced=one.minutes if one.rate is None else 0)
        found[one.stage_id] = found.get(one.stage_id, ActualCost()) + more
    for paid in spent:
        found[paid.stage_id] = found.get(paid.stage_id, ActualCost()) + ActualCost(other=paid.amount)
    return found


def stage_figures(
    facts: CostFacts, today: date, calendar: WorkingCalendar, currency: Currency
) -> tuple[StageFigures, ...]:
    """The figures of every stage on a local date."""
    actual = actual_costs(facts.worked, facts.spent, currency)
    since = actual_costs(facts.worked_since, facts.spent_since, currency)
    found = (
        _figures(
            stage,
            planned_cost(stage, facts.rates, currency),
            actual.get(stage.id, ActualCost()),
            _Left(last_estimate(stage, facts.estimates), since.get(stage.id, ActualCost())),
            (facts.done or {}).get(stage.id, Done()),
            (today, calendar, currency),
        )
        for stage in facts.stages
    )
    return tuple(replace(one, value=replace(one.value, to_go=NOTHING)) if facts.is_over else one for one in found)


def last_estimate(stage: Stage, estimates: Iterable[Estimate]) -> Estimate | None:
    """What was thought last of a stage; what was left before its end is left until somebody says what is."""
    return next((one for one in reversed(tuple(estimates)) if one.stage_id == stage.id), None)


@dataclass(frozen=True)
class StageTotals:
    """The sums over all stages of a project."""

    planned: PlannedCost
    actual: ActualCost
    value: EarnedValue


def totals(figures: Iterable[StageFigures], elsewhere: ActualCost) -> StageTotals:
    """The sums over all stages; what was spent on no stage adds to the cost and to nothing else."""
    planned, actual = PlannedCost(), elsewhere
    value = EarnedValue(NOTHING, NOTHING, NOTHING, elsewhere.total, NOTHING, elsewhere.total)
    for one in figures:
        planned, actual, value = planned + one.planned, actual + one.actual, value + one.value
    return StageTotals(planned, actual, value)


@dataclass(frozen=True)
class _Left:
    """The last estimate of a stage, and what was done of it since."""

    estimate: Estimate | None
    since: ActualCost

    @property
    def minutes(self) -> int:
        """The minutes that are left after those worked since; none where nobody estimated."""
        return max(0, self.estimate.minutes_left - self.since.minutes) if self.estimate else 0


def _figures(
    stage: Stage,
    planned: PlannedCost,
    actual: ActualCost,
    left: _Left,
    done: Done,
    frame: tuple[date, WorkingCalendar, Currency],
) -> StageFigures:
    today, calendar, currency = frame
    budget = stage.budget.cost if stage.budget else planned.total
    first, last = (stage.budget.starts_on, stage.budget.ends_on) if stage.budget else (stage.starts_on, stage.ends_on)
    due = currency.rounded(budget * share_planned_by(today, first, last, calendar))
    to_go = _estimated_left(left, planned, actual, currency) if left.estimate else None
    share = done.share_of(stage.minutes, _thought_in_all(left, actual))
    value = EarnedValue(budget, due, _earned(stage, budget, to_go, share), actual.total, to_go)
    if to_go is None:
        value = replace(value, to_go=currency.rounded(_left_by_rule(stage, planned, value)))
    return StageFigures(stage, planned, actual, value, left.estimate, left.minutes)


def _estimated_left(left: _Left, planned: PlannedCost, actual: ActualCost, currency: Currency) -> Decimal:
    """What the last estimate leaves to spend after what was done since; never less than nothing."""
    assert left.estimate is not None
    money = max(NOTHING, left.estimate.cost_left - left.since.other)
    return cost_of(left.minutes, _usual_rate(planned, actual), currency) + money


def _thought_in_all(left: _Left, actual: ActualCost) -> int:
    """The minutes that the work was thought to take in all when it was estimated last: worked by then, and left."""
    return actual.minutes - left.since.minutes + left.estimate.minutes_left if left.estimate else 0


def _usual_rate(planned: PlannedCost, actual: ActualCost) -> Decimal:
    """What an hour costs on average: as planned, or as it really was where nothing was planned."""
    if planned.labour and planned.minutes:
        return planned.labour * 60 / planned.minutes
    priced = actual.minutes - actual.unpriced
    return actual.labour * 60 / priced if priced else NOTHING


def _earned(stage: Stage, budget: Decimal, to_go: Decimal | None, done: Decimal | None) -> Decimal | None:
    """All of an ended stage and nothing of one to come; of a running one what its tasks say, or else what is left.

    By its tasks, too, a tenth of the budget is not earned before the work has ended (see `earned_by_estimate`).
    Of a running stage without either nobody knows: to count nothing until it ends (the 0/100 rule of EIA-748) is for
    work shorter than a month, and would alarm about every stage that goes as planned.
    """
    if stage.state is not StageState.RUNNING:
        return budget * (stage.state is StageState.ENDED)
    if done is not None or not budget:
        return budget * min(done or NOTHING, EARNED_AT_MOST)
    return None if to_go is None else earned_by_estimate(budget, to_go)


def _left_by_rule(stage: Stage, planned: PlannedCost, value: EarnedValue) -> Decimal:
    """What is left of a stage that nobody estimated: nothing of an ended one, else by its pace, else as planned.

    Of a stage that has earned less than a tenth of its budget the pace says nothing yet, so that the rest counts as
    planned: EAC = AC + BAC − EV (PMBOK Guide, 6th edition, 7.4.2.2).
    """
    if stage.state is StageState.ENDED:
        return NOTHING
    if stage.state is StageState.PLANNED or value.earned is None:
        return max(NOTHING, planned.total - value.spent)
    left, pace = value.budget - value.earned, value.at_this_pace
    return left if pace is None or value.earned < value.budget * TELLING_SHARE else pace * left / value.budget
