"""Reminding a person once a day of what is overdue or due: when, and of what they were reminded last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, day_exists, instant_of, local_date
from domain.identity import UserId

MOST_REMEMBERED = 50


@dataclass(frozen=True)
class Reminder:
    """When a person is reminded next, if at all; the local date they were reminded on last, and of which tasks."""

    person: UserId
    next_at: datetime | None = None
    last_day: date | None = None
    tasks: tuple[str, ...] = ()

    def sent(self, day: date, tasks: tuple[str, ...]) -> Reminder:
        """The reminder after this local date's was sent."""
        return replace(self, last_day=day, tasks=tasks[:MOST_REMEMBERED])

    def planned(self, due: date | None, now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> Reminder:
        """The reminder with its next moment: when work begins on the first working day that a due date is up.

        The moment lies after now, so that nobody is reminded of what they were given a minute ago; none without a date.
        """
        moments = _starts(max(due, local_date(now, zone)), zone, calendar) if due else ()
        ahead = (at for day, at in moments if at > now and (self.last_day is None or day > self.last_day))
        return replace(self, next_at=next(ahead, None))

    def brought_forward(self, due: date, now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> Reminder:
        """The reminder once one more task is due on this date: never later than it was."""
        wanted = self.planned(due, now, zone, calendar)
        is_earlier = wanted.next_at is not None and (self.next_at is None or wanted.next_at < self.next_at)
        return wanted if is_earlier else self


def may_be_reminded(now: datetime, zone: ZoneInfo, calendar: WorkingCalendar) -> bool:
    """Whether this moment lies inside the working hours of somebody in this zone."""
    day = local_date(now, zone)
    if not calendar.is_working_day(day):
        return False
    return instant_of(day, calendar.start, zone) <= now < instant_of(day, calendar.end, zone)


def _starts(first: date, zone: ZoneInfo, calendar: WorkingCalendar) -> Iterator[tuple[date, datetime]]:
    for day in calendar.working_days_from(first):
        if day_exists(day, zone):
            yield day, instant_of(day, calendar.start, zone)
