"""Rounds and prompts over all IANA zones: every local date of 2000 to 2037 in the proof, changing days always."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from domain.calendars import WorkingCalendar
from domain.schedules import Schedule
from tests.domain.zone_days import (
    FIRST,
    LAST,
    PARTNERS,
    dates,
    problem_with_prompt,
    problem_with_round,
    zones,
)

TIMES = (time(9, 30), time(0, 0), time(2, 30), time(23, 45))
PARTS = 8
SAMPLED = 400
"""In the first ring, one day in so many of each zone beside the days on which its clocks change."""


def problems(name: str, days: Iterable[date], times: tuple[time, ...], partners: tuple[str, ...]) -> list[str]:
    """Everything wrong with a zone's rounds on these days and with their prompts, at most ten."""
    found: list[str] = []
    zone = ZoneInfo(name)
    people = [ZoneInfo(one) for one in dict.fromkeys((name, *partners))]
    calendar = WorkingCalendar()
    for at in times:
        schedule = Schedule("P1", name, at)
        for day in days:
            found += [f"{name} {day} {at}: {why}" for why in [problem_with_round(day, zone, schedule)] if why]
            opens = schedule.after(day - timedelta(days=1), calendar).next_at
            whys = {person.key: problem_with_prompt(opens, person, calendar) for person in people}
            found += [f"{name} {day} {at}, {key}: {why}" for key, why in whys.items() if why]
            if len(found) > 10:
                return found
    return found


def test_every_different_behaviour_of_a_zone_is_looked_at_and_every_change_found():
    assert {"Africa/Casablanca", "Africa/Ceuta", "Pacific/Apia", "Asia/Kathmandu"} <= set(zones())
    assert date(2011, 12, 31) in zones()["Pacific/Apia"]
    assert [day for day in zones()["Africa/Ceuta"] if day.year == 2026] == [date(2026, 3, 29), date(2026, 10, 25)]
    ramadan = [day for day in zones()["Africa/Casablanca"] if day.year == 2026]
    assert ramadan == [date(2026, 2, 15), date(2026, 3, 22)]


def test_rounds_and_prompts_are_right_around_every_change_of_every_clock():
    found = []
    for number, (name, changes) in enumerate(zones().items()):
        around = {day + timedelta(days=n) for day in changes for n in (0, 1) if FIRST <= day < LAST}
        sampled = list(dates())[number % SAMPLED :: SAMPLED]
        at = TIMES[number % len(TIMES)]
        found += problems(name, sorted(around | set(sampled)), (at,), (PARTNERS[number % len(PARTNERS)],))

    assert found == []


@pytest.mark.proof
@pytest.mark.timeout(0)
@pytest.mark.parametrize("at", TIMES[:2], ids=str)
@pytest.mark.parametrize("part", range(PARTS))
def test_rounds_and_prompts_are_right_on_every_day_of_every_zone(part, at):
    found = [one for name in list(zones())[part::PARTS] for one in problems(name, list(dates()), (at,), PARTNERS)]

    assert found == []


@pytest.mark.proof
@pytest.mark.timeout(0)
def test_from_one_round_to_the_next_no_working_day_is_left_out_or_asked_twice_in_any_zone():
    calendar = WorkingCalendar()
    working = [day for day in dates() if calendar.is_working_day(day)]

    for name in zones():
        held = list(rounds_of(Schedule("P1", name).after(FIRST - timedelta(days=1), calendar), calendar))
        # 30 December 2011 was a Friday that three islands never had.
        never = set(working) - {day for day, _ in held}
        assert never <= ({date(2011, 12, 30)} if name in ("Pacific/Apia", "Pacific/Fakaofo") else set()), name
        assert [day for day, _ in held] == [day for day in working if day not in never], name
        assert all(earlier[1] < later[1] for earlier, later in pairwise(held)), name


def rounds_of(schedule: Schedule, calendar: WorkingCalendar) -> Iterator[tuple[date, datetime]]:
    """Every round from this one to the last day of all."""
    while schedule.next_date <= LAST:
        yield schedule.next_date, schedule.next_at
        schedule = schedule.after(schedule.next_date, calendar)
