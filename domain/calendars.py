"""Local calendars: when a wall-clock time happens, which days are worked, across every clock change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import holidays as public_holidays

from domain.refusals import Refused

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LOOK_AHEAD_DAYS = 400


def day_words(day: date) -> str:
    """A calendar date, which is the same in every zone: Fri 4 Dec 2026."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The IANA zone names that can be chosen."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def zone_of(name: str) -> ZoneInfo:
    """The zone with this IANA name; refuses a name that is not one."""
    if name not in zone_names():
        raise Refused(f"“{name}” is not a time zone. Use a name such as Europe/Berlin.", field="zone")
    return ZoneInfo(name)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local time: its first occurrence, or the first moment after a skipped one."""
    wall = datetime.combine(day, at)
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _clock_change_between(before, first, zone)


def _clock_change_between(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the zone's offset changes, by halving the interval; clocks change on whole seconds."""
    early, late = early.replace(microsecond=0), late.replace(microsecond=0)
    offset = late.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


def is_skipped(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether the clocks of this zone jump over this local time on this date."""
    shown = instant_of(day, at, zone).astimezone(zone)
    return shown.replace(tzinfo=None) != datetime.combine(day, at)


def clock_change(early: datetime, late: datetime, zone: ZoneInfo) -> timedelta:
    """How far this zone's clocks were put forward between two instants; back is negative."""
    before, after = early.astimezone(zone).utcoffset(), late.astimezone(zone).utcoffset()
    return (after or timedelta()) - (before or timedelta())


def day_exists(day: date, zone: ZoneInfo) -> bool:
    """False for a date that a zone jumped over, as Samoa did on 2011-12-30."""
    return instant_of(day, time.min, zone).astimezone(zone).date() == day


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar date of an instant on the walls of this zone."""
    return moment.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the next local day begins."""
    return instant_of(day + timedelta(days=1), time.min, zone)


@lru_cache(maxsize=256)
def _holidays(country: str, region: str, year: int) -> dict[date, str]:
    """The public holidays of a year by their names, in English where the country has them in English."""
    language = "en_US" if "en_US" in public_holidays.country_holidays(country).supported_languages else None
    return dict(public_holidays.country_holidays(country, subdiv=region or None, years=year, language=language))


def holiday_problem(country: str, region: str) -> str | None:
    """Why this country and region cannot be used for public holidays, or None."""
    known = public_holidays.list_supported_countries()
    if country and country not in known:
        return f"“{country}” is not a country code. Use two letters such as DE, or leave it empty."
    if region and not country:
        return "Choose the country first, then its region."
    if region and region not in known[country]:
        return (
            f"“{region}” is not a region of {country}. One of: {', '.join(known[country]) or 'none, leave it empty'}."
        )
    return None


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked, and between which local hours; days are 0 = Monday … 6 = Sunday."""

    days: frozenset[int] = frozenset(range(5))
    start: time = time(9, 0)
    end: time = time(17, 30)
    country: str = ""
    region: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """True when the weekday is worked and it is no public holiday."""
        return day.weekday() in self.days and self.holiday_on(day) is None

    def holiday_on(self, day: date) -> str | None:
        """The name of the public holiday on this date, or None; a day on which the workspace is closed is one, too."""
        if day in self.closed:
            return "closed"
        return _holidays(self.country, self.region, day.year).get(day) if self.country else None

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days on and after this one, for a little over a year."""
        for ahead in range(LOOK_AHEAD_DAYS):
            if self.is_working_day(day + timedelta(days=ahead)):
                yield day + timedelta(days=ahead)

    def working_days_after(self, day: date, until: date) -> int:
        """How many working days there are after the first of these dates, up to the second and with it."""
        return sum(self.is_working_day(day + timedelta(days=ahead)) for ahead in range(1, (until - day).days + 1))

    def working_days_later(self, day: date, many: int) -> date:
        """The date so many working days after this one; the same date for none, or where too few are worked."""
        following = islice(self.working_days_from(day + timedelta(days=1)), max(0, many))
        return max(following, default=day)
