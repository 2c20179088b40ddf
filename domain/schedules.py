"""When a project checks in, on which of its dates it does not, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendars import LOOK_AHEAD_DAYS, WorkingCalendar, day_exists, instant_of, local_date

QUIET_DAYS_KEPT = 31
MOST_QUESTIONS = 3
QUESTION_LENGTH = 150
REPLY_LENGTH = 1000
A_DAY = timedelta(days=1)


class Quiet(StrEnum):
    """Why a project asked nobody on one of its dates."""

    NOT_WORKED = "not worked"
    HOLIDAY = "holiday"
    NO_SUCH_DATE = "no such date"
    NOT_STARTED = "not started"
    ON_HOLD = "on hold"
    OVER = "over"
    TOO_LATE = "too late"
    NOBODY = "nobody"
    CHANGED = "changed"


@dataclass(frozen=True)
class QuietDay:
    """One date on which nobody was asked; a holiday has its name."""

    day: date
    reason: Quiet
    name: str = ""


@dataclass(frozen=True)
class Schedule:
    """When a project checks in; `days` None means the workspace's working days, `open_minutes` how long.

    Every date up to `settled_until` is decided: it had its round, or it is one of the `quiet` days of late.
    """

    project_id: str
    zone: str
    at: time = time(9, 30)
    open_minutes: int = 360
    days: tuple[int, ...] | None = None
    next_date: date | None = None
    next_at: datetime | None = None
    questions: tuple[str, ...] = ()
    settled_until: date | None = None
    quiet: tuple[QuietDay, ...] = ()

    def asks_on(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether this is one of the project's days and no public holiday."""
        return self.rest_on(day, calendar) is None

    def rest_on(self, day: date, calendar: WorkingCalendar) -> QuietDay | None:
        """Why the calendar lets this date rest: a day off, a holiday by its name, no date of its zone; None if not."""
        worked = calendar.days if self.days is None else self.days
        if day.weekday() not in worked:
            return QuietDay(day, Quiet.NOT_WORKED)
        if (holiday := calendar.holiday_on(day)) is not None:
            return QuietDay(day, Quiet.HOLIDAY, holiday)
        return None if day_exists(day, ZoneInfo(self.zone)) else QuietDay(day, Quiet.NO_SUCH_DATE)

    def after(self, day: date, calendar: WorkingCalendar) -> Schedule:
        """The schedule once this local date had its round: the next is on the first working day strictly after it.

        A date before it that was not asked on, though it was worked, was lost to a change of the schedule.
        """
        return self._passed_before(day, calendar)._decided(day)._with_next(calendar)

    def passed_over(self, day: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        """The same for dates up to this one that had no round and should have had one, for this reason."""
        return self._settled(day, calendar, why)._with_next(calendar)

    def begun(self, today: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        """The schedule of a project that goes on: until today nobody was asked for this reason, then from tomorrow."""
        asleep = tuple(QuietDay(day, why) for day in self._undecided(today))
        return self._decided(today, asleep)._with_next(calendar)

    def stopped(self, today: date, calendar: WorkingCalendar) -> Schedule:
        """The schedule with nothing due from today on."""
        return replace(self._passed_before(today, calendar), next_date=None, next_at=None)

    def replanned(self, now: datetime, calendar: WorkingCalendar) -> Schedule:
        """The schedule with its next round found anew, sooner or later than before, after its settings changed.

        A date that is decided is never asked again, and a round that is due already is opened as it was planned.
        """
        if self.next_at is not None and self.next_at <= now:
            return self
        return self._with_next(calendar, now)

    def quiet_on(self, day: date, calendar: WorkingCalendar) -> QuietDay | None:
        """Why nobody was asked on this date, or will be; None when a round was held or is to come."""
        if found := next((one for one in self.quiet if one.day == day), None):
            return found
        if self.settled_until is not None and day <= self.settled_until:
            return None
        is_passed_over = self.next_date is None or day < self.next_date
        return self.rest_on(day, calendar) or (QuietDay(day, Quiet.CHANGED) if is_passed_over else None)

    def _passed_before(self, day: date, calendar: WorkingCalendar) -> Schedule:
        """Before the first decision there is nothing to pass."""
        return self if self.settled_until is None else self._settled(day - A_DAY, calendar, Quiet.CHANGED)

    def _settled(self, until: date, calendar: WorkingCalendar, why: Quiet) -> Schedule:
        passed = tuple(self.rest_on(day, calendar) or QuietDay(day, why) for day in self._undecided(until))
        return self._decided(until, passed)

    def _undecided(self, until: date) -> list[date]:
        """The dates up to this one that nothing was decided about: a new schedule knows only this one."""
        known = until - A_DAY if self.settled_until is None else self.settled_until
        first = max(known + A_DAY, until - QUIET_DAYS_KEPT * A_DAY)
        return [first + n * A_DAY for n in range((until - first).days + 1)]

    def _decided(self, until: date, quiet: tuple[QuietDay, ...] = ()) -> Schedule:
        settled = until if self.settled_until is None else max(until, self.settled_until)
        return replace(self, settled_until=settled, quiet=(self.quiet + quiet)[-QUIET_DAYS_KEPT:])

    def _with_next(self, calendar: WorkingCalendar, now: datetime | None = None) -> Schedule:
        """The next round: on the first undecided date, and of those that begin after `now` if that matters."""
        zone = ZoneInfo(self.zone)
        yesterday = local_date(now, zone) - A_DAY if now else date.min
        last = max(self.settled_until or date.min, yesterday)
        for ahead in range(1, LOOK_AHEAD_DAYS):
            day = last + ahead * A_DAY
            if self.asks_on(day, calendar):
                opens = instant_of(day, self.at, zone)
                if now is None or opens > now:
                    return replace(self, next_date=day, next_at=opens)
        return replace(self, next_date=None, next_at=None)
