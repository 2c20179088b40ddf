from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar, instant_of, zone_names
from domain.schedules import QUIET_DAYS_KEPT, Quiet, QuietDay, Schedule

GERMAN = WorkingCalendar(country="DE")
WEEKDAYS = WorkingCalendar()
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 12, 4) + timedelta(days=n) for n in range(4))
ZONES = st.sampled_from(["Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "UTC"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


def held_on(day: date, **more) -> Schedule:
    return Schedule("P1", "UTC", **more).after(day, GERMAN)


def test_the_days_between_two_rounds_keep_why_they_had_none():
    after = held_on(date(2026, 12, 23)).after(date(2026, 12, 24), GERMAN).after(date(2026, 12, 28), GERMAN)

    assert after.quiet == (
        QuietDay(date(2026, 12, 25), Quiet.HOLIDAY, "Christmas Day"),
        QuietDay(date(2026, 12, 26), Quiet.NOT_WORKED),
        QuietDay(date(2026, 12, 27), Quiet.NOT_WORKED),
    )


def test_what_was_quiet_stays_so_when_the_schedule_changes_later():
    was_off = held_on(FRIDAY).after(MONDAY, GERMAN)

    assert replace(was_off, days=(5, 6)).quiet_on(SATURDAY, GERMAN) == QuietDay(SATURDAY, Quiet.NOT_WORKED)


def test_the_days_of_a_hold_are_quiet_because_of_it_and_the_day_of_the_resume_too():
    held = held_on(FRIDAY).stopped(date(2026, 12, 8), GERMAN)

    resumed = held.begun(date(2026, 12, 10), GERMAN, Quiet.ON_HOLD)

    assert [one.reason for one in resumed.quiet] == [Quiet.NOT_WORKED] * 2 + [Quiet.CHANGED] + [Quiet.ON_HOLD] * 3
    assert resumed.next_date == date(2026, 12, 11)
    assert resumed.quiet_on(date(2026, 12, 10), GERMAN).reason is Quiet.ON_HOLD


def test_a_hold_after_the_days_round_leaves_that_day_with_its_round():
    resumed = held_on(FRIDAY).stopped(FRIDAY, GERMAN).begun(FRIDAY, GERMAN, Quiet.ON_HOLD)

    assert resumed.quiet_on(FRIDAY, GERMAN) is None
    assert resumed.next_date == MONDAY


def test_a_first_start_decides_today_and_nothing_before():
    begun = Schedule("P1", "UTC").begun(FRIDAY, GERMAN, Quiet.NOT_STARTED)

    assert begun.quiet == (QuietDay(FRIDAY, Quiet.NOT_STARTED),)
    assert begun.next_date == MONDAY


def test_only_the_days_of_late_are_kept():
    asleep = held_on(FRIDAY).begun(FRIDAY + timedelta(days=400), GERMAN, Quiet.ON_HOLD)

    assert len(asleep.quiet) == QUIET_DAYS_KEPT
    assert asleep.quiet[-1].day == FRIDAY + timedelta(days=400)


@pytest.mark.parametrize(
    ("now", "changes", "wanted"),
    [
        (at(FRIDAY, 10), {"days": (0, 1, 2, 3, 4, 5)}, SATURDAY),
        (at(FRIDAY, 10), {"days": (1,)}, date(2026, 12, 8)),
        (at(FRIDAY, 10), {"at": time(15)}, MONDAY),
        (at(SATURDAY, 10), {"days": (5,), "at": time(9)}, SATURDAY + timedelta(days=7)),
        (at(SATURDAY, 10), {"days": (5,), "at": time(11)}, SATURDAY),
    ],
    ids=[
        "a day is added before it",
        "its day is taken away",
        "today had its round already",
        "today's time has passed",
        "today's time is to come",
    ],
)
def test_a_changed_schedule_finds_its_next_round_anew(now, changes, wanted):
    changed = replace(held_on(FRIDAY), **changes)

    after = changed.replanned(now, WEEKDAYS)

    assert (after.next_date, after.next_at) == (wanted, instant_of(wanted, changed.at, ZoneInfo("UTC")))


def test_on_the_day_of_a_resume_no_change_brings_a_round_back():
    resumed = held_on(date(2026, 12, 2)).begun(FRIDAY, GERMAN, Quiet.ON_HOLD)

    assert replace(resumed, at=time(23)).replanned(at(FRIDAY, 10), GERMAN).next_date == MONDAY


def test_a_round_that_is_due_already_is_opened_as_it_was_planned():
    due = held_on(date(2026, 12, 3))

    after = replace(due, at=time(15)).replanned(at(FRIDAY, 9, 30), GERMAN)

    assert (after.next_date, after.next_at) == (FRIDAY, at(FRIDAY, 9, 30))


def test_a_date_that_was_lost_to_a_change_says_so():
    changed = replace(held_on(date(2026, 12, 3)), at=time(8)).replanned(at(FRIDAY, 9), GERMAN)

    assert changed.quiet_on(FRIDAY, GERMAN).reason is Quiet.CHANGED
    assert changed.after(MONDAY, GERMAN).quiet_on(FRIDAY, GERMAN).reason is Quiet.CHANGED


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(MOMENTS, ZONES, TIMES, st.frozensets(st.integers(0, 6), min_size=1)), min_size=1, max_size=6))
def test_however_often_it_is_changed_no_date_is_asked_twice_and_none_before_now(changes):
    schedule = Schedule("P1", "UTC").begun(date(2026, 1, 1), WEEKDAYS, Quiet.NOT_STARTED)
    held: list[date] = []
    for now, zone, wanted, days in sorted(changes, key=lambda change: change[0]):
        while schedule.next_at is not None and schedule.next_at <= now:
            held.append(schedule.next_date)
            schedule = schedule.after(schedule.next_date, WEEKDAYS)
        schedule = replace(schedule, zone=zone, at=wanted, days=tuple(days)).replanned(now, WEEKDAYS)

        assert schedule.next_at > now
        assert schedule.next_date.weekday() in days
    assert held == sorted(set(held))


def test_every_zone_can_be_a_schedules():
    assert all(Schedule("P1", name).after(FRIDAY, WEEKDAYS).next_date == MONDAY for name in zone_names())
