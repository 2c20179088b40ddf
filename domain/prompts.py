"""Which prompts a person is to get, worked out from the schedules as rounds are opened from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import merge
from itertools import groupby
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar
from domain.capacity import Leave, last_day_away
from domain.checkins import Prompt, is_asked_at, prompt_day
from domain.identity import UserId
from domain.schedules import Schedule


@dataclass(frozen=True)
class ComingRound:
    """A round that is to open, or is open and its people are still to be asked."""

    project_id: str
    day: date
    opens_at: datetime


@dataclass(frozen=True)
class ComingPrompt:
    """A prompt that is to be sent: the person's own date, the instant, and the rounds it asks for."""

    day: date
    due_at: datetime
    rounds: tuple[ComingRound, ...]


def rounds_ahead(schedule: Schedule, calendar: WorkingCalendar) -> Iterator[ComingRound]:
    """The rounds of a project from its next one on, as long as nobody changes anything."""
    while schedule.next_date is not None and schedule.next_at is not None:
        if schedule.asks_on(schedule.next_date, calendar):
            yield ComingRound(schedule.project_id, schedule.next_date, schedule.next_at)
        schedule = schedule.after(schedule.next_date, calendar)


@dataclass(frozen=True)
class Asking:
    """Somebody who is asked, and how far that is: rounds whose prompt still waits, days whose prompt was sent.

    `answered` are the projects and round dates that the person has answered, perhaps before they were asked.
    """

    person: UserId
    zone: ZoneInfo
    waiting: tuple[ComingRound, ...] = ()
    sent: frozenset[date] = frozenset()
    answered: frozenset[tuple[str, date]] = frozenset()
    active_since: Mapping[str, datetime | None] = field(default_factory=dict)
    leave: tuple[Leave, ...] = ()


def prompts_ahead(asking: Asking, schedules: Iterable[Schedule], calendar: WorkingCalendar) -> Iterator[ComingPrompt]:
    """The prompts of a person from now on: one a day for all these projects, as rounds of the schedules open.

    A round of a day whose prompt was sent already is only added to that message, so it makes no prompt of its own.
    """
    coming = merge(*(rounds_ahead(one, calendar) for one in schedules), key=_opening)
    ahead = merge(asking.waiting, (one for one in coming if _asks(one, asking, calendar)), key=_opening)
    asks = (one for one in ahead if (one.project_id, one.day) not in asking.answered)
    for day, found in groupby(asks, key=lambda one: prompt_day(one.opens_at, asking.zone, calendar)):
        rounds = tuple(found)
        if day not in asking.sent and not last_day_away(asking.person, day, asking.leave):
            due = Prompt.for_day(asking.person, day, rounds[0].opens_at, asking.zone, calendar).due_at
            yield ComingPrompt(day, due, rounds)


def _asks(one: ComingRound, asking: Asking, calendar: WorkingCalendar) -> bool:
    return is_asked_at(one.opens_at, asking.zone, calendar, asking.active_since.get(one.project_id))


def _opening(one: ComingRound) -> datetime:
    return one.opens_at
