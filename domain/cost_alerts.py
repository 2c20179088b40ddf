"""When somebody must hear that money or time runs away: once at each crossing, and again only after a recovery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.earned_value import EarnedValue

FIRST_THRESHOLD, SECOND_THRESHOLD = Decimal("0.9"), Decimal("0.8")
QUIET_SHARE = Decimal("0.1")
"""Until a tenth of the budget is due or spent an index says nothing: one hour may halve or double it."""


class Alarm(StrEnum):
    """What is worse than planned."""

    COST = "cost"
    TIME = "time"
    BUDGET = "budget"


@dataclass(frozen=True)
class Crossing:
    """Something got worse than a threshold; `level` is 1 below the first and 2 below the second, or over budget."""

    alarm: Alarm
    level: int


@dataclass(frozen=True)
class CostWatch:
    """What was last said of a project's cost: how far each index is below its thresholds, and when to look again.

    0 is nothing, 1 below the first threshold, 2 below the second.
    """

    project_id: str
    next_at: datetime | None = None
    cost_level: int = 0
    time_level: int = 0
    is_over_budget: bool = False

    def looking_at(self, value: EarnedValue) -> tuple[CostWatch, tuple[Crossing, ...]]:
        """What stands now, and what of it is worse than when it was last looked at."""
        telling = value.budget > 0 and max(value.planned, value.spent) >= value.budget * QUIET_SHARE
        cost = level_of(value.cost_index, self.cost_level) if telling else 0
        time = level_of(value.time_index, self.time_level) if telling else 0
        over = value.budget > 0 and value.spent > value.budget
        after = replace(self, cost_level=cost, time_level=time, is_over_budget=over)
        crossings = (
            (Crossing(Alarm.COST, cost), cost > self.cost_level),
            (Crossing(Alarm.TIME, time), time > self.time_level),
            (Crossing(Alarm.BUDGET, 2), over and not self.is_over_budget),
        )
        return after, tuple(one for one, is_new in crossings if is_new)


def level_of(index: Decimal | None, before: int) -> int:
    """How many thresholds an index is below: 0, 1 below 0.9, 2 below 0.8; as before where nobody knows it."""
    return before if index is None else (index < FIRST_THRESHOLD) + (index < SECOND_THRESHOLD)
