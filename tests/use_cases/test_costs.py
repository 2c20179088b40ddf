"""What a running project costs, and who hears when it runs away."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.cost_alerts import Alarm
from domain.cost_notices import CostAlert
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.stages import CostKind, OtherCost
from domain.viability import Viability
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, HEAD, IT, NOON, PM, RESP
from use_cases.checkins import answer_checkin
from use_cases.cost_watches import WatchCosts, watch_costs
from use_cases.costs import CostGap, FindCostGap, ShowCosts, find_cost_gap, show_costs
from use_cases.estimates import EstimateStage, estimate_stage
from use_cases.overrides import OverrideGate, override_gate
from use_cases.work import LogWork, log_work


def running(tx):
    """A project with a running stage of 10 hours at 90, and one to come."""
    project = make.priced(tx, make.project(tx, started=True))
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build", hours=1, paid=10)
    return project, stage


def alerts(tx):
    return [(one.to.person, [crossing.alarm for crossing in one.crossings]) for one in saved.said(tx, CostAlert)]


def log(tx, project, hours, now=NOON, **more):
    log_work(LogWork(make.actor(ANA), project.id, hours, **more), tx, now)


@pytest.mark.parametrize("who", [PM, IT, HEAD, RESP])
def test_who_answers_for_a_project_sees_its_cost(tx, who):
    project, _ = running(tx)
    log(tx, project, "5")

    report = show_costs(ShowCosts(make.actor(who), "NET"), tx, NOON).facts

    assert [(one.budget, one.spent) for one in report.stages] == [("€900.00", "€450.00"), ("€100.00", "€0.00")]
    assert (report.earned.spent, report.earned.expected) == ("€450.00", "€1,000.00")
    assert report.pricing.margin == "€1,000.00"


@pytest.mark.parametrize("who", [ANA, make.NOBODY])
def test_nobody_else_sees_it(tx, who):
    running(tx)

    with pytest.raises(Forbidden):
        show_costs(ShowCosts(make.actor(who), "NET"), tx, NOON)


def test_what_nobody_has_said_is_not_free_and_is_asked_stage_after_stage_and_then_the_rate_of_who_may_set_it(tx):
    project = make.project(tx)
    make.stage(tx, project)
    training = make.stage(tx, project, "Training", hours=0)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON)
    drawn = draw_message("cost_report", report)
    gaps = [find_cost_gap(FindCostGap(make.actor(), "NET"), tx, NOON)]
    tx.stages.change(replace(training, costs=(OtherCost("o1", "Trainer", CostKind.SERVICE, Decimal(90)),)))
    gaps.append(find_cost_gap(FindCostGap(make.actor(), "NET"), tx, NOON))
    make.workspace(tx, it_managers=(PM,))
    gaps.append(find_cost_gap(FindCostGap(make.actor(), "NET"), tx, NOON))

    assert (drawn.text, "not estimated yet" in str(drawn.blocks)) == (
        "NET Net rollout: planned to cost €0.00 so far",
        True,
    )
    assert "Needs of 2 Training" in str(drawn.blocks)
    assert gaps == [CostGap(training.id, "2 Training"), CostGap(), CostGap(skill_id="networking", minutes=600)]


def test_the_start_keeps_what_was_planned_as_the_budget_whatever_is_planned_later(tx):
    project = make.priced(tx, make.project(tx))
    stage = make.stage(tx, project, hours=10, paid=100)
    override_gate(OverrideGate(make.actor(make.HEAD), "NET", "They wait for it"), tx, NOON)

    tx.stages.change(replace(tx.stages.get(stage.id), costs=()))

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON).facts
    assert (report.stages[0].budget, report.stages[0].planned_cost) == ("€1,000.00", "€900.00")
    assert tx.cost_watches.get(project.id).next_at is not None


def test_each_crossing_is_told_once_to_whoever_answers_for_it(tx):
    project, stage = running(tx)
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "20", ""), tx, NOON)

    log(tx, project, "2")
    log(tx, project, "2")

    doubled = [(person, [Alarm.EXPECTED]) for person in (PM, IT, HEAD)]  # €1,900 of €1,000
    assert alerts(tx) == doubled + [(person, [Alarm.COST]) for person in (PM, IT, HEAD)]


def test_a_stage_of_which_nobody_has_said_what_is_left_alarms_nobody_and_is_asked_for(tx):
    project, stage = running(tx)
    in_time = NOON + timedelta(days=1)

    log(tx, project, "3", in_time)

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, in_time).facts
    assert alerts(tx) == []
    assert (report.earned.planned_value, report.earned.cost_index, report.earned.time_index) == ("€300.00", "", "")
    assert (report.earned.earned, report.earned.unknown, report.estimable_id) == ("", ("1 Design",), stage.id)


def test_a_spent_budget_is_told_besides(tx):
    project, _ = running(tx)

    log(tx, project, "", amount="1001", what="Cables")

    assert Alarm.BUDGET in alerts(tx)[0][1]


def test_every_morning_time_is_looked_at_too(tx):
    project, stage = running(tx)
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "10", ""), tx, NOON)
    told = len(alerts(tx))
    due = tx.cost_watches.get(project.id).next_at

    watch_costs(WatchCosts(make.clock(), project.id), tx, due)

    assert due > NOON
    assert tx.cost_watches.get(project.id).next_at > due
    assert tx.cost_watches.get(project.id).time_level == 2
    assert len(alerts(tx)) > told
    watch_costs(WatchCosts(make.clock(), project.id), tx, due)
    assert tx.cost_watches.get(project.id).next_at > due


def test_nothing_is_looked_at_before_it_is_due(tx):
    project, _ = running(tx)
    log(tx, project, "1")
    due = tx.cost_watches.get(project.id).next_at

    watch_costs(WatchCosts(make.clock(), project.id), tx, due - timedelta(seconds=1))

    assert tx.cost_watches.get(project.id).next_at == due


def test_a_project_on_hold_alarms_nobody_and_is_looked_at_again(tx):
    project, stage = running(tx)
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "10", ""), tx, NOON)
    due = tx.cost_watches.get(project.id).next_at
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.ON_HOLD))

    watch_costs(WatchCosts(make.clock(), project.id), tx, due)

    assert alerts(tx) == []
    assert tx.cost_watches.get(project.id).next_at > due


def test_a_project_that_is_over_is_looked_at_no_more(tx):
    project, _ = running(tx)
    log(tx, project, "1")
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.COMPLETED))

    watch_costs(WatchCosts(make.clock(), project.id), tx, NOON + timedelta(days=9))

    assert tx.cost_watches.get(project.id).next_at is None


def test_hours_that_nobody_can_price_are_told_beside_the_figures(tx):
    project = make.project(tx, started=True)
    log(tx, project, "2")

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON).facts

    assert (report.unpriced_minutes, report.elsewhere) == (120, "€0.00")


def test_a_check_in_that_is_put_right_does_not_count_as_worked_since_the_estimate(tx):
    project = make.priced(tx, make.project(tx, started=True, team=[ANA]))
    stage = make.running_stage(tx, project)
    make.round_of(tx, project, now=NOON)
    make.prompt(tx, now=NOON)
    hours = NOON + timedelta(hours=1), NOON + timedelta(hours=2), NOON + timedelta(hours=3)
    answer_checkin(make.checkin(project, make.actor(ANA), hours="6"), tx, hours[0])
    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "10", ""), tx, hours[1])

    answer_checkin(make.checkin(project, make.actor(ANA), hours="6", done="Spelled right"), tx, hours[2])

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, hours[2]).facts
    assert (report.stages[0].spent, report.stages[0].left) == ("€540.00", "€900.00")


@pytest.mark.parametrize(("paid", "used"), [("0", "€0.00"), ("40", "€40.00"), ("900", "€100.00")])
def test_the_reserve_stays_in_sight_after_the_start_with_what_is_taken_of_it(tx, paid, used):
    project, stage = running(tx)
    tx.viabilities.keep(Viability(project.id, contingency=10))

    estimate_stage(EstimateStage(make.actor(RESP), stage.id, "10", paid), tx, NOON)

    reserve = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON).facts.reserve
    assert (reserve.amount, reserve.used, reserve.is_used_up) == ("€100.00", used, paid == "900")


def test_hours_on_no_stage_are_told_apart_and_judge_no_work(tx):
    project = make.priced(tx, make.project(tx, started=True))
    make.stage(tx, project)

    log(tx, project, "2")

    report = show_costs(ShowCosts(make.actor(), "NET"), tx, NOON).facts
    assert (report.elsewhere_minutes, report.earned.cost_index, report.earned.is_dear) == (120, "", False)
    assert {alarm for _, alarms in alerts(tx) for alarm in alarms} == {Alarm.EXPECTED}
