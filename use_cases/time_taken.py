"""Why people have no time for a project: leave, public holidays, and what other projects have booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.actors import Actor
from domain.calendars import WorkingCalendar
from domain.capacity import Booking, Leave, monday_of
from domain.feasibility import SkillDemand
from domain.identity import UserId
from domain.projects import Project
from storage.transactions import Transaction


@dataclass(frozen=True)
class Busy:
    """Somebody who has no time, and why: leave, public holidays, or other projects by key, none for a hidden one."""

    person: UserId
    on_leave: bool
    has_holidays: bool
    others: tuple[str, ...]


@dataclass(frozen=True)
class TimeTaken:
    """What takes people's time besides one project, read once for every question about it."""

    calendar: WorkingCalendar
    leave: tuple[Leave, ...]
    others: dict[tuple[UserId, date], tuple[str, ...]]
    """The keys of the projects that have booked a person in a week."""

    def of(self, person: UserId, needs: Sequence[SkillDemand]) -> Busy:
        """What takes the time of one person on the days of these needs."""
        first, last = _days(needs)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        holidays = any(one.weekday() in self.calendar.days and self.calendar.holiday_on(one) for one in days)
        away = any(one.person == person and any(map(one.covers, days)) for one in self.leave)
        weeks = dict.fromkeys(map(monday_of, days))
        keys = dict.fromkeys(key for week in weeks for key in self.others.get((person, week), ()))
        return Busy(person, away, holidays, tuple(keys))


def time_taken(
    people: Iterable[UserId], needs: Sequence[SkillDemand], project: Project, reader: Actor, tx: Transaction
) -> TimeTaken:
    """What takes the time of these people, on the days of these needs, from the project that has them."""
    wanted, (first, last) = tuple(people), _days(needs)
    leave = tx.capacity.leave(wanted, first, last + timedelta(days=1))
    held = tx.capacity.bookings(wanted, monday_of(first), monday_of(last))
    others = keys_by_week((one for one in held if one.project_id != project.id), reader, tx)
    return TimeTaken(tx.workspaces.get().calendar, tuple(leave), others)


def keys_by_week(
    bookings: Iterable[Booking], reader: Actor, tx: Transaction
) -> dict[tuple[UserId, date], tuple[str, ...]]:
    """The keys of the projects that these bookings are for, by person and week; "" for one that stays hidden."""
    held = tuple(bookings)
    projects = {one.id: one for one in tx.projects.several({one.project_id for one in held})} if held else {}
    keys = {id: "" if one.is_hidden_from(reader) else one.key for id, one in projects.items()}
    found: dict[tuple[UserId, date], set[str]] = defaultdict(set)
    for one in held:
        found[one.person, one.week].add(keys[one.project_id])
    return {place: tuple(sorted(several, key=lambda key: key or "~")) for place, several in found.items()}


def _days(needs: Sequence[SkillDemand]) -> tuple[date, date]:
    return min(need.first_day for need in needs), max(need.last_day for need in needs)
