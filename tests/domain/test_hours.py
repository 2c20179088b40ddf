import pytest

from domain.checkins import hours_problems, worked_minutes
from domain.hours import minutes_from_hours
from domain.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), ("  ", None), ("1", 60), ("1.5", 90), ("1,5", 90), (" 0.25 ", 15), ("0.001", 1), ("10000", 600_000)],
)
def test_typed_hours_become_whole_minutes(typed, minutes):
    assert minutes_from_hours(typed, "hours") == minutes


@pytest.mark.parametrize(
    "typed", ["0", "-1", "10000.1", "two", "1h", "1e9", "NaN", "inf", "1.5.2", "{{7*7}}", "1 2", "sNaN"]
)
def test_hours_that_cannot_be_are_refused_beside_their_field(typed):
    with pytest.raises(Refused) as refusal:
        minutes_from_hours(typed, "estimate")

    assert refusal.value.field == "estimate"


@pytest.mark.parametrize(("typed", "minutes"), [("", 0), ("0", 0), ("0.0", 0), ("0,00", 0), ("10", 600), ("0.5", 30)])
def test_no_hours_of_work_are_fine(typed, minutes):
    assert worked_minutes(typed, "hours") == minutes


@pytest.mark.parametrize("typed", ["-0.5", "a lot", "10000.5"])
def test_work_that_is_no_number_of_hours_is_refused_beside_its_field(typed):
    with pytest.raises(Refused) as refusal:
        worked_minutes(typed, "hours@P1")

    assert refusal.value.field == "hours@P1"


@pytest.mark.parametrize(
    ("minutes", "words"), [(1440, None), (1441, "24.02 hours"), (1530, "25.5 hours"), (1500, "25 hours")]
)
def test_a_day_of_work_has_at_most_24_hours(minutes, words):
    problems = hours_problems(minutes, "hours")

    assert [words in problem.message for problem in problems] == ([True] if words else [])
