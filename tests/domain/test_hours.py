import pytest

from domain.checkins import hours_problems
from domain.hours import minutes_from_hours, worked_minutes
from domain.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), ("  ", None), ("1", 60), ("1.5", 90), ("1,5", 90), (" 0.25 ", 15), ("0.001", 1), ("10000", 600_000)],
)
def test_typed_hours_become_whole_minutes(typed, minutes):
    assert minutes_from_hours(typed, "hours") == minutes


@pytest.mark.parametrize(
    "typed",
    [
        "0",
        "-1",
        "10000.1",
        "two",
        "1h60",
        "1:5",
        "1.5h30",
        "h",
        "m",
        ".",
        "1e9",
        "NaN",
        "inf",
        "1.5.2",
        "{{7*7}}",
        "1 2",
        "sNaN",
    ],
)
def test_hours_that_cannot_be_are_refused_beside_their_field(typed):
    with pytest.raises(Refused) as refusal:
        minutes_from_hours(typed, "estimate")

    assert refusal.value.field == "estimate"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1h30", 90),
        ("1H 30", 90),
        ("1h30m", 90),
        ("1:30", 90),
        ("3h", 180),
        ("3 h", 180),
        ("90m", 90),
        ("90 min", 90),
        ("1,5", 90),
        (".5", 30),
        ("1,5h", 90),
        ("2 hours", 120),
        ("1h5", 65),
        ("24", 1440),
        ("24:00", 1440),
    ],
)
def test_hours_are_taken_the_way_people_write_them_for_work_and_for_estimates(typed, minutes):
    assert (worked_minutes(typed, "hours"), minutes_from_hours(typed, "estimate")) == (minutes, minutes)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("", 0), ("0", 0), ("0.0", 0), ("0,00", 0), ("0h", 0), ("0:00", 0), ("10", 600), ("0.5", 30)]
)
def test_no_hours_of_work_are_fine(typed, minutes):
    assert worked_minutes(typed, "hours") == minutes


@pytest.mark.parametrize("typed", ["-0.5", "a lot", "24.01", "24h01", "1441m", "1:3", "1h60"])
def test_work_that_is_no_number_of_hours_of_one_day_is_refused_with_examples(typed):
    with pytest.raises(Refused) as refusal:
        worked_minutes(typed, "hours@P1")

    assert refusal.value.field == "hours@P1"
    assert refusal.value.message == "Enter hours from 0 to 24, for example 1.5 or 1h30."


def test_an_estimate_has_its_own_upper_limit():
    with pytest.raises(Refused) as refusal:
        minutes_from_hours("10001", "estimate")

    assert refusal.value.message == "Enter hours above 0 and up to 10,000, for example 1.5 or 1h30."


@pytest.mark.parametrize(
    ("minutes", "words"), [(1440, None), (1441, "24.02 hours"), (1530, "25.5 hours"), (1500, "25 hours")]
)
def test_a_day_of_work_has_at_most_24_hours(minutes, words):
    problems = hours_problems(minutes, "hours")

    assert [words in problem.message for problem in problems] == ([True] if words else [])
