"""When a project's channel is told what is difficult: daily while something is new, else once a week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import LOOK_AHEAD_DAYS, WorkingCalendar, end_of_day, instant_of, local_date
from domain.identity import new_id
from domain.projects import Lifecycle, Project
from domain.schedules import Schedule

REPORTED_IN = (Lifecycle.PLANNING, Lifecycle.ACTIVE)


@dataclass(frozen=True)
class ReportPlan:
    """When the next report of a project is due, on its local date; nothing is due while nothing is difficult."""

    project_id: str
    next_date: date | None = None
    next_at: datetime | None = None

    def stopped(self) -> ReportPlan:
        """The plan with nothing due."""
        return replace(self, next_date=None, next_at=None)

    def after(self, moment: datetime, schedule: Schedule, calendar: WorkingCalendar) -> ReportPlan:
        """The plan with the next check-in time of a worked day strictly after this moment, by the project's clock."""
        zone = ZoneInfo(schedule.zone)
        first = local_date(moment, zone)
        for ahead in range(LOOK_AHEAD_DAYS):
            day = first + timedelta(days=ahead)
            at = instant_of(day, schedule.at, zone)
            if at > moment and schedule.asks_on(day, calendar):
                return replace(self, next_date=day, next_at=at)
        return self.stopped()


@dataclass(frozen=True)
class DayReport:
    """The one report of a project's local date, that is edited through the day."""

    id: str
    project_id: str
    day: date
    posted_at: datetime

    @classmethod
    def posted(cls, project_id: str, day: date, now: datetime) -> DayReport:
        """A report that is posted now."""
        return cls(new_id(), project_id, day, now)

    def ends_at(self, schedule: Schedule) -> datetime:
        """When its day is over by the project's clock, and nobody needs it any more."""
        return end_of_day(self.day, ZoneInfo(schedule.zone))


def is_reported_on(project: Project) -> bool:
    """Whether the project's channel is told what is difficult: not on hold, not when it is over, not about nothing."""
    return project.lifecycle in REPORTED_IN and project.open_difficulties > 0


def is_wanted(day: date, newest: datetime, last: DayReport | None) -> bool:
    """Whether a report is posted on this date: something was reported or reopened since the last, or a week began.

    `newest` is when the newest of the open difficulties began to be open; weeks begin on Monday, so that without
    anything new the first worked day of each week has a report.
    """
    if last is None or newest > last.posted_at:
        return True
    return day.isocalendar()[:2] != last.day.isocalendar()[:2]
