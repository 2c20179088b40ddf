"""Where on a line of days something stands: the arithmetic of a picture of stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendars import MONTH_NAMES
from domain.customer_plan import PlannedStage

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


def bar_of(stage: PlannedStage, first: date, last: date) -> Bar:
    """The bar of a stage on a line from the first to the last day, both included."""
    days = (last - first).days + 1
    return Bar((stage.starts_on - first).days / days, ((stage.ends_on - stage.starts_on).days + 1) / days)


def end_of(day: date, first: date, last: date) -> float:
    """Where a day ends on this line; a day before the line stands at its beginning."""
    return max(0.0, ((day - first).days + 1) / ((last - first).days + 1))


def ticks_between(first: date, last: date) -> tuple[Tick, ...]:
    """Marks at Mondays, months or years, whichever is the finest that can still be read."""
    days = (last - first).days + 1
    is_long = days > WEEK * MOST_TICKS
    marks = _even(list(_months(first, last))) if is_long else list(_mondays(first, last))
    named = {day.year: day for day in reversed(marks)}
    return tuple(_tick(day, (day - first).days / days, is_long, day == named[day.year]) for day in marks)


def _even(months: list[date]) -> list[date]:
    """Every month, or each second, third, sixth of a year, or whole years: as many as can be read."""
    years = range(12, 12 * len(months) + 13, 12)
    steps = ([day for day in months if (day.year * 12 + day.month - 1) % step == 0] for step in (1, 2, 3, 6, *years))
    return next(marks for marks in steps if len(marks) <= MOST_TICKS)


def _tick(day: date, at: float, is_long: bool, names_year: bool) -> Tick:
    return Tick(at, _label(day, is_long, names_year) if at <= LAST_LABEL else "")


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
