"""When somebody hears that money or time runs away, and when nobody does."""

from decimal import Decimal

import pytest

from domain.cost_alerts import Alarm, CostWatch, Crossing
from domain.earned_value import EarnedValue

FIRST, SECOND = (Crossing(Alarm.COST, 1),), (Crossing(Alarm.COST, 2),)


def told(*values, budget=1000):
    """What is told of each of these in turn: planned, earned, spent, and what is left."""
    watch, found = CostWatch("p1"), []
    for planned, earned, spent, *more in values:
        to_go = Decimal(*more or [0])
        watch, crossings = watch.looking_at(EarnedValue(Decimal(budget), planned, earned, spent, to_go))
        found.append(crossings)
    return found


def test_each_crossing_is_told_once_and_again_only_after_a_recovery():
    steps = ((460, 500), (440, 500), (430, 500), (390, 500), (440, 500), (390, 500), (500, 500), (440, 500))

    assert told(*((100, earned, spent) for earned, spent in steps)) == [(), FIRST, (), SECOND, (), SECOND, (), FIRST]


def test_while_nobody_knows_what_is_earned_nothing_is_told_and_nothing_has_recovered():
    dear, unknown = (0, 70, 100), (0, None, 100)

    assert told(unknown, dear, unknown, dear) == [(), SECOND, (), ()]


def test_time_and_budget_have_crossings_of_their_own():
    dear = (*FIRST, Crossing(Alarm.TIME, 1), Crossing(Alarm.BUDGET, 2))

    assert told((1000, 850, 1001), (1000, 850, 1002)) == [dear, ()]


@pytest.mark.parametrize(
    ("planned", "earned", "spent", "telling"), [(99, 1, 99, False), (100, 0, 0, True), (0, 1, 100, True)]
)
def test_until_a_tenth_of_the_budget_is_due_or_spent_nobody_is_alarmed(planned, earned, spent, telling):
    (crossings,) = told((planned, earned, spent))

    assert bool(crossings) == telling


def test_while_nothing_is_finished_and_hardly_anything_is_due_an_index_of_nought_alarms_nobody():
    spent_early, due_by_now, said_to_be_left = (99, 0, 105), (100, 0, 105), (0, 0, 105, 1001)

    assert told(spent_early) == [()]
    assert told(due_by_now) == [(*SECOND, Crossing(Alarm.TIME, 2))]
    assert SECOND[0] in told(said_to_be_left)[0]


def test_a_quarter_spent_on_the_plan_for_nothing_is_told_though_hardly_anything_is_due():
    little, too_much, all_but_all = (50, 0, 249, 700), (50, 0, 250, 700), (50, 0, 950, 50)

    assert told(little) == [()]
    assert told(too_much)[0][:1] == SECOND == told(all_but_all)[0][:1]


def test_what_stands_on_no_stage_neither_makes_an_index_tell_nor_spoils_it():
    early = EarnedValue(Decimal(1000), 0, Decimal(1), Decimal(500), Decimal(500), astray=Decimal(450))
    later = EarnedValue(Decimal(1000), Decimal(300), Decimal(300), Decimal(500), Decimal(400), astray=Decimal(200))

    assert [CostWatch("p1").looking_at(one)[1] for one in (early, later)] == [(), ()]


def test_without_a_budget_nobody_is_alarmed():
    assert told((0, 0, 0), (0, 0, 5), budget=0) == [(), ()]


def test_what_stands_on_a_threshold_has_not_crossed_it():
    on_all_three = (1000, 900, 1000)

    assert told(on_all_three) == [()]


def test_more_expected_than_budgeted_is_told_once_whatever_is_earned_and_before_anything_is_due():
    expected = [[Crossing(Alarm.EXPECTED, level)] for level in (1, 2)]
    steps = ((0, None, 0, 1111), (0, None, 0, 1112), (0, None, 10, 1200), (0, None, 10, 1245), (0, None, 10, 1990))

    assert [list(one) for one in told(*steps)] == [[], expected[0], [], expected[1], []]
