"""How a project came out against what was agreed."""

from datetime import date
from decimal import Decimal

from domain.baselines import BaselineStage
from domain.goal_answers import GoalAnswer, GoalOutcome, GoalVerdict, unanswered
from domain.outcomes import NONE_TAKEN, Compared, Taken, compare_stages
from domain.scope import Goal

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 11)
GOAL = Goal("g1", "Fewer calls", "Calls a week", "20")


def agreed(number, minutes=600, cost="500"):
    return BaselineStage(f"s{number}", number, f"Stage {number}", FIRST, LAST, minutes, Decimal(cost))


def taken(first=FIRST, last=LAST, minutes=600, cost="500"):
    return Taken(first, last, minutes, Decimal(cost))


def test_what_came_is_measured_against_what_was_agreed():
    compared = Compared(taken(), taken(last=date(2026, 3, 16), minutes=768, cost="450.50"))

    assert compared.days_late == 5
    assert compared.minutes_over == 168
    assert compared.cost_over == Decimal("-49.50")
    assert compared.effort == Decimal("1.28")
    assert compared.money == Decimal("0.901")
    assert compared.time == Decimal("1.5")  # 15 days of 10


def test_what_nobody_measured_has_no_ratio():
    compared = Compared(NONE_TAKEN, taken(minutes=0))

    assert (compared.effort, compared.money, compared.time, compared.days_late) == (None, None, None, None)
    assert Compared(taken(), taken(minutes=0, cost="0")).effort is None


def test_stages_that_were_added_or_taken_out_stand_in_the_list():
    found = compare_stages([agreed(1), agreed(2)], [(agreed(3), taken(minutes=60)), (agreed(1), taken(minutes=660))])

    assert [(one.number, one.was_added) for one in found] == [(1, False), (2, False), (3, True)]
    assert [one.compared.minutes_over for one in found] == [60, -600, 60]


def test_the_whole_is_the_sum_from_the_first_day_to_the_last():
    both = taken(last=date(2026, 3, 4)) + taken(first=date(2026, 3, 5), minutes=30, cost="0.10")

    assert both == Taken(FIRST, LAST, 630, Decimal("500.10"))
    assert both + NONE_TAKEN == both
    assert NONE_TAKEN.days is None


def test_a_goal_that_is_answered_says_what_was_measured():
    cases = {
        GoalAnswer("g1", GoalVerdict.REACHED, "18"): [],
        GoalAnswer("g1", None): [],
        GoalAnswer("g1", None, "18"): ["verdict@g1"],
        GoalAnswer("g1", GoalVerdict.MISSED, " "): ["measured@g1"],
        GoalAnswer("g1", GoalVerdict.PARTLY, "x" * 201, "y" * 1001): ["measured@g1", "words@g1"],
    }

    for answer, fields in cases.items():
        assert [one.field for one in answer.problems()] == fields


def test_goals_without_an_answer_are_still_to_be_answered():
    assert unanswered([GoalOutcome(GOAL), GoalOutcome(GOAL, GoalVerdict.PARTLY, "25")]) == (GOAL,)
