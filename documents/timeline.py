"""Where on a line of days something stands: the arithmetic of a picture of stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendars import MONTH_NAMES

MOST_TICKS = 8
LAST_LABEL = 0.93
"""A label further right than this would stand outside the picture."""
WEEK = 7


@dataclass(frozen=True)
class Bar:
    """Where a stage begins on the line and how long it is, both as parts of the whole line."""

    start: float
    width: float


@dataclass(frozen=True)
class Tick:
    """A mark on the line, and what is written at it."""

    at: float
    label: str


def bar_of(begins: date, ends: date, first: date, last: date) -> Bar:
    """The bar of these days on a line from the first to the last day, all of them included."""
    days = (last - first).days + 1
    return Bar((begins - first).days / days, ((ends - begins).days + 1) / days)


def begin_of(day: date, first: date, last: date) -> float:
    """Where a day begins on this line; a day before or after the line stands at its end there."""
    return min(1.0, max(0.0, (day - first).days / ((last - first).days + 1)))


def end_of(day: date, first: date, last: date) -> float:
    """Where a day ends on this line; a day before the line stands at its beginning."""
    return max(0.0, ((day - first).days + 1) / ((last - first).days + 1))


def ticks_between(first: date, last: date, most: int = MOST_TICKS, last_label: float = LAST_LABEL) -> tuple[Tick, ...]:
    """Marks at Mondays, months or years, whichever is the finest that can still be read, and at most so many.

    `last_label` is how far to the right a label of this size may begin.
    """
    days = (last - first).days + 1
    is_long = days > WEEK * MOST_TICKS
    marks = _even(list(_months(first, last)), most) if is_long else _every_few(list(_mondays(first, last)), most)
    named = {day.year: day for day in reversed(marks)}
    ticks = [Tick((day - first).days / days, _label(day, is_long, day == named[day.year])) for day in marks]
    return tuple(tick if tick.at <= last_label else Tick(tick.at, "") for tick in ticks)


def _every_few(mondays: list[date], most: int) -> list[date]:
    """Every Monday, or each second, third and so on: as many as can be read."""
    return mondays[:: -(-len(mondays) // most) or 1]


def _even(months: list[date], most: int) -> list[date]:
    """Every month, or each second, third, sixth of a year, or whole years: as many as can be read."""
    years = range(12, 12 * len(months) + 13, 12)
    steps = ([day for day in months if (day.year * 12 + day.month - 1) % step == 0] for step in (1, 2, 3, 6, *years))
    return next(marks for marks in steps if len(marks) <= most)


def _label(day: date, is_long: bool, names_year: bool) -> str:
    month = MONTH_NAMES[day.month - 1]
    if not is_long:
        return f"{day.day} {month}"
    return f"{month} {day.year}" if names_year else month


def _mondays(first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=-first.weekday() % WEEK)
    while day <= last:
        yield day
        day += timedelta(days=WEEK)


def _months(first: date, last: date) -> Iterator[date]:
    day = first if first.day == 1 else _next_month(first)
    while day <= last:
        yield day
        day = _next_month(day)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
