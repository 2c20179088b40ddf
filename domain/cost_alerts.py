"""When somebody must hear that money or time runs away: once at each crossing, and again only after a recovery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
