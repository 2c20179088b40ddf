from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import (
    WorkingCalendar,
    day_exists,
    end_of_day,
    holiday_problem,
    instant_of,
    local_date,
    zone_names,
    zone_of,
)
from domain.refusals import Refused

ZONES = sorted(zone_names())
DAYS = st.dates(date(2000, 1, 1), date(2037, 12, 30))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Berlin", date(2026, 7, 1), time(9, 30), utc(2026, 7, 1, 7, 30)),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 0)),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 30)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45)),
        ("Asia/Kathmandu", date(2026, 1, 1), time(0, 0), utc(2025, 12, 31, 18, 15)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 0), utc(2026, 4, 23, 22, 0)),
        ("Pacific/Apia", date(2011, 12, 30), time(9, 30), utc(2011, 12, 30, 10, 0)),
    ],
    ids=[
        "an ordinary time",
        "a skipped time happens at the first moment after the gap",
        "a repeated time happens the first time",
        "a gap of half an hour",
        "a repeat of half an hour",
        "an offset of quarter hours",
        "a day that begins at one",
        "a day that Samoa never had",
    ],
)
def test_a_wall_clock_time_has_one_instant(zone, day, at, instant):
    assert instant_of(day, at, ZoneInfo(zone)) == instant


@given(DAYS, st.times(), st.sampled_from(ZONES))
def test_an_instant_shows_the_time_it_was_made_from_or_the_first_one_after(day, at, name):
    zone, wall = ZoneInfo(name), datetime.combine(day, at)

    instant = instant_of(day, at, zone)

    shown = instant.astimezone(zone).replace(tzinfo=None)
    just_before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert shown == wall or (shown > wall and just_before < wall)
    assert (instant - timedelta(hours=1)).astimezone(zone).replace(tzinfo=None) != wall or shown != wall


@pytest.mark.timeout(10)
@pytest.mark.parametrize("at", [time(2, 0, 0, 1), time(2, 0, 0, 500_000), time(2, 59, 59, 999_999)])
def test_a_time_with_a_fraction_of_a_second_is_found_at_the_edge_of_a_gap(at):
    assert instant_of(date(2026, 3, 29), at, ZoneInfo("Europe/Berlin")) == utc(2026, 3, 29, 1, 0)


def test_samoa_had_no_30_december_2011_and_every_other_day():
    apia = ZoneInfo("Pacific/Apia")

    days = {date(2011, 12, 25) + timedelta(days=n) for n in range(10)}

    assert {day for day in days if not day_exists(day, apia)} == {date(2011, 12, 30)}


def test_the_day_before_a_missing_one_ends_where_the_one_after_begins():
    apia = ZoneInfo("Pacific/Apia")

    ends = end_of_day(date(2011, 12, 29), apia)

    assert local_date(ends, apia) == date(2011, 12, 31)
    assert local_date(ends - timedelta(seconds=1), apia) == date(2011, 12, 29)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Asia/Tokyo", date(2028, 2, 29), 24),
        ("America/New_York", date(2026, 12, 31), 24),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone, day, hours):
    zone = ZoneInfo(zone)

    length = end_of_day(day, zone) - instant_of(day, time.min, zone)

    assert length == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "EST5EDT", "../etc/passwd", "europe/berlin"])
def test_a_name_that_is_no_zone_is_refused_beside_the_field(name):
    with pytest.raises(Refused) as refusal:
        zone_of(name)

    assert refusal.value.field == "zone"


def test_weekends_and_public_holidays_of_the_region_are_not_worked():
    bavaria = WorkingCalendar(country="DE", region="BY")

    worked = [day for day in range(1, 9) if bavaria.is_working_day(date(2027, 1, day))]

    assert worked == [4, 5, 7, 8]  # 1 January and Epiphany are holidays there, the 2nd and 3rd a weekend


def test_a_country_without_the_region_has_fewer_holidays():
    assert WorkingCalendar(country="DE").is_working_day(date(2027, 1, 6))


def test_days_that_were_closed_by_hand_are_not_worked():
    day = date(2026, 12, 2)

    assert not WorkingCalendar(closed=frozenset({day})).is_working_day(day)


def test_29_february_is_a_day_like_any_other():
    leap_days = list(WorkingCalendar().working_days_from(date(2028, 2, 28)))

    assert leap_days[:3] == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


@pytest.mark.parametrize(
    ("country", "region", "word"),
    [("XX", "", "country code"), ("", "BY", "Choose the country first"), ("DE", "ZZ", "not a region of DE")],
)
def test_holidays_of_an_unknown_place_say_what_is_wrong(country, region, word):
    assert word in (holiday_problem(country, region) or "")


@pytest.mark.parametrize(("country", "region"), [("", ""), ("DE", ""), ("DE", "BY"), ("SG", "")])
def test_holidays_of_a_known_place_are_fine(country, region):
    assert holiday_problem(country, region) is None
