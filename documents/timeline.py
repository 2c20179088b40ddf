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
    marks = list(_mondays(first, last)) if days <= WEEK * MOST_TICKS else list(_months(first, last))
    marks = marks[:: -(-len(marks) // MOST_TICKS) or 1]
    return tuple(_tick(day, (day - first).days / days, days, day == marks[0]) for day in marks)


def _tick(day: date, at: float, days: int, is_first: bool) -> Tick:
    return Tick(at, _label(day, days > WEEK * MOST_TICKS, is_first) if at <= LAST_LABEL else "")


def _label(day: date, is_long: bool, is_first: bool) -> str:
    month = MONTH_NAMES[day.month - 1]
    if not is_long:
        return f"{day.day} {month}"
    return f"{month} {day.year}" if is_first or day.month == 1 else month


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
