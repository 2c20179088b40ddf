"""Weekly hours less holidays, leave and bookings: no minute is lost, and none is counted twice."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from domain.capacity import (
    Leave,
    PersonWeek,
    WeeklyHours,
    booking_problems,
    leave_problems,
    monday_of,
    person_weeks,
    weekly_hours_problems,
    weeks_between,
)
from tests.make import ANA, TODAY

MONDAY = date(2026, 12, 21)
HOURS = WeeklyHours(ANA, 40 * 60, (0, 1, 2, 3, 4))
BAVARIA = WorkingCalendar(country="DE", region="BY")


def week(leave=(), booked=0, hours=HOURS, monday=MONDAY, calendar=None):
    return next(person_weeks(hours, [monday], leave, {monday: booked}, calendar or WorkingCalendar()))


def away(first, last):
    return Leave("l", ANA, first, last)


def test_a_usual_week_is_the_workspaces_less_a_break_on_long_days():
    nine_to_half_past_five = WorkingCalendar()
    mornings = WorkingCalendar(frozenset({1, 3}), time(8), time(12))

    assert WeeklyHours.usual(ANA, nine_to_half_past_five).minutes == 5 * 8 * 60
    assert WeeklyHours.usual(ANA, mornings) == WeeklyHours(ANA, 2 * 4 * 60, (1, 3))


def test_holidays_leave_and_bookings_come_off_the_week():
    # 24 Dec is leave; 25 Dec, a Friday, is a public holiday in Bavaria.
    seen = week([away(MONDAY + timedelta(days=3), MONDAY + timedelta(days=4))], booked=10 * 60, calendar=BAVARIA)

    assert (seen.capacity, seen.away, seen.free, seen.over) == (24 * 60, 16 * 60, 14 * 60, 0)


def test_a_week_that_is_booked_for_more_than_it_holds_says_by_how_much():
    seen = week(booked=46 * 60)

    assert (seen.free, seen.over) == (0, 6 * 60)


def test_leave_over_the_whole_week_leaves_nothing_and_a_booking_in_it_is_too_much():
    seen = week([away(MONDAY - timedelta(days=30), MONDAY + timedelta(days=30))], booked=60)

    assert (seen.capacity, seen.free, seen.over) == (0, 0, 60)


def test_a_window_that_cuts_the_week_finds_only_its_days():
    seen = week(booked=20 * 60)

    assert seen.free_between(MONDAY, MONDAY + timedelta(days=1)) == 8 * 60
    assert seen.free_between(MONDAY + timedelta(days=5), MONDAY + timedelta(days=6)) == 0


@given(
    minutes=st.integers(1, 80 * 60),
    days=st.sets(st.integers(0, 6), min_size=1),
    booked=st.integers(0, 90 * 60),
    gone=st.sets(st.integers(0, 6)),
)
def test_no_minute_of_a_week_is_lost_or_counted_twice(minutes, days, booked, gone):
    hours = WeeklyHours(ANA, minutes, tuple(sorted(days)))
    leave = [away(MONDAY + timedelta(days=one), MONDAY + timedelta(days=one)) for one in gone]

    seen = week(leave, booked, hours)
    free = seen.free_days()

    assert sum(hours.on_weekday(day) for day in range(7)) == minutes
    assert seen.capacity + seen.away == minutes
    assert seen.free + min(booked, seen.capacity) == seen.capacity
    assert sum(one for _, one in free) == seen.free
    assert all(0 <= left <= held for (_, left), (_, held) in zip(free, seen.days, strict=True))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_every_day_lies_in_exactly_one_of_the_weeks_between(first, days):
    weeks = weeks_between(first, first + timedelta(days=days))

    assert weeks[0] == monday_of(first) <= first
    assert weeks[-1] <= first + timedelta(days=days) < weeks[-1] + timedelta(days=7)
    assert {later - earlier for earlier, later in pairwise(weeks)} <= {timedelta(days=7)}


def test_the_days_of_a_week_without_capacity_hold_nothing():
    seen = PersonWeek(ANA, MONDAY, tuple((MONDAY + timedelta(days=n), 0) for n in range(7)), 0, 2400)

    assert seen.free_days() == seen.days


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (TODAY + timedelta(days=2), TODAY, "last_day", "cannot be before"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "last_day", "have passed"),
        (TODAY, TODAY + timedelta(days=730), "last_day", "two years"),
        (TODAY, TODAY, "first_day", "overlaps leave"),
    ],
)
def test_leave_that_cannot_be_is_refused_beside_its_field(first, last, field, words):
    problem = leave_problems(first, last, TODAY, [away(TODAY - timedelta(days=1), TODAY)])[0]

    assert (problem.field, words in problem.message) == (field, True)


def test_leave_that_has_begun_already_can_be_entered_on_its_last_day():
    assert leave_problems(TODAY - timedelta(days=3), TODAY, TODAY) == []


@pytest.mark.parametrize("minutes", [None, 0, -60, 200 * 60])
def test_weekly_hours_that_nobody_works_are_refused(minutes):
    assert [one.field for one in weekly_hours_problems(minutes, (0, 1))] == ["hours"]


def test_hours_need_days_and_days_that_hold_them():
    assert [one.field for one in weekly_hours_problems(60, ())] == ["days"]
    assert [one.field for one in weekly_hours_problems(25 * 60, (0,))] == ["hours"]


@pytest.mark.parametrize(
    ("first", "last", "minutes", "field"),
    [
        (TODAY, TODAY - timedelta(days=7), 60, "last_week"),
        (TODAY, TODAY + timedelta(days=800), 60, "last_week"),
        (TODAY - timedelta(days=7), TODAY, 60, "first_week"),
        (TODAY, TODAY, None, "hours"),
        (TODAY, TODAY, 200 * 60, "hours"),
    ],
)
def test_a_booking_that_cannot_be_is_refused_beside_its_field(first, last, minutes, field):
    assert [one.field for one in booking_problems(first, last, minutes, TODAY)] == [field]
