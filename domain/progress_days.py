"""How far a project was on each of its days: what the pictures of its progress are drawn from. Internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.calendars import WorkingCalendar, instant_of, local_date, zone_of
from domain.projects import Lifecycle, Project

WATCHED = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD)
"""In these a project is looked at every day: also on hold, because its dates go on."""


@dataclass(frozen=True)
class ProgressDay:
    """What was seen of a project last on one of its local dates; a day on which nobody looked has no row.

    Amounts are in the project's currency: the budget, what was planned to be done by then, what of it was done (None
    where nobody could say), and what that cost. `percent` is what its tasks said.
    """

    project_id: str
    day: date
    budget: Decimal
    planned: Decimal
    earned: Decimal | None
    spent: Decimal
    percent: int | None
    open_difficulties: int


def share_done(one: ProgressDay, budget: Decimal) -> float | None:
    """Which share of this budget was done by a day, or of the tasks where there is none; None where nobody can say."""
    if budget:
        return None if one.earned is None else float(min(Decimal(1), one.earned / budget))
    return None if one.percent is None else one.percent / 100


def whole_percent(share: float) -> int:
    """A share in whole percent, cut and not rounded up, so that 100 % is all of it."""
    return int(share * 100 + 1e-9)


def percent_in_the_end(last: ProgressDay | None) -> int | None:
    """How much of a project that is over was done, as its pictures say it; None where nobody looked, or could say."""
    share = None if last is None else share_done(last, last.budget if last.earned is not None else Decimal(0))
    return None if share is None else whole_percent(share)


@dataclass(frozen=True)
class ProgressWatch:
    """When to look at a project's progress next; never again where that is None."""

    project_id: str
    next_at: datetime | None = None


def is_watched(project: Project) -> bool:
    """Whether a row of this project is kept every day: from its start until it is over."""
    return project.lifecycle in WATCHED


def next_look(now: datetime, project: Project, calendar: WorkingCalendar) -> datetime:
    """When the day's work is next over by the project's clock: today where that is still to come, else tomorrow."""
    zone = zone_of(project.zone)
    today = instant_of(local_date(now, zone), calendar.end, zone)
    return today if today > now else instant_of(local_date(now, zone) + timedelta(days=1), calendar.end, zone)
