"""A person is reminded once a day, when their work begins, in every zone and across every clock change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar, local_date
from domain.reminders import MOST_REMEMBERED, Reminder, may_be_reminded
from tests.make import ANA

OFFICE = WorkingCalendar(country="DE", region="BY")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(["Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "UTC"]).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
FRIDAY_NOON = datetime(2026, 12, 4, 11, tzinfo=UTC)


@given(MOMENTS, DAYS, ZONES, st.none() | DAYS)
def test_the_next_moment_is_the_beginning_of_a_working_day_on_which_something_is_due(now, due, zone, last):
    planned = Reminder(ANA, last_day=last).planned(due, now, zone, OFFICE)

    assert planned.next_at is None or planned.next_at > now
    if planned.next_at is not None:
        day = local_date(planned.next_at, zone)
        assert OFFICE.is_working_day(day)
        assert day >= due
        assert last is None or day > last
        assert may_be_reminded(planned.next_at, zone, OFFICE)
        assert not may_be_reminded(planned.next_at - timedelta(seconds=1), zone, OFFICE)


@given(MOMENTS, DAYS, DAYS, ZONES)
def test_one_more_task_never_puts_a_reminder_off(now, one, other, zone):
    first = Reminder(ANA).planned(one, now, zone, OFFICE)

    both = first.brought_forward(other, now, zone, OFFICE)

    alone = Reminder(ANA).planned(other, now, zone, OFFICE)
    assert both.next_at == min(first.next_at, alone.next_at)


@pytest.mark.parametrize(
    ("due", "now", "when"),
    [
        (date(2026, 12, 8), FRIDAY_NOON, datetime(2026, 12, 8, 8, tzinfo=UTC)),
        (date(2026, 12, 5), FRIDAY_NOON, datetime(2026, 12, 7, 8, tzinfo=UTC)),
        (date(2026, 12, 1), FRIDAY_NOON, datetime(2026, 12, 7, 8, tzinfo=UTC)),
        (date(2026, 12, 4), datetime(2026, 12, 4, 7, tzinfo=UTC), datetime(2026, 12, 4, 8, tzinfo=UTC)),
        (date(2026, 12, 25), FRIDAY_NOON, datetime(2026, 12, 28, 8, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (None, FRIDAY_NOON, None),
    ],
    ids=["later", "at the weekend", "long ago", "this morning", "a holiday", "after the clock change", "never"],
)
def test_when_somebody_in_bavaria_is_reminded(due, now, when):
    assert Reminder(ANA).planned(due, now, BERLIN, OFFICE).next_at == when


@pytest.mark.parametrize(
    ("at", "may"),
    [(time(8, 59), False), (time(9), True), (time(17, 29), True), (time(17, 30), False), (time(23), False)],
)
def test_nobody_is_reminded_outside_their_working_hours(at, may):
    assert may_be_reminded(datetime.combine(date(2026, 12, 4), at, BERLIN), BERLIN, OFFICE) is may
    assert not may_be_reminded(datetime.combine(date(2026, 12, 5), at, BERLIN), BERLIN, OFFICE)


def test_a_reminder_remembers_its_day_and_not_endlessly_many_tasks():
    sent = Reminder(ANA).sent(date(2026, 12, 4), tuple(map(str, range(99))))

    assert (sent.last_day, len(sent.tasks)) == (date(2026, 12, 4), MOST_REMEMBERED)
