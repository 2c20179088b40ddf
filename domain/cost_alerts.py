"""When somebody must hear that money or time runs away: once at each crossing, and again only after a recovery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.earned_value import EarnedValue

FIRST_THRESHOLD, SECOND_THRESHOLD = Decimal("0.9"), Decimal("0.8")


class Alarm(StrEnum):
    """What is worse than planned."""

    COST = "cost"
    TIME = "time"
    BUDGET = "budget"
    EXPECTED = "expected"


@dataclass(frozen=True)
class Crossing:
    """Something got worse than a threshold; `level` is 1 below the first and 2 below the second, or over budget."""

    alarm: Alarm
    level: int


@dataclass(frozen=True)
class CostWatch:
    """What was last said of a project's cost: how far each index is below its thresholds, and when to look again.

    What is expected in the end has one, too, the budget's share of it (BAC ÷ EAC): it may be too much before anything
    is earned. 0 is nothing, 1 below the first threshold, 2 below the second.
    """

    project_id: str
    next_at: datetime | None = None
    cost_level: int = 0
    time_level: int = 0
    is_over_budget: bool = False
    expected_level: int = 0

    def looking_at(self, value: EarnedValue) -> tuple[CostWatch, tuple[Crossing, ...]]:
        """What stands now, and what of it is worse than when it was last looked at."""
        cost = level_of(value.cost_index, self.cost_level) if value.is_telling else 0
        time = level_of(value.time_index, self.time_level) if value.is_telling else 0
        over = value.budget > 0 and value.spent > value.budget
        expected = level_of(_share_budgeted(value), self.expected_level) if value.budget > 0 else 0
        after = replace(self, cost_level=cost, time_level=time, is_over_budget=over, expected_level=expected)
        crossings = (
            (Crossing(Alarm.COST, cost), cost > self.cost_level),
            (Crossing(Alarm.TIME, time), time > self.time_level),
            (Crossing(Alarm.BUDGET, 2), over and not self.is_over_budget),
            (Crossing(Alarm.EXPECTED, expected), expected > self.expected_level),
        )
        return after, tuple(one for one, is_new in crossings if is_new)


def _share_budgeted(value: EarnedValue) -> Decimal | None:
    expected = value.estimate_at_completion
    return value.budget / expected if expected else None


def level_of(index: Decimal | None, before: int) -> int:
    """How many thresholds an index is below: 0, 1 below 0.9, 2 below 0.8; as before where nobody knows it."""
    return before if index is None else (index < FIRST_THRESHOLD) + (index < SECOND_THRESHOLD)
