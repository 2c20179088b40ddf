"""What a running project is measured by once a change of it was agreed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.stages import CostKind, StageState
from message_templates import draw_message
from tests import make
from tests.make import COMPLETION, NOON, PM, TODAY
from tests.use_cases.change_scenes import JULY, agree, answered, approved, ask
from tests.use_cases.refusals import refused
from use_cases.cost_watches import begin_counting
from use_cases.costs import ShowCosts, show_costs
from use_cases.stage_cards import ShowStage, ShowStages, show_stage, show_stages
from use_cases.stage_needs import DropNeed, NeedMoney, NeedSkill, drop_need, need_money, need_skill
from use_cases.stages import RemoveStage, SaveStage, remove_stage, save_stage

COST = Decimal("11110.33")
"""100 hours at 77.77, and 3,333.33 of cables."""
RATE = Decimal("77.77")
LATER = NOON + timedelta(days=40)


@pytest.fixture
def project(tx):
    """Two stages: Roll-out, February to June, and Survey, in January."""
    project = approved(tx, started=True)
    begin_counting(project, tx, NOON)
    return project


def stages(tx, project):
    return {one.name: one for one in tx.stages.in_project(project.id)}


def work(tx, stage, hours):
    """Let all of the work of a stage be so many hours."""
    need_skill(NeedSkill(make.actor(PM), stage.id, "INTERNAL-skill", "3", hours), tx, NOON)


def moved(tx, stage, **days):
    plan = replace(stage.plan, **days)
    save_stage(SaveStage(make.actor(PM), stage.project_id, **vars(plan), stage_id=stage.id), tx, NOON)
    return tx.stages.get(stage.id)


def changed(tx, project, **figures):
    agree(tx, ask(tx, project, **figures), now=LATER)
    if tx.plans.newest_of(project.id).is_open:
        answered(tx, project, now=LATER)


def report(tx):
    return show_costs(ShowCosts(make.actor(), "NET"), tx, LATER).facts


def test_work_that_was_planned_for_a_change_counts_once_it_is_agreed(tx, project):
    work(tx, stages(tx, project)["Roll-out"], "110")
    assert stages(tx, project)["Roll-out"].budget.cost == COST

    changed(tx, project, price="+2000", effort="+10")

    assert stages(tx, project)["Roll-out"].budget.cost == COST + 10 * RATE
    assert (report(tx).measure.change, report(tx).measure.unplanned_minutes) == ("NET-C1", 0)
    frozen = tx.baselines.newest_of(project.id).stages
    assert (sum(one.cost for one in frozen), report(tx).earned.budget) == (2 * COST + 10 * RATE, "€22,998.36")


def test_agreed_work_that_is_planned_afterwards_grows_the_budget_and_no_more_than_was_agreed(tx, project):
    changed(tx, project, effort="+10")
    before, listed = report(tx).measure.unplanned_minutes, show_stages(ShowStages(make.actor(), "NET"), tx, LATER).facts

    work(tx, stages(tx, project)["Roll-out"], "125")

    assert (before, listed.unplanned_minutes) == (600, 600)
    assert show_stages(ShowStages(make.actor(), "NET"), tx, LATER).facts.unplanned_minutes == 0
    budget = stages(tx, project)["Roll-out"].budget
    assert (budget.minutes, budget.cost) == (6600, COST + 10 * RATE)
    assert report(tx).measure.unplanned_minutes == 0


def test_days_that_were_agreed_move_what_is_due_and_a_slip_beyond_them_does_not(tx, project):
    changed(tx, project, completion_date=JULY)
    late = (JULY - COMPLETION).days

    in_time = moved(tx, stages(tx, project)["Roll-out"], ends_on=date(2027, 6, 30) + timedelta(days=late))
    too_late = moved(tx, stages(tx, project)["Survey"], ends_on=date(2027, 1, 29) + timedelta(days=late + 1))

    assert in_time.budget.ends_on == in_time.ends_on
    assert too_late.budget.ends_on == date(2027, 1, 29)


def test_without_an_agreement_a_plan_that_grows_is_measured_by_the_start(tx, project):
    work(tx, stages(tx, project)["Roll-out"], "110")
    moved(tx, stages(tx, project)["Roll-out"], ends_on=date(2027, 6, 29))

    budget = stages(tx, project)["Roll-out"].budget
    assert (budget.cost, budget.ends_on) == (COST, date(2027, 6, 30))
    assert (report(tx).measure.change, report(tx).measure.since) == ("", TODAY)


def test_a_stage_that_has_ended_keeps_what_it_ended_with(tx, project):
    survey = stages(tx, project)["Survey"]
    tx.stages.change(replace(survey, state=StageState.ENDED, costs=(), started_at=NOON, ended_at=NOON))

    changed(tx, project, price="+2000")

    assert stages(tx, project)["Survey"].budget.cost == COST


def test_a_stage_that_is_planned_after_the_start_shows_what_it_adds(tx, project):
    before = report(tx).earned.budget

    added = save_stage(SaveStage(make.actor(PM), project.id, "More", date(2027, 1, 4), date(2027, 1, 8)), tx, NOON)
    work(tx, tx.stages.get(added), "10")

    line = next(one for one in report(tx).stages if one.id == added)
    assert (report(tx).earned.budget, line.budget, line.is_over) == (before, "€0.00", True)
    changed(tx, project, effort="+10")
    assert tx.stages.get(added).budget.cost == 10 * RATE


def test_a_stage_that_is_measured_goes_once_a_change_is_agreed_without_it(tx, project):
    survey = stages(tx, project)["Survey"]
    taking = RemoveStage(make.actor(PM), survey.id)

    with refused(tx, words="so it stays. Take out what it needs"):
        remove_stage(taking, tx, NOON)
    card = draw_message("stage_card", show_stage(ShowStage(taking.actor, taking.stage_id), tx, NOON))
    assert "stage_remove" not in str(card.blocks)
    for part in (*survey.needs, *survey.costs):
        drop_need(DropNeed(make.actor(PM), survey.id, part.id), tx, NOON)
    assert report(tx).earned.budget == "€22,220.66"
    changed(tx, project, effort="-100")

    remove_stage(taking, tx, NOON)
    assert report(tx).earned.budget == "€11,110.33"


def test_where_nothing_was_planned_at_the_start_the_plan_is_what_there_is(tx):
    project = make.priced(tx, make.project(tx, started=True))

    save_stage(SaveStage(make.actor(PM), project.id, "More", TODAY, TODAY + timedelta(days=1)), tx, NOON)

    assert tx.stages.in_project(project.id)[0].budget is None


def spend(tx, stage, amount):
    """Let a stage cost so much more that is no work."""
    need_money(NeedMoney(make.actor(PM), stage.id, "Switches", CostKind.HARDWARE, amount), tx, NOON)


def budgets(tx, project):
    return {name: (one.budget.minutes, one.budget.cost) for name, one in stages(tx, project).items()}


UNTOUCHED = (6000, COST)


def test_what_a_plan_grew_by_itself_does_not_become_budget_with_a_change_of_something_else(tx, project):
    work(tx, stages(tx, project)["Roll-out"], "150")
    spend(tx, stages(tx, project)["Survey"], "5000")
    moved(tx, stages(tx, project)["Survey"], ends_on=date(2027, 2, 12))

    changed(tx, project, users_count=150)

    assert budgets(tx, project) == {"Roll-out": UNTOUCHED, "Survey": UNTOUCHED}
    assert stages(tx, project)["Survey"].budget.ends_on == date(2027, 1, 29)
    assert report(tx).earned.budget == "€22,220.66"
    assert tx.baselines.newest_of(project.id).cost == 2 * COST


def test_of_a_plan_that_grew_by_more_than_was_agreed_only_what_was_agreed_becomes_budget(tx, project):
    """50 hours more are planned and 10 agreed; 5,000 more of hardware, and 2,000 of price beyond the 777.70 of work."""
    work(tx, stages(tx, project)["Roll-out"], "150")
    spend(tx, stages(tx, project)["Survey"], "5000")

    changed(tx, project, price="+2000", effort="+10")

    assert budgets(tx, project) == {
        "Roll-out": (6600, Decimal("11888.03")),
        "Survey": (6000, COST + Decimal("1222.30")),
    }


def test_what_one_stage_costs_less_another_may_cost_more(tx, project):
    survey = stages(tx, project)["Survey"]
    drop_need(DropNeed(make.actor(PM), survey.id, survey.costs[0].id), tx, NOON)
    spend(tx, stages(tx, project)["Roll-out"], "5000")

    changed(tx, project, users_count=150)

    assert budgets(tx, project) == {"Roll-out": (6000, COST + Decimal("3333.33")), "Survey": (6000, Decimal("7777.00"))}
    assert report(tx).earned.budget == "€22,220.66"


def test_days_that_no_change_won_are_not_won_by_moving_twice(tx, project):
    changed(tx, project, completion_date=JULY)
    late = JULY - COMPLETION
    moved(tx, stages(tx, project)["Survey"], ends_on=date(2027, 1, 29) + late)

    changed(tx, project, price="+1")
    again = moved(tx, stages(tx, project)["Survey"], ends_on=date(2027, 1, 29) + late + timedelta(days=1))

    assert again.budget.ends_on == date(2027, 1, 29) + late


def test_a_stage_that_slips_as_a_whole_beyond_what_was_agreed_keeps_both_days_it_is_measured_by(tx, project):
    before = stages(tx, project)["Survey"].budget
    slip = timedelta(days=7)
    moved(tx, stages(tx, project)["Survey"], starts_on=before.starts_on + slip, ends_on=before.ends_on + slip)

    changed(tx, project, users_count=150)

    after = stages(tx, project)["Survey"].budget
    assert (after.starts_on, after.ends_on) == (before.starts_on, before.ends_on)
