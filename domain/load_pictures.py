"""How much of each person's time is booked, week by week. For those who may see a project's team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendars import MONTH_NAMES
from domain.hours import hours_words
from domain.pictures import Picture, named_some

ROWS_SHOWN = 8
NAMED = 3


@dataclass(frozen=True)
class LoadCell:
    """One week of a person in minutes: what they can work, what this project and others have booked, tasks due."""

    week: date
    capacity: int
    here: int
    elsewhere: int
    tasks: int

    @property
    def booked(self) -> int:
        """What is booked in all."""
        return self.here + self.elsewhere

    @property
    def over(self) -> int:
        """What is booked beyond what they can work."""
        return max(0, self.booked - self.capacity)


@dataclass(frozen=True)
class LoadRow:
    """One person with their weeks."""

    name: str
    weeks: tuple[LoadCell, ...]


@dataclass(frozen=True)
class LoadSheet:
    """What the picture of a team's time shows: whoever is booked too much, or most, stands first."""

    title: str
    people: tuple[LoadRow, ...]
    picture = Picture.LOAD

    @property
    def shown(self) -> tuple[LoadRow, ...]:
        """As many people as can be read on a phone."""
        return self.people[:ROWS_SHOWN]

    @property
    def words(self) -> str:
        """What the picture shows, in one or two sentences with the figures of this week."""
        first = week_words(self.people[0].weeks[0].week)
        booked = [f"{one.name} {_of(one.weeks[0])}" for one in self.people if one.weeks[0].booked]
        free = [one.name for one in self.people if not one.weeks[0].booked]
        over = [f"{one.name} {_too_much(cell)}" for one in self.people for cell in one.weeks if cell.over]
        said = f"Booked in the week of {first}: {named_some(booked, ROWS_SHOWN) or 'nobody'}"
        rest = f"; not booked: {named_some(free, NAMED)}." if booked and free else "."
        return said + rest + (f" Booked too much: {named_some(over, NAMED)}." if over else "")


def week_words(week: date) -> str:
    """A week by its Monday: 7 Dec."""
    return f"{week.day} {MONTH_NAMES[week.month - 1]}"


def _too_much(cell: LoadCell) -> str:
    return f"in the week of {week_words(cell.week)} ({hours_words(cell.over)})"


def _of(cell: LoadCell) -> str:
    return f"{hours_words(cell.booked)} of {hours_words(cell.capacity)}"
