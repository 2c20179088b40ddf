"""When a report of difficulties is due, and when one is wanted."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar, local_date
from domain.difficulty_reports import DayReport, ReportPlan, is_reported_on, is_wanted
from domain.projects import Lifecycle
from domain.schedules import Schedule
from tests import make

CALENDAR = WorkingCalendar()
MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 4)
NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)


def next_of(moment, zone="UTC", calendar=CALENDAR, **schedule):
    plan = ReportPlan("P").after(moment, Schedule("P", zone, **schedule), calendar)
    return plan.next_date, plan.next_at


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 4, 9, 29, tzinfo=UTC), FRIDAY),
        (datetime(2026, 12, 4, 9, 30, tzinfo=UTC), MONDAY),
        (datetime(2026, 12, 5, 3, 0, tzinfo=UTC), MONDAY),
    ],
)
def test_the_next_report_is_at_the_next_check_in_time_of_a_worked_day(moment, day):
    assert next_of(moment) == (day, datetime.combine(day, time(9, 30), UTC))


def test_a_public_holiday_has_no_report():
    eve = datetime(2026, 12, 24, 12, tzinfo=UTC)

    assert next_of(eve, calendar=WorkingCalendar(country="DE"))[0] == date(2026, 12, 28)


def test_the_days_and_the_time_are_the_projects_own():
    assert next_of(NOON, days=(6,), at=time(7)) == (date(2026, 12, 6), datetime(2026, 12, 6, 7, tzinfo=UTC))


def test_a_time_that_the_clock_skips_is_the_first_moment_after_it():
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)

    found = next_of(before, "Europe/Berlin", days=(6,), at=time(2, 30))

    assert found == (date(2026, 3, 29), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))


def test_a_calendar_without_a_worked_day_has_no_report():
    assert next_of(NOON, days=()) == (None, None)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_reports_go_on_one_a_day_on_worked_days_at_their_time(moment, zone, at):
    schedule, seen, plan = Schedule("P", zone, at), [], ReportPlan("P")
    for _ in range(6):
        plan = plan.after(moment, schedule, CALENDAR)
        seen.append(plan.next_date)
        assert plan.next_at > moment
        assert CALENDAR.is_working_day(plan.next_date)
        assert local_date(plan.next_at, ZoneInfo(zone)) >= plan.next_date
        moment = plan.next_at

    assert seen == sorted(set(seen))
    assert (seen[-1] - seen[0]).days <= 7


def report(day, posted=None):
    return DayReport("r", "P", day, posted or datetime.combine(day, time(9, 30), UTC))


@pytest.mark.parametrize(
    ("day", "newest", "last", "wanted"),
    [
        (FRIDAY, NOON - timedelta(days=9), None, True),
        (FRIDAY, NOON - timedelta(hours=20), report(date(2026, 12, 3)), True),
        (FRIDAY, NOON - timedelta(days=9), report(date(2026, 12, 3)), False),
        (MONDAY, NOON - timedelta(days=9), report(FRIDAY), True),
        (date(2026, 12, 8), NOON - timedelta(days=9), report(MONDAY), False),
        (date(2026, 12, 8), NOON - timedelta(days=9), report(FRIDAY), True),
        (date(2027, 1, 4), NOON, report(date(2026, 12, 30)), True),
    ],
    ids=["first", "something new", "nothing new", "a new week", "its second day", "its first day was off", "new year"],
)
def test_a_report_is_wanted_when_something_is_new_and_once_a_week(day, newest, last, wanted):
    assert is_wanted(day, newest, last) is wanted


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
@pytest.mark.parametrize("difficult", [0, 1])
def test_nothing_is_reported_of_a_project_that_rests_or_has_no_difficulty(lifecycle, difficult):
    project = make.unsaved_project(lifecycle=lifecycle, open_difficulties=difficult)

    assert is_reported_on(project) is (difficult > 0 and lifecycle in (Lifecycle.PLANNING, Lifecycle.ACTIVE))
