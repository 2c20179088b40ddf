from datetime import date, timedelta

import pytest

from documents.timeline import bar_of, end_of, ticks_between

FIRST = date(2026, 12, 7)
LAST = date(2026, 12, 16)


def test_a_bar_covers_its_first_and_its_last_day():
    bar = bar_of(date(2026, 12, 8), date(2026, 12, 11), FIRST, LAST)

    assert (bar.start, bar.width) == (0.1, 0.4)


def test_the_last_day_ends_where_the_line_ends():
    assert (end_of(LAST, FIRST, LAST), end_of(date(2026, 1, 1), FIRST, LAST)) == (1.0, 0.0)


def test_a_short_line_is_marked_at_mondays():
    ticks = ticks_between(date(2026, 12, 9), date(2026, 12, 22))

    assert [(tick.label, round(tick.at * 14)) for tick in ticks] == [("14 Dec", 5), ("21 Dec", 12)]


def test_a_long_line_is_marked_at_months_and_names_each_year_once():
    ticks = ticks_between(date(2026, 11, 20), date(2027, 3, 20))

    assert [tick.label for tick in ticks] == ["Dec 2026", "Jan 2027", "Feb", "Mar"]


def test_a_line_over_years_is_marked_at_even_months_and_names_every_year():
    ticks = ticks_between(date(2026, 12, 7), date(2029, 11, 20))

    assert [tick.label for tick in ticks] == ["Jan 2027", "Jul", "Jan 2028", "Jul", "Jan 2029", "Jul"]


@pytest.mark.parametrize("days", [1, 6, 60, 400, 4000, 40_000])
def test_a_line_of_any_length_can_be_read(days):
    ticks = ticks_between(FIRST, FIRST + timedelta(days=days - 1))

    assert len(ticks) <= 8
    assert all(0 <= tick.at < 1 for tick in ticks)
