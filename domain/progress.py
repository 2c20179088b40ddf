"""How far a project is: totals over its tasks, kept as counters and never recounted for a reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median_low
from typing import Protocol


class Weighed(Protocol):
    """What a task shows to the counters."""

    @property
    def counts(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def estimate_minutes(self) -> int | None: ...
    @property
    def percent(self) -> int: ...


@dataclass(frozen=True)
class Progress:
    """The counters of one project: tasks, open tasks, and minutes of estimate with the minutes earned × 100."""

    tasks: int = 0
    open: int = 0
    estimated_minutes: int = 0
    earned: int = 0
    unestimated: int = 0
    unestimated_percent: int = 0
    median_minutes: int = 0

    def replaced(self, before: Weighed | None, after: Weighed | None) -> Progress:
        """The counters after one task changed, was added (no before) or went away (no after)."""
        counters = self._shifted(before, -1) if before else self
        return counters._shifted(after, 1) if after else counters

    def _shifted(self, task: Weighed, by: int) -> Progress:
        if not task.counts:
            return self
        counters = replace(self, tasks=self.tasks + by, open=self.open + by * task.is_open)
        if task.estimate_minutes is None:
            return replace(
                counters,
                unestimated=counters.unestimated + by,
                unestimated_percent=counters.unestimated_percent + by * task.percent,
            )
        return replace(
            counters,
            estimated_minutes=counters.estimated_minutes + by * task.estimate_minutes,
            earned=counters.earned + by * task.estimate_minutes * task.percent,
        )

    @property
    def percent(self) -> int | None:
        """Σ estimate × percent / Σ estimate, in whole percent rounded down; None without a task.

        A task without an estimate weighs as the median of the estimates there are, or 1 when there are none.
        Source: PRODUCT K1 (a weighted percent complete, as in PMI's practice standard for earned value).
        """
        weight = self.median_minutes or 1
        total = self.estimated_minutes + self.unestimated * weight
        if not total:
            return None
        return (self.earned + self.unestimated_percent * weight) // total


def median_estimate(minutes: list[int]) -> int:
    """The median of the estimates in minutes (the lower of the middle two), 0 when there are none."""
    return median_low(minutes) if minutes else 0
