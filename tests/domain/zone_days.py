"""The days of every time zone: those that exist, and those on which its clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar, day_exists, end_of_day, instant_of, local_date, zone_names
from domain.checkins import Prompt, prompt_day
from domain.schedules import Schedule
from tests.make import ANA

FIRST, LAST = date(2000, 1, 1), date(2037, 12, 31)
EVERY_DAY = WorkingCalendar(frozenset(range(7)))
WEEK = timedelta(days=7)
PARTNERS = ("UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "America/St_Johns")
"""Where the people of a project sit, beside its own zone."""


def dates(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@cache
def zones() -> dict[str, tuple[date, ...]]:
    """One name for each different behaviour in these years, with the local dates on which its clocks change."""
    found: dict[tuple[datetime, ...], str] = {}
    for name in sorted(zone_names()):
        found.setdefault((ZoneInfo(name).utcoffset(datetime(2000, 1, 1)), *changes_of(name)), name)
    return {name: tuple(dict.fromkeys(local_date(at, ZoneInfo(name)) for at in key[1:])) for key, name in found.items()}


def changes_of(name: str) -> list[datetime]:
    """The instants at which a zone's offset changes; no zone changed it twice within a week and back."""
    zone, found = ZoneInfo(name), []
    early = datetime(2000, 1, 1, tzinfo=UTC)
    while early.year < 2038:
        if early.astimezone(zone).utcoffset() != (early + WEEK).astimezone(zone).utcoffset():
            found.append(_change_between(early, early + WEEK, zone))
        early += WEEK
    return found


def _change_between(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    return late


def problem_with_round(day: date, zone: ZoneInfo, schedule: Schedule) -> str | None:
    """What is wrong with the round after the day before this one; None when everything is right."""
    due = schedule.after(day - timedelta(days=1), EVERY_DAY)
    shown = due.next_at.astimezone(zone)
    wanted = day if any_moment_of(day, zone) else day + timedelta(days=1)
    if due.next_date != wanted or shown.date() != wanted:
        return f"the round of {wanted} is on {due.next_date}, at {shown}"
    wall = datetime.combine(wanted, schedule.at)
    if shown.replace(tzinfo=None) == wall:
        earlier = shown.replace(fold=0).astimezone(UTC)
        return None if earlier == due.next_at else f"{wall} happens first at {earlier}, not at {due.next_at}"
    before = (due.next_at - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    return None if before < wall < shown.replace(tzinfo=None) else f"{shown} is not the first moment after {wall}"


def any_moment_of(day: date, zone: ZoneInfo) -> bool:
    """Whether any hour of UTC falls on this local date."""
    midnight = datetime.combine(day, time.min, UTC)
    return any((midnight + timedelta(hours=h)).astimezone(zone).date() == day for h in (12, 0, 23, 6, 18, -12, 35))


def problem_with_prompt(opens: datetime, person: ZoneInfo, calendar: WorkingCalendar) -> str | None:
    """What is wrong with the prompt of a round for somebody in this zone; None when everything is right."""
    day = prompt_day(opens, person, calendar)
    prompt = Prompt.for_day(ANA, day, opens, person, calendar)
    shown = prompt.due_at.astimezone(person)
    if not calendar.is_working_day(day) or not day_exists(day, person):
        return f"{day} is no working day in {person}"
    if day < local_date(opens, person):
        return f"{day} is over in {person} when the round opens at {opens}"
    if prompt.due_at < opens or prompt.due_at < instant_of(day, calendar.start, person):
        return f"asked at {shown}, before the working hours or the opening"
    if shown.date() != day or not prompt.due_at < prompt.ends_at:
        return f"asked at {shown} for {day}, which ends at {prompt.ends_at}"
    return None if end_of_day(day, person) == prompt.ends_at else "a prompt ends with its day"
