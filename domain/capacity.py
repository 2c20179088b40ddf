"""How much time people have: weekly hours less holidays, leave and bookings, in whole minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from domain.calendars import WorkingCalendar, day_words
from domain.identity import UserId
from domain.refusals import Problem

MOST_WEEKLY_HOURS = 80
MOST_BOOKED_WEEKS = 104
LONGEST_LEAVE = 730
WEEK = timedelta(days=7)
BREAK_MINUTES, BREAK_AFTER_MINUTES = 30, 6 * 60
"""Nobody works from nine to half past five without a break: a day of more than six hours has half an hour of it."""


def monday_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of all weeks from the one of the first day to the one of the last."""
    begin, end = monday_of(first), monday_of(last)
    return tuple(begin + WEEK * n for n in range((end - begin).days // 7 + 1))


@dataclass(frozen=True)
class WeeklyHours:
    """How many minutes a person works in a week, and on which weekdays (0 = Monday … 6 = Sunday)."""

    person: UserId
    minutes: int
    days: tuple[int, ...]

    @classmethod
    def usual(cls, person: UserId, calendar: WorkingCalendar) -> WeeklyHours:
        """What the workspace's working days and hours come to less a break, for whoever has said nothing else."""
        day = (calendar.end.hour - calendar.start.hour) * 60 + calendar.end.minute - calendar.start.minute
        day -= BREAK_MINUTES if day > BREAK_AFTER_MINUTES else 0
        return cls(person, day * len(calendar.days), tuple(sorted(calendar.days)))

    def on_weekday(self, weekday: int) -> int:
        """The minutes of one weekday: even shares of the week in whole minutes, the first days taking what is left."""
        if weekday not in self.days:
            return 0
        place = sorted(self.days).index(weekday)
        share, left = divmod(self.minutes, len(self.days))
        return share + (place < left)


@dataclass(frozen=True)
class Leave:
    """Days on which a person is away, from the first to the last, both included."""

    id: str
    person: UserId
    first_day: date
    last_day: date
    deputy: UserId | None = None
    """Who is to see to whatever falls into it, also to what comes later."""
    named_by: UserId | None = None
    """Who chose them: whoever is away, or an administrator."""

    @property
    def without_deputy(self) -> Leave:
        """The leave to whose lines nobody is named who comes later."""
        return replace(self, deputy=None, named_by=None)

    def covers(self, day: date) -> bool:
        """Whether the person is away on this day."""
        return self.first_day <= day <= self.last_day


def last_day_away(person: UserId, day: date, leave: Iterable[Leave]) -> date | None:
    """The last day of the leave that a person is on, leave that follows it without a day between included; or None."""
    last = None
    for one in sorted((one for one in leave if one.person == person), key=lambda one: one.first_day):
        if one.first_day <= day <= one.last_day or (last and one.first_day <= last + timedelta(days=1) <= one.last_day):
            last = max(last or one.last_day, one.last_day)
    return last


@dataclass(frozen=True)
class Booking:
    """Minutes of a person that are promised to one project in one week, named by its Monday."""

    project_id: str
    person: UserId
    week: date
    minutes: int


@dataclass(frozen=True)
class FreeTime:
    """The minutes that a person has left in one week, named by its Monday; never below 0."""

    person: UserId
    week: date
    minutes: int


@dataclass(frozen=True)
class PersonWeek:
    """One week of a person: what each day holds, what is booked, and what they would work without being away.

    `days` are the seven dates with the minutes that are worked on each: none on holidays, on leave and on days off;
    `holiday` are the minutes that public holidays take.
    """

    person: UserId
    week: date
    days: tuple[tuple[date, int], ...]
    booked: int
    usual: int
    holiday: int = 0

    @property
    def capacity(self) -> int:
        return sum(minutes for _, minutes in self.days)

    @property
    def away(self) -> int:
        return self.usual - self.capacity

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.booked)

    @property
    def over(self) -> int:
        return max(0, self.booked - self.capacity)

    def free_days(self) -> tuple[tuple[date, int], ...]:
        """The week's free minutes day by day: what is booked is taken from each day in its share, to the minute.

        Shares are rounded by running totals, so that the days always come to exactly the free minutes of the week.
        """
        if not self.capacity:
            return self.days
        totals = [total * self.free // self.capacity for total in accumulate(minutes for _, minutes in self.days)]
        shares = (now - before for before, now in zip([0, *totals], totals, strict=False))
        return tuple((day, minutes) for (day, _), minutes in zip(self.days, shares, strict=True))

    def free_between(self, first: date, last: date) -> int:
        """The free minutes on the days of this week from the first to the last, both included."""
        return sum(minutes for day, minutes in self.free_days() if first <= day <= last)

    def share_between(self, booked: int, first: date, last: date) -> int:
        """What of minutes that are booked for this week falls on its days from the first to the last, both included."""
        worked = sum(minutes for day, minutes in self.days if first <= day <= last)
        return booked * worked // self.capacity if worked else 0


def person_weeks(
    hours: WeeklyHours,
    weeks: Iterable[date],
    leave: Iterable[Leave],
    booked: Mapping[date, int],
    calendar: WorkingCalendar,
) -> Iterator[PersonWeek]:
    """Each of these weeks of a person, from their weekly hours, their leave, what is booked, and the holidays."""
    away = tuple(leave)
    for week in weeks:
        dates = tuple(week + timedelta(days=n) for n in range(7))
        days = tuple(
            (day, 0 if calendar.holiday_on(day) or any(one.covers(day) for one in away) else hours.on_weekday(n))
            for n, day in enumerate(dates)
        )
        holiday = sum(hours.on_weekday(n) for n, day in enumerate(dates) if calendar.holiday_on(day))
        yield PersonWeek(hours.person, week, days, booked.get(week, 0), hours.minutes, holiday)


def free_time(weeks: Iterable[PersonWeek]) -> tuple[FreeTime, ...]:
    """What people have left in each of these weeks."""
    return tuple(FreeTime(one.person, one.week, one.free) for one in weeks)


def weekly_hours_problems(minutes: int | None, days: tuple[int, ...]) -> list[Problem]:
    """What is wrong with a person's weekly hours, beside the fields."""
    problems = []
    if minutes is None or not 0 < minutes <= MOST_WEEKLY_HOURS * 60:
        words = f"Enter the hours of a usual week, above 0 and up to {MOST_WEEKLY_HOURS}, for example 38.5."
        problems.append(Problem(words, "hours"))
    elif days and minutes > len(days) * 24 * 60:
        problems.append(Problem("These days do not have so many hours. Choose more days or fewer hours.", "hours"))
    if not days:
        problems.append(Problem("Choose at least one working day.", "days"))
    return problems


def leave_problems(first: date, last: date, today: date, others: Iterable[Leave] = ()) -> list[Problem]:
    """What is wrong with the days of a leave, beside its fields; `others` is what the same person has already."""
    if last < first:
        return [Problem("The last day cannot be before the first day.", "last_day")]
    if last < today:
        return [Problem("These days have passed. Pick today or a later day.", "last_day")]
    if (last - first).days >= LONGEST_LEAVE:
        return [Problem("Enter at most two years at once.", "last_day")]
    same = next((one for one in others if one.first_day <= last and first <= one.last_day), None)
    if same is None:
        return []
    there = f"{day_words(same.first_day)} to {day_words(same.last_day)}"
    return [Problem(f"This overlaps leave that is entered already: {there}. Take that out first.", "first_day")]


def booking_problems(first: date, last: date, minutes: int | None, today: date) -> list[Problem]:
    """What is wrong with the weeks and the hours of a booking, beside its fields; 0 hours take a booking back."""
    problems = []
    if monday_of(last) < monday_of(first):
        problems.append(Problem("The last week cannot be before the first week.", "last_week"))
    elif len(weeks_between(first, last)) > MOST_BOOKED_WEEKS:
        problems.append(Problem(f"Book at most {MOST_BOOKED_WEEKS} weeks at once.", "last_week"))
    if monday_of(first) < monday_of(today):
        problems.append(Problem("That week has passed. Pick a day of this week or of a later one.", "first_week"))
    if minutes is None or not 0 <= minutes <= MOST_WEEKLY_HOURS * 60:
        words = f"Enter the hours of each week, up to {MOST_WEEKLY_HOURS}, for example 16; 0 takes a booking back."
        problems.append(Problem(words, "hours"))
    return problems
