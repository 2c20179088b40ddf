"""What stages cost: every total is the sum of its lines, to the cent."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars import WorkingCalendar
from domain.identity import UserId
from domain.money import Currency
from domain.stage_costs import ActualCost, CostFacts, Done, actual_costs, planned_cost, stage_figures, totals
from domain.stages import Budget, CostKind, OtherCost, SkillNeed, Stage, StageState
from domain.work import Estimate, Spent, Worked

EUR = Currency("EUR")
MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)
NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
RATES = {"networking": Decimal(90), "cloud": Decimal("110.50")}
MINUTES = st.integers(1, 100_000)
CENTS = st.decimals("0.01", 10**6, places=2)


def stage(id="s1", needs=(("networking", 600),), costs=("240",), state=StageState.PLANNED, **more):
    wanted = tuple(SkillNeed(f"{id}-{n}", skill, 3, minutes) for n, (skill, minutes) in enumerate(needs))
    money = tuple(OtherCost(f"{id}-c{n}", f"c{n}", CostKind.OTHER, Decimal(one)) for n, one in enumerate(costs))
    return replace(
        Stage(id, "p1", 1, id, MONDAY, FRIDAY, None, needs=wanted, costs=money, state=state),
        **more,
    )


def figures(one, today=MONDAY, **facts):
    (found,) = stage_figures(CostFacts((one,), RATES, **facts), today, WorkingCalendar(), EUR)
    return found


def left(minutes, money=0, **more):
    return replace(Estimate("e", "p1", "s1", UserId("U1"), NOON, minutes, Decimal(money)), **more)


def test_a_stage_costs_its_hours_by_skill_and_what_is_paid_besides():
    planned = planned_cost(stage(needs=(("networking", 90), ("cloud", 60))), RATES, EUR)

    assert (planned.labour, planned.other, planned.total) == (Decimal("245.50"), 240, Decimal("485.50"))
    assert (planned.minutes, planned.without) == (150, ())


def test_hours_of_a_skill_without_a_rate_cost_nothing_and_are_named():
    planned = planned_cost(stage(needs=(("networking", 60), ("design", 60), ("design", 30))), RATES, EUR)

    assert (planned.labour, planned.without) == (90, ("design",))


@given(st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.sampled_from([None, Decimal("95.50")]), MINUTES)))
def test_no_minute_is_lost_and_no_cent_between_stages_and_the_whole(entries):
    worked = [Worked(stage_id, rate, minutes) for stage_id, rate, minutes in entries]

    found = actual_costs(worked, (), EUR)

    assert sum(one.minutes for one in found.values()) == sum(one.minutes for one in worked)
    assert sum(one.unpriced for one in found.values()) == sum(one.minutes for one in worked if one.rate is None)
    exact = sum(one.minutes * one.rate / 60 for one in worked if one.rate is not None)
    assert abs(sum(one.labour for one in found.values()) - exact) <= Decimal("0.005") * len(worked)


@given(st.lists(st.tuples(st.lists(MINUTES, max_size=4), st.lists(CENTS, max_size=4)), min_size=1, max_size=5))
def test_what_the_stages_cost_is_what_the_project_costs(stages):
    made = [
        stage(f"s{n}", [("networking", one) for one in minutes], costs) for n, (minutes, costs) in enumerate(stages)
    ]

    found = stage_figures(CostFacts(tuple(made), RATES), MONDAY, WorkingCalendar(), EUR)

    whole = totals(found, ActualCost())
    assert whole.planned.total == sum(one.planned.total for one in found) == whole.value.budget
    assert whole.planned.minutes == sum(sum(minutes) for minutes, _ in stages)
    assert whole.value.estimate_at_completion == whole.planned.total


def test_a_planned_stage_has_earned_nothing_and_leaves_all_of_its_plan():
    value = figures(stage(), MONDAY + timedelta(days=1)).value

    assert (value.budget, value.planned, value.earned, value.spent) == (1140, 228, 0, 0)
    assert value.estimate_at_completion == 1140


@pytest.mark.parametrize(("spent", "to_go"), [(240, 900), (1140, 0), (2000, 0)])
def test_what_was_spent_on_a_stage_before_it_began_is_not_to_be_spent_again(spent, to_go):
    value = figures(stage(), spent=(Spent("s1", Decimal(spent)),)).value

    assert (value.earned, value.spent, value.to_go) == (0, spent, to_go)


def test_an_ended_stage_has_earned_all_of_its_budget_and_leaves_nothing():
    found = figures(
        stage(state=StageState.ENDED), worked=(Worked("s1", Decimal(90), 700),), spent=(Spent("s1", Decimal(300)),)
    )

    assert (found.value.earned, found.value.spent, found.value.to_go) == (1140, 1350, 0)


def test_a_running_stage_has_earned_what_its_tasks_say():
    found = figures(
        stage(state=StageState.RUNNING), worked=(Worked("s1", Decimal(90), 400),), done={"s1": Done(600, 600 * 50)}
    )

    assert (found.value.earned, found.value.spent) == (570, 600)
    assert found.value.to_go == 600  # the other half at the pace of the first


@pytest.mark.parametrize(
    ("done", "earned"),
    [
        (Done(30, 30 * 100), 45),  # ½ h of the 10 that are planned: 900 ÷ 20
        (Done(1200, 600 * 100), 450),  # its tasks come to 20 h, 10 of them done
        (Done(600, 600 * 100), 810),  # all of it, and the last tenth at its end
        (Done(2, 1 * 100, is_alike=True), 450),  # one of two that nobody estimated
    ],
)
def test_tasks_earn_what_they_are_of_the_work_that_is_planned(done, earned):
    running = stage(state=StageState.RUNNING, costs=())

    value = figures(running, worked=(Worked("s1", Decimal(90), 540),), done={"s1": done}).value

    assert (value.budget, value.earned, value.spent) == (900, earned, 810)


def test_a_small_task_does_not_hide_what_is_said_to_be_left():
    worked, said = (Worked("s1", Decimal(90), 540),), (left(1200),)
    running, half_an_hour = stage(state=StageState.RUNNING, costs=()), {"s1": Done(30, 30 * 100)}

    value = figures(running, worked=worked, done=half_an_hour, estimates=said).value

    assert round(value.earned, 2) == Decimal("15.52")  # ½ h of the 9 + 20 that it will have taken: 900 ÷ 58
    assert value.estimate_at_completion == 810 + 1800


def test_whoever_does_more_than_was_thought_at_the_beginning_is_not_behind():
    since = (Worked("s1", Decimal(90), 240),)
    running = stage(state=StageState.RUNNING, costs=())

    value = figures(
        running, worked=since, worked_since=since, done={"s1": Done(600, 300 * 100)}, estimates=(left(600),)
    ).value

    assert (value.earned, value.cost_index) == (450, Decimal("1.25"))  # 5 of 10 h done in 4


@pytest.mark.parametrize(("percent", "to_go"), [(9, 819), (10, 1620), (20, 720)])
def test_until_a_tenth_is_earned_the_rest_costs_what_was_planned(percent, to_go):
    running = stage(state=StageState.RUNNING, costs=())

    value = figures(running, worked=(Worked("s1", Decimal(90), 120),), done={"s1": Done(600, 600 * percent)}).value

    assert value.to_go == to_go  # 180 spent: a tenth of 1800, a fifth of 900


@pytest.mark.parametrize(("left_minutes", "earned"), [(600, 240), (400, 540), (900, 0), (60, 1026), (0, 1026)])
def test_a_running_stage_without_tasks_has_earned_its_budget_less_what_is_left_and_a_tenth_only_at_its_end(
    left_minutes, earned
):
    found = figures(
        stage(state=StageState.RUNNING), worked=(Worked("s1", Decimal(90), 1200),), estimates=(left(left_minutes),)
    )

    assert (found.value.earned, found.value.spent) == (earned, 1800)


def test_what_is_left_is_measured_by_the_budget_and_not_by_a_plan_that_has_grown():
    budget = Budget(Decimal(900), 600, MONDAY, FRIDAY)
    grown = stage(needs=[("networking", 1200)], costs=(), state=StageState.RUNNING, budget=budget)

    assert figures(grown, estimates=(left(600),)).value.earned == 0


def test_a_running_stage_that_has_outlived_what_was_thought_to_be_left_is_not_done():
    since = (Worked("s1", Decimal(90), 180),)

    value = figures(stage(state=StageState.RUNNING), worked=since, worked_since=since, estimates=(left(120),)).value

    assert (value.to_go, value.earned) == (0, 1026)


@pytest.mark.parametrize(("hours", "to_go"), [(0, 1140), (2, 960), (38, 0)])
def test_of_a_running_stage_that_nobody_has_said_anything_of_nobody_knows_what_is_earned(hours, to_go):
    value = figures(stage(state=StageState.RUNNING), worked=(Worked("s1", Decimal(90), hours * 60),)).value

    assert (value.earned, value.cost_index, value.time_index, value.to_go) == (None, None, None, to_go)


def test_a_running_stage_without_a_budget_has_earned_nothing_and_hides_nothing():
    assert figures(stage(needs=(), costs=(), state=StageState.RUNNING)).value.earned == 0


def test_what_was_left_of_a_stage_before_its_end_is_left_until_somebody_says_after_it_what_is():
    ended = stage(state=StageState.ENDED, ended_at=NOON + timedelta(hours=1))
    early, late = left(600, 100), left(0, 50, at=NOON + timedelta(hours=2))

    assert figures(ended, estimates=(early,)).value.to_go == 1000
    assert figures(ended).value.to_go == 0
    assert figures(ended, estimates=(early, late)).value.to_go == 50
    assert figures(ended, estimates=(early, late)).value.earned == 1140


def test_what_was_done_since_the_last_estimate_is_not_left_any_more():
    found = figures(
        stage(state=StageState.RUNNING),
        worked=(Worked("s1", Decimal(90), 300),),
        spent=(Spent("s1", Decimal(50)),),
        worked_since=(Worked("s1", Decimal(90), 120),),
        spent_since=(Spent("s1", Decimal(50)),),
        estimates=(left(9999, 9999), left(300, 30)),
    )

    assert found.value.to_go == 270  # 180 min at 90 an hour, and of the 30 nothing


def test_what_was_budgeted_at_the_start_stays_the_measure_when_the_plan_changes():
    budget = Budget(Decimal(1000), 600, MONDAY, FRIDAY)
    moved = stage(budget=budget, starts_on=FRIDAY, ends_on=FRIDAY, costs=("9999",))

    value = figures(moved, MONDAY + timedelta(days=1)).value

    assert (value.budget, value.planned) == (1000, 200)
    assert value.estimate_at_completion == 900 + 9999


@pytest.mark.parametrize("state", list(StageState))
def test_what_belongs_to_no_stage_is_spent_and_earns_nothing(state):
    elsewhere = actual_costs([Worked(None, Decimal(60), 60)], [Spent(None, Decimal(5))], EUR)[None]

    whole = totals([figures(stage(state=state))], elsewhere)

    assert whole.value.spent == 65
    assert whole.actual.total == 65
