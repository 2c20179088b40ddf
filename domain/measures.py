"""What stages are measured by: as planned at the start, and from each agreed change on as agreed. Internal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from domain.baselines import Baseline, BaselineStage
from domain.money import Currency
from domain.refusals import Refused
from domain.stage_costs import PlannedCost
from domain.stages import Budget, Stage, StageState


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


def refuse_if_measured(stage: Stage, project_key: str) -> None:
    """Refuse to take out a stage that a running project is measured by: an overrun elsewhere would be hidden."""
    if stage.budget is not None and (stage.budget.cost or stage.budget.minutes):
        raise Refused(
            f"{project_key} is measured by what stage {stage.number} {stage.name} was planned to take, so it stays. "
            "Take out what it needs; once a change of the project is agreed without it, the stage can go."
        )


def measured_by(stage: Stage, agreed: BaselineStage | None) -> Stage:
    """The stage with what was agreed as its budget; one that has ended keeps what it ended with."""
    if agreed is None or stage.state is StageState.ENDED:
        return stage
    return replace(stage, budget=Budget(agreed.cost, agreed.minutes, agreed.starts_on, agreed.ends_on))


def room_of(stages: Iterable[Stage], agreed_minutes: int, newest: Baseline, before: Baseline) -> Room:
    """What the newest agreement leaves to be planned: its effort beyond all budgets, and the days that it won.

    A stage may move by as many days as completion did, counted from where it stood when that was agreed.
    """
    counted = sum(one.budget.minutes if one.budget else one.minutes for one in stages)
    days = timedelta()
    if newest.completion_date and before.completion_date:
        days = max(days, newest.completion_date - before.completion_date)
    until = {one.stage_id: one.ends_on + days for one in newest.stages} if days else {}
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
