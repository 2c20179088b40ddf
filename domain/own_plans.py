"""How a project stands in the words of its customer: what they were shown and said, and whether work goes on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.customer_plan import CustomerPlan, PlannedStage
from domain.plans import PlanVersion
from domain.projects import Lifecycle, Project


class CustomerState(StrEnum):
    """Where a project stands, as its customer would say it."""

    WAITS = "waits for your answer"
    REPLANNED = "is planned again, because you rejected it"
    AGREED = "is agreed and has not begun yet"
    RUNNING = "is under way"
    PAUSED = "is paused"
    FINISHED = "is finished"
    ENDED = "has ended early"


ONCE_BEGUN = {
    Lifecycle.ACTIVE: CustomerState.RUNNING,
    Lifecycle.ON_HOLD: CustomerState.PAUSED,
    Lifecycle.COMPLETED: CustomerState.FINISHED,
    Lifecycle.CLOSED: CustomerState.FINISHED,
    Lifecycle.CANCELLED: CustomerState.ENDED,
}


@dataclass(frozen=True)
class NextDay:
    """The next day that a plan promises, in the project's local dates: what is planned for it.

    A stage that has not begun is said with both its days: `since` is the first, though it may have passed.
    """

    what: str
    on: date
    since: date | None = None


def customer_state(project: Project, newest: PlanVersion, accepted: PlanVersion | None) -> CustomerState:
    """Where a project stands for its customer, who was shown `newest` last and has accepted `accepted`, if any."""
    if project.lifecycle in ONCE_BEGUN:
        return ONCE_BEGUN[project.lifecycle]
    if newest.is_open:
        return CustomerState.WAITS
    return CustomerState.REPLANNED if accepted is None else CustomerState.AGREED


def next_day(plan: CustomerPlan, begun: Collection[str], ended: Collection[str], today: date) -> NextDay | None:
    """The next day of a plan from `today` on: a stage is to begin or end, or everything is to be done.

    `begun` and `ended` are the names of stages that have: only what has begun is said to end, and nothing is said to
    begin, or to end, that has.
    """
    left = [one for one in plan.stages if one.name not in ended]
    begins = [NextDay(f"{one.name} is planned to begin", one.starts_on) for one in left if one.name not in begun]
    ends = [_last_day(one, one.name in begun) for one in left]
    done = [NextDay("everything is planned to be done", plan.completion_date)] if plan.completion_date else []
    return min((one for one in (*begins, *ends, *done) if one.on >= today), key=lambda one: one.on, default=None)


def _last_day(stage: PlannedStage, has_begun: bool) -> NextDay:
    if has_begun:
        return NextDay(f"{stage.name} is planned to end", stage.ends_on)
    return NextDay(f"{stage.name} is planned", stage.ends_on, stage.starts_on)
