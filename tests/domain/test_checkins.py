from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar, day_exists, end_of_day, instant_of, local_date, zone_names
from domain.checkins import Asked, Presence, Prompt, Round, RoundState, presence, prompt_day
from domain.identity import UserId
from domain.schedules import Schedule
from tests.make import ANA, BEN, NOON

ZONES = st.sampled_from(sorted(zone_names())).map(ZoneInfo)
DAYS = st.dates(date(2000, 1, 1), date(2037, 11, 30))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WEEKDAYS = WorkingCalendar()
UTC_SCHEDULE = Schedule("P1", "UTC")


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 12, 2), date(2026, 12, 3)),
        (date(2026, 12, 4), date(2026, 12, 7)),
        (date(2026, 12, 23), date(2026, 12, 24)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 4)),
    ],
    ids=["tomorrow", "over a weekend", "Christmas Eve", "over Christmas", "29 February", "over the year's end"],
)
def test_the_next_round_is_on_the_first_working_day_after(day, following):
    after = UTC_SCHEDULE.after(day, WorkingCalendar(country="DE"))

    assert (after.next_date, after.next_at) == (following, datetime.combine(following, time(9, 30), UTC))


def test_a_projects_own_days_replace_the_workspaces_and_its_holidays_stay():
    own = replace(UTC_SCHEDULE, days=(4, 5))

    after = own.after(date(2026, 12, 24), WorkingCalendar(country="DE"))

    assert after.next_date == date(2027, 1, 2)  # the 25th, the 26th and 1 January are holidays


def test_a_schedule_without_working_days_stops():
    after = UTC_SCHEDULE.after(date(2026, 12, 2), WorkingCalendar(frozenset()))

    assert (after.next_date, after.next_at) == (None, None)


def test_a_round_is_never_set_on_a_day_that_a_zone_never_had():
    after = Schedule("P1", "Pacific/Apia").after(date(2011, 12, 29), WEEKDAYS)

    assert after.next_date == date(2012, 1, 2)  # 30 December 2011 was a Friday that never was


@given(DAYS, TIMES, ZONES)
def test_the_next_round_is_later_on_a_working_day_and_no_working_day_is_left_out(day, at, zone):
    after = Schedule("P1", zone.key, at).after(day, WEEKDAYS)

    between = [day + timedelta(days=n) for n in range(1, (after.next_date - day).days)]
    assert WEEKDAYS.is_working_day(after.next_date)
    assert day_exists(after.next_date, zone)
    assert not any(WEEKDAYS.is_working_day(one) and day_exists(one, zone) for one in between)
    assert after.next_at == instant_of(after.next_date, at, zone)


@pytest.mark.parametrize(
    ("late", "state"),
    [
        (timedelta(0), RoundState.OPEN),
        (timedelta(minutes=359), RoundState.OPEN),
        (timedelta(minutes=360), RoundState.SKIPPED),
        (timedelta(days=3), RoundState.SKIPPED),
    ],
)
def test_a_round_is_held_within_its_window_and_skipped_when_that_has_passed(late, state):
    due = replace(UTC_SCHEDULE, next_date=NOON.date(), next_at=NOON)

    one = Round.opened(due, NOON + late)

    assert (one.state, one.day, one.opens_at) == (state, NOON.date(), NOON)
    assert one.closes_at == NOON + timedelta(hours=6)


@pytest.mark.parametrize(
    ("zone", "opening", "day", "due"),
    [
        ("Europe/Berlin", (2, 8, 30), 2, (2, 8, 30)),
        ("America/Los_Angeles", (2, 8, 30), 2, (2, 17, 0)),
        ("Pacific/Auckland", (1, 20, 30), 2, (1, 20, 30)),
        ("Pacific/Auckland", (3, 12, 0), 4, (3, 20, 0)),
        ("America/Los_Angeles", (4, 20, 30), 4, (4, 20, 30)),
        ("Asia/Tokyo", (4, 20, 30), 7, (7, 0, 0)),
        ("Asia/Kathmandu", (2, 3, 0), 2, (2, 3, 15)),
    ],
    ids=[
        "inside working hours",
        "before working hours",
        "their morning is our evening",
        "already their tomorrow",
        "Friday at home after work",
        "their Saturday waits for Monday",
        "an offset of quarter hours",
    ],
)
def test_a_prompt_comes_at_the_opening_but_not_before_the_persons_own_working_hours(zone, opening, day, due):
    (d, hour, minute), zone = opening, ZoneInfo(zone)
    opens = datetime(2026, 12, d, hour, minute, tzinfo=UTC)

    prompt = Prompt.for_day(ANA, prompt_day(opens, zone, WEEKDAYS), opens, zone, WEEKDAYS)

    assert prompt.day == date(2026, 12, day)
    assert prompt.due_at == datetime(2026, 12, *due, tzinfo=UTC)


@given(DAYS, TIMES, TIMES, ZONES, ZONES)
def test_a_prompt_is_within_a_working_day_of_its_person_and_not_before_its_hours(day, at, start, project, person):
    calendar = replace(WEEKDAYS, start=start, end=time(23, 59))
    opens = instant_of(day, at, project)

    asked_on = prompt_day(opens, person, calendar)
    prompt = Prompt.for_day(ANA, asked_on, opens, person, calendar)

    assert calendar.is_working_day(prompt.day)
    assert day_exists(prompt.day, person)
    assert prompt.day >= local_date(opens, person)
    assert prompt.due_at >= max(opens, instant_of(prompt.day, start, person))
    assert prompt.ends_at == end_of_day(prompt.day, person)
    assert prompt.day > local_date(opens, person) or prompt.due_at in (opens, instant_of(prompt.day, start, person))


@pytest.mark.parametrize(
    ("away", "answered", "stands"),
    [
        (False, (), Presence.MISSING),
        (True, (), Presence.AWAY),
        (False, (ANA,), Presence.ANSWERED),
        (True, (ANA,), Presence.ANSWERED),
        (False, (BEN,), Presence.MISSING),
    ],
)
def test_who_answers_is_neither_away_nor_missing(away, answered, stands):
    assert presence(Asked(ANA, "prompt", away), frozenset(map(UserId, answered))) is stands
