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
