"""The burn-up of a project: the line that was planned, what was really done by each day, and where that leads to.

Everything is a share of what is agreed now, so that nobody reads money in it: 1 is all of today's budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from domain.calendars import WorkingCalendar, day_words
from domain.earned_value import TELLING_SHARE
from domain.pictures import Picture
from domain.progress_days import ProgressDay, share_done, whole_percent

DAY = timedelta(days=1)
FURTHEST = 3
"""A pace that leads further than this many times the planned duration tells nothing but that it is too slow."""


@dataclass(frozen=True)
class PlannedWork:
    """One stage of a plan: its first and its last day, and how much of the whole it is, in money or in minutes."""

    starts_on: date
    ends_on: date
    weight: Decimal


@dataclass(frozen=True)
class Point:
    """Where a line is on the morning of a day: a share of the whole."""

    day: date
    share: float


Line = tuple[Point, ...]


@dataclass(frozen=True)
class ProgressSheet:
    """What the burn-up shows: the plan, what was done in runs of days without a gap, and what was agreed by when."""

    title: str
    today: date
    plan: Line
    done: tuple[Line, ...]
    target: Line
    is_agreed: bool
    """Whether a customer agreed to this plan; otherwise it is the one that the project started with."""
    by_tasks: bool
    """Whether what is done is what the tasks say, because nothing has a cost to count by."""
    completion_date: date | None
    ended_on: date | None = None
    picture = Picture.PROGRESS

    @property
    def planned_now(self) -> float:
        """Which share was to be done by today."""
        return share_on(self.plan, self.today)

    @property
    def done_now(self) -> float:
        """Which share is done, as it was last seen."""
        return self.done[-1][-1].share

    @property
    def seen_on(self) -> date:
        """The last day of which anybody could say how much was done."""
        return self.done[-1][-1].day

    @property
    def plan_ends(self) -> date:
        """The last day of the plan."""
        return self.plan[-1].day - DAY

    @property
    def expected_end(self) -> date | None:
        """The last day at the pace so far; None where that says nothing, or nothing is left to do."""
        return None if self.ended_on else end_at_this_pace(self.plan, self.done_now, self.seen_on)

    @property
    def words(self) -> str:
        """What the picture shows, in one or two sentences with the figures."""
        said = f"{percent_words(self.done_now)} {self._is_done}" + (", by its tasks" if self.by_tasks else "")
        plan = "" if self.is_agreed else " by the plan it started with"
        if self.ended_on:
            return f"It ended on {day_words(self.ended_on)}: {said}; {self._plan_ended}."
        due = f"{percent_words(self.planned_now)} was to be done{plan}"
        return f"By {day_words(self.today)} {due}, and {said}{self._to_come}."

    @property
    def _is_done(self) -> str:
        if self.ended_on:
            return "was done"
        is_old = self.seen_on < self.today
        return f"was done on {day_words(self.seen_on)}, the last day of which anybody can say" if is_old else "is done"

    @property
    def _plan_ended(self) -> str:
        return f"the plan said {day_words(self.plan_ends)}"

    @property
    def _to_come(self) -> str:
        expected = self.expected_end
        if expected is None:
            return ""
        if expected == self.plan_ends:
            return f"; at this pace it ends as planned, on {day_words(expected)}"
        return f"; at this pace it ends on {day_words(expected)}, and the plan says {day_words(self.plan_ends)}"


def percent_words(share: float) -> str:
    """A share in whole percent, cut and not rounded up, so that 100 % is all of it: 31 %."""
    return f"{whole_percent(share)} %"


def plan_line(works: Iterable[PlannedWork], calendar: WorkingCalendar) -> Line:
    """Which share of all this work is planned to be done before each day, from its first day to the day after its last.

    Each stage is spread evenly over its working days, as planned value is (see `earned_value.share_planned_by`), and a
    stage without a single one over all its days. Where no stage weighs anything, each weighs the same.
    """
    planned = tuple(works)
    if not planned:
        return ()
    whole = sum((one.weight for one in planned), Decimal(0))
    due: dict[date, Decimal] = {}
    for one in planned:
        days = _counted_days(one, calendar)
        part = (one.weight / whole if whole else Decimal(1) / len(planned)) / len(days)
        for day in days:
            due[day] = due.get(day, Decimal(0)) + part
    return tuple(_running(due, min(one.starts_on for one in planned), max(one.ends_on for one in planned)))


def _counted_days(one: PlannedWork, calendar: WorkingCalendar) -> list[date]:
    days = [one.starts_on + DAY * n for n in range((one.ends_on - one.starts_on).days + 1)]
    return [day for day in days if calendar.is_working_day(day)] or days


def _running(due: dict[date, Decimal], first: date, last: date) -> Iterator[Point]:
    so_far, day = Decimal(0), first
    while day <= last:
        yield Point(day, float(min(so_far, Decimal(1))))
        so_far += due.get(day, Decimal(0))
        day += DAY
    yield Point(day, 1.0)


def share_on(line: Line, day: date) -> float:
    """Where a line with a point for every day is on one: at its ends before and after it."""
    return line[min(max(0, (day - line[0].day).days), len(line) - 1)].share


def end_at_this_pace(plan: Line, done: float, today: date) -> date | None:
    """The last day, if the rest takes as long for each planned day as what is done took.

    Earned schedule: ES is the time at which the plan was to be where the work is now, AT the time that it took, both
    counted from the plan's first day, and the duration becomes PD × AT ÷ ES. Source: W. Lipke, “Schedule is Different”,
    The Measurable News, 2003. Until a tenth is done a pace says nothing.
    """
    taken = (today - plan[0].day).days
    if not float(TELLING_SHARE) <= done < 1 or taken <= 0:
        return None
    earned = _time_at(plan, done)
    days = -(-(len(plan) - 1) * taken // earned) if earned else 0
    return plan[0].day + DAY * (int(days) - 1) if 0 < days <= FURTHEST * len(plan) else None


def _time_at(plan: Line, done: float) -> float:
    """After how many days the plan was to have done this share; between two days in proportion."""
    for number, (before, after) in enumerate(pairwise(plan)):
        if after.share >= done > before.share:
            return number + (done - before.share) / (after.share - before.share)
    return 0.0


def done_lines(days: Iterable[ProgressDay], budget: Decimal) -> tuple[Line, ...]:
    """What was done by each day as a share of today's budget, or of the tasks without one, in runs without a gap.

    A day on which nobody looked, or of which nobody could say it, ends a run: nothing is made up for it.
    """
    runs: list[list[Point]] = []
    for one in days:
        share = share_done(one, budget)
        if share is None:
            continue
        if not runs or runs[-1][-1].day + DAY != one.day:
            runs.append([])
        runs[-1].append(Point(one.day, share))
    return tuple(map(tuple, runs))


def target_line(days: Iterable[ProgressDay], budget: Decimal) -> Line:
    """What was agreed to be done in all, as a share of what is now, at every day on which that changed."""
    found: list[Point] = []
    for one in days:
        share = float(one.budget / budget) if budget else 1.0
        if not found or found[-1].share != share:
            found.append(Point(one.day, share))
    return tuple(found)
