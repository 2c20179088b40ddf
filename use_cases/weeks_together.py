"""How much of the time of many people is booked, week by week, and who of them is over-booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendars import local_date, zone_of
from domain.capacity import WEEK, monday_of
from domain.identity import UserId
from domain.people import Person
from storage.transactions import Transaction
from use_cases.capacity import weeks_of

WEEKS_SHOWN = 6
OVERBOOKED_SHOWN = 3


@dataclass(frozen=True)
class Overbooked:
    """Somebody who is booked for more minutes of a week than they have."""

    person: UserId
    booked: int
    capacity: int


@dataclass(frozen=True)
class CapacityWeek:
    """One week of all people of the projects, in minutes, and who of them is over-booked, the most first."""

    week: date
    booked: int
    capacity: int
    over: tuple[Overbooked, ...]
    more_over: int


def weeks_together(
    people: tuple[UserId, ...], reader: Person, tx: Transaction, now: datetime
) -> tuple[CapacityWeek, ...]:
    """The next weeks of these people together, from this one on by the reader's calendar."""
    first = monday_of(local_date(now, zone_of(reader.zone)))
    weeks = weeks_of(people, first, first + WEEK * (WEEKS_SHOWN - 1), tx)
    made = []
    for number in range(WEEKS_SHOWN if people else 0):
        each = [weeks[person][number] for person in people]
        over = sorted((one for one in each if one.over), key=lambda one: (-one.over, one.person))
        named = tuple(Overbooked(one.person, one.booked, one.capacity) for one in over[:OVERBOOKED_SHOWN])
        booked, capacity = sum(one.booked for one in each), sum(one.capacity for one in each)
        made.append(CapacityWeek(first + WEEK * number, booked, capacity, named, len(over) - len(named)))
    return tuple(made)
