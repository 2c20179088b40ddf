"""What stages are measured by: as planned at the start, and from each agreed change on as agreed. Internal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from domain.baselines import Baseline
from domain.change_terms import Terms
from domain.money import Currency
from domain.refusals import Refused
from domain.stage_costs import PlannedCost
from domain.stages import Budget, Stage, StageState

Amount = TypeVar("Amount", int, Decimal)


@dataclass(frozen=True)
class Room:
    """What was agreed and stands in no stage yet: minutes of work, and up to which day each stage may move."""

    minutes: int
    until: dict[str, date]


def unmeasured(stage: Stage, others: Iterable[Stage]) -> Stage:
    """A stage that is planned after the start, with nothing as its budget, so that it shows what it adds.

    Where no stage was there at the start nothing is measured, and the plan is what there is.
    """
    if all(one.budget is None for one in others):
        return stage
    return replace(stage, budget=Budget(Decimal(0), 0, stage.starts_on, stage.ends_on))


def is_measured(stage: Stage) -> bool:
    """Whether a running project is measured by what this stage was planned to take or cost."""
    return stage.budget is not None and bool(stage.budget.cost or stage.budget.minutes)


def refuse_if_measured(stage: Stage, project_key: str) -> None:
    """Refuse to take out a stage that a running project is measured by: an overrun elsewhere would be hidden."""
    if is_measured(stage):
        raise Refused(
            f"{project_key} is measured by what stage {stage.number} {stage.name} was planned to take, so it stays. "
            "Take out what it needs; once a change of the project is agreed without it, the stage can go."
        )


@dataclass(frozen=True)
class Moved:
    """What a change agreed to: the effort of the whole in minutes, and by how much the price and the time grow."""

    minutes: int
    money: Decimal
    days: timedelta

    @classmethod
    def between(cls, before: Terms, after: Terms) -> Moved:
        """What is agreed now beyond what was before; a lower price and an earlier day take nothing away."""
        money = max(Decimal(0), (after.price or Decimal(0)) - (before.price or Decimal(0)))
        return cls(after.minutes, money, _days_won(before.completion_date, after.completion_date))


@dataclass(frozen=True)
class _Growth:
    """A stage with what it was measured by before, and how much of what its plan grew by is agreed to."""

    stage: Stage
    planned: PlannedCost
    currency: Currency
    minutes: int = 0
    money: Decimal = Decimal(0)

    @property
    def before(self) -> Budget:
        """Where nothing was planned at the start, the plan is what there is."""
        of_plan = Budget(self.planned.total, self.stage.minutes, self.stage.starts_on, self.stage.ends_on)
        return self.stage.budget or of_plan

    @property
    def kept(self) -> int:
        return min(self.stage.minutes, self.before.minutes)

    @property
    def work(self) -> Decimal:
        """What the agreed minutes are planned to cost."""
        share = self.planned.labour * self.minutes / self.stage.minutes if self.minutes else Decimal(0)
        return self.currency.rounded(share)

    def measured(self, days: timedelta) -> Stage:
        before = self.before
        cost = min(self.planned.total, before.cost + self.work + self.money)
        moves = self.stage.ends_on <= before.ends_on + days
        first, last = (self.stage if moves else before).starts_on, (self.stage if moves else before).ends_on
        return replace(self.stage, budget=Budget(cost, self.kept + self.minutes, first, last))


def agreed_anew(
    stages: Iterable[Stage], planned: Callable[[Stage], PlannedCost], moved: Moved, currency: Currency
) -> tuple[Stage, ...]:
    """The stages that have not ended, measured by their plan as far as it was agreed to, before or by a change.

    Work grows by the effort that no stage has yet, at what it is planned to cost. Other costs grow by what the price
    grew by, and by what other stages cost less, beyond that work; days by as many as completion moved. So the whole
    grows by no more than the agreed work costs, or by what the price grew by where that is more.
    """
    every = tuple(stages)
    ended = sum(one.budget.minutes if one.budget else one.minutes for one in every if one.state is StageState.ENDED)
    open_ones = [_Growth(one, planned(one), currency) for one in every if one.state is not StageState.ENDED]
    effort = moved.minutes - ended - sum(one.kept for one in open_ones)
    parts = _shared([one.stage.minutes - one.kept for one in open_ones], effort)
    worked = [replace(one, minutes=part) for one, part in zip(open_ones, parts, strict=True)]
    less = sum((max(Decimal(0), one.before.cost - one.planned.total) for one in worked), Decimal(0))
    money = moved.money + less - sum((one.work for one in worked), Decimal(0))
    wanted = [one.planned.total - one.before.cost - one.work for one in worked]
    paid = [replace(one, money=part) for one, part in zip(worked, _shared(wanted, money), strict=True)]
    return tuple(one.measured(moved.days) for one in paid)


def _shared(wanted: Iterable[Amount], there: Amount) -> list[Amount]:
    """To each in turn what it wants, as long as there is some."""
    given = []
    for one in wanted:
        part = max(one - one, min(one, there))
        there -= part
        given.append(part)
    return given


def _days_won(before: date | None, now: date | None) -> timedelta:
    return max(timedelta(), now - before) if now and before else timedelta()


def room_of(stages: Iterable[Stage], agreed_minutes: int, newest: Baseline, before: Baseline) -> Room:
    """What the newest agreement leaves to be planned: its effort beyond all budgets, and the days that it won.

    A stage may move by as many days as completion did, counted from where it was agreed to end before that.
    """
    counted = sum(one.budget.minutes if one.budget else one.minutes for one in stages)
    days = _days_won(before.completion_date, newest.completion_date)
    agreed = {one.stage_id: one.ends_on for one in (*newest.stages, *before.stages)}
    until = {stage: ends_on + days for stage, ends_on in agreed.items()} if days else {}
    return Room(max(0, agreed_minutes - counted), until)


def placed(stage: Stage, planned: PlannedCost, room: Room, currency: Currency) -> Stage:
    """The stage with its budget grown by what of its plan was agreed: its added work, at what that is planned to cost,
    and its new days; what goes beyond the room is measured against the old."""
    budget = stage.budget
    if budget is None or stage.state is StageState.ENDED:
        return stage
    added = min(max(0, stage.minutes - budget.minutes), room.minutes)
    cost = budget.cost + (currency.rounded(planned.labour * added / stage.minutes) if added else 0)
    moves = stage.id in room.until and stage.ends_on <= room.until[stage.id]
    first, last = (stage.starts_on, stage.ends_on) if moves else (budget.starts_on, budget.ends_on)
    return replace(stage, budget=Budget(cost, budget.minutes + added, first, last))
