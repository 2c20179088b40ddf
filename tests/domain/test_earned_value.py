"""Earned value: the definitions, against worked examples that others have published."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from domain.earned_value import EarnedValue, earned_by_estimate, share_planned_by

MONDAY = date(2026, 12, 7)
AMOUNTS = st.decimals(0, 10**7, places=2)


def value(budget, planned, earned, spent, to_go=None):
    return EarnedValue(*(None if one is None else Decimal(one) for one in (budget, planned, earned, spent, to_go)))


def rounded(amount, places="1"):
    return amount.quantize(Decimal(places))


def test_the_fence_with_four_sides_at_the_end_of_its_third_day():
    """Source: R. Mulcahy, PMP Exam Prep, the fence exercise: four sides of $1,000 and a day each."""
    fence = value(4000, 3000, 2500, 2800)

    assert (fence.cost_variance, fence.time_variance) == (-300, -500)
    assert (rounded(fence.cost_index, "0.001"), rounded(fence.time_index, "0.001")) == (
        Decimal("0.893"),
        Decimal("0.833"),
    )
    # The book divides by the rounded 0.893 and gets 4,479; exactly it is 4,480.
    assert (fence.at_this_pace, fence.estimate_at_completion) == (4480, 4480)
    assert (fence.estimate_to_complete, fence.variance_at_completion) == (1680, -480)


def test_the_one_task_of_eight_hours_that_took_eleven():
    """Source: Tutorialspoint, Earned Value Management, Examples: $100 an hour, one more hour is thought to be left."""
    task = value(800, 800, Decimal(800) * 1100 / 1200, 1100, 100)

    assert rounded(task.earned) == 733  # printed as 734, from the rounded 91.7 %
    assert (task.estimate_at_completion, task.variance_at_completion) == (1200, -400)
    assert (rounded(task.cost_variance), rounded(task.time_variance)) == (-367, -67)
    assert rounded(task.cost_index, "0.01") == Decimal("0.67")  # printed as 0.66
    assert rounded(task.time_index, "0.01") == Decimal("0.92")  # printed as 0.91


def test_before_anything_is_done_or_due_there_is_no_index_and_the_rest_goes_as_planned():
    start = value(4000, 0, 0, 0)

    assert (start.cost_index, start.time_index, start.at_this_pace) == (None, None, None)
    assert (start.estimate_at_completion, start.variance_at_completion) == (4000, 0)


def test_what_was_spent_for_nothing_comes_on_top_of_the_plan():
    assert value(4000, 1000, 0, 500).estimate_at_completion == 4500


@pytest.mark.parametrize(
    ("original", "remaining", "earned"), [(20, 18, 2), (30, 20, 10), (120, 100, 20), (100, 120, 0)]
)
def test_what_is_left_says_what_is_earned_as_primavera_reckons_it(original, remaining, earned):
    """Sources: N. Khorrami Rad, Duration Percent Complete in Primavera P6 (20 days, 18 left: 10 %); Bibloteka, Types
    of Percent Complete Fields in Primavera P6 (30 days, 23 left: 23.3 %; more left than planned: 0 %)."""
    assert earned_by_estimate(Decimal(original), Decimal(remaining)) == earned


def test_where_nobody_knows_what_is_earned_there_is_no_index_and_no_pace():
    unknown = value(1000, 500, 500, 500) + value(1000, 500, None, 900, 100)

    assert (unknown.earned, unknown.cost_index, unknown.time_index, unknown.at_this_pace) == (None,) * 4
    assert (unknown.cost_variance, unknown.time_variance) == (None, None)


def test_what_stands_on_no_planned_work_is_spent_and_left_out_of_what_the_work_cost():
    whole = EarnedValue(*map(Decimal, (1000, 400, 300, 500, 700)), astray=Decimal(200))

    assert (whole.cost_index, whole.cost_variance, whole.at_this_pace) == (1, 0, 1200)
    assert (whole.estimate_at_completion, (whole + whole).astray) == (1200, 400)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=6))
def test_the_figures_of_a_project_are_the_sums_of_its_stages(stages):
    values = [value(*one) for one in stages]

    whole = sum(values[1:], start=values[0])

    assert whole.budget == sum(one.budget for one in values)
    assert whole.estimate_at_completion == sum(one.estimate_at_completion for one in values)
    assert whole.variance_at_completion == sum(one.variance_at_completion for one in values)


@pytest.mark.parametrize(
    ("days", "share"), [(0, "0"), (1, "0.2"), (4, "0.8"), (5, "1"), (6, "1"), (7, "1"), (30, "1"), (-3, "0")]
)
def test_a_week_of_work_is_due_by_its_working_days_that_have_passed(days, share):
    friday = MONDAY + timedelta(days=4)

    assert share_planned_by(MONDAY + timedelta(days=days), MONDAY, friday, WorkingCalendar()) == Decimal(share)


def test_work_on_days_on_which_nobody_works_is_due_all_the_same():
    saturday, sunday = MONDAY + timedelta(days=5), MONDAY + timedelta(days=6)

    assert share_planned_by(sunday, saturday, sunday, WorkingCalendar()) == Decimal("0.5")
