"""A project comes out against what its customer agreed to last, and that is frozen when it ends."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.identity import new_id
from domain.moves import Move
from domain.outcomes import Basis
from domain.stages import StageState
from domain.work import CostEntry, WorkEntry
from tests import make
from tests.make import ANA, NOON, PM
from tests.use_cases.change_scenes import agree, approved, ask
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.outcomes import outcome_of

LATER = NOON + timedelta(days=30)


@pytest.fixture
def project(tx):
    make.office(tx)
    return approved(tx, started=True)


def worked(tx, project, stage_id, minutes, rate=Decimal("77.77")):
    entry = WorkEntry(new_id(), project.id, ANA, NOON.date(), minutes, stage_id, rate=rate)
    tx.work.add(entry)


def move(tx, kind, now=LATER):
    return move_project(MoveProject(make.actor(PM), kind, "NET"), tx, now)


def test_it_is_measured_against_what_was_agreed_by_stage_and_in_all(tx, project):
    survey = min(tx.stages.in_project(project.id), key=lambda one: one.starts_on)
    tx.stages.change(replace(survey, state=StageState.ENDED, started_at=NOON, ended_at=NOON + timedelta(days=4)))
    for _ in range(5):
        worked(tx, project, survey.id, 1440)
    tx.spending.add(CostEntry(new_id(), project.id, ANA, NOON.date(), Decimal("10.50"), "Taxi", NOON))

    found = outcome_of(project, tx, LATER)
    by_name = {one.name: one.compared for one in found.stages}

    assert found.basis is Basis.AGREED
    assert by_name["Survey"].planned.minutes == 6000
    assert by_name["Survey"].effort == Decimal("1.2")
    assert by_name["Survey"].actual.ends_on == NOON.date() + timedelta(days=4)
    assert by_name["Roll-out"].actual.minutes == 0
    assert found.elsewhere.cost == Decimal("10.50")
    # 120 h at 77.77, and what was paid in no stage; two stages of 100 h at 77.77 and cables were agreed.
    assert found.whole.actual.cost == Decimal("9332.40") + Decimal("10.50")
    assert found.whole.planned.cost == 2 * (Decimal("7777.00") + Decimal("3333.33"))
    assert found.whole.planned.ends_on == make.COMPLETION


def test_a_change_moves_what_is_compared_with_and_the_first_agreement_stays_in_sight(tx, project):
    change = agree(tx, ask(tx, project, users_count=150, effort="220"))

    found = outcome_of(tx.projects.get(project.id), tx, LATER)

    assert found.whole.planned.minutes == 220 * 60
    assert found.first.minutes == 200 * 60
    assert found.scope.changes == (change.key,)
    assert any("150" in words for words in found.scope.moved)


def test_goals_say_what_became_of_them(tx, project):
    tx.outcomes.answer(project.id, GoalAnswer("g1", GoalVerdict.PARTLY, "2 a month", "One site is left"), PM, NOON)

    (goal,) = outcome_of(project, tx, LATER).goals

    assert (goal.goal.text, goal.verdict, goal.measured) == ("Fewer interruptions", GoalVerdict.PARTLY, "2 a month")


def test_without_an_agreement_it_is_measured_by_the_plan_at_the_start_and_without_stages_by_nothing(tx):
    make.office(tx)
    bare = make.project(tx, started=True)

    nothing = outcome_of(bare, tx, LATER)
    make.running_stage(tx, bare)
    planned = outcome_of(bare, tx, LATER)

    assert (nothing.basis, nothing.as_finished.effort) == (Basis.NOTHING, None)
    assert (planned.basis, planned.whole.planned.minutes) == (Basis.PLANNED, 600)


def test_it_is_frozen_at_the_end_again_at_the_close_and_forgotten_when_the_project_goes_on(tx, project):
    move(tx, Move.COMPLETE)
    at_the_end = tx.outcomes.of_project(project.id)
    worked(tx, project, None, 60)
    still = tx.outcomes.of_project(project.id)
    move(tx, Move.REOPEN)
    reopened = tx.outcomes.of_project(project.id)
    move(tx, Move.COMPLETE)
    make.handed_over(tx, project)
    move(tx, Move.CLOSE)

    assert at_the_end == still
    assert at_the_end.whole.actual.ends_on == date(2027, 1, 1)
    assert reopened is None
    assert tx.outcomes.of_project(project.id).whole.actual.minutes == 60


def test_what_was_cancelled_says_nothing_of_plans(tx, project):
    cancel_project(CancelProject(make.actor(PM), "NET", "No money"), tx, LATER)

    assert tx.outcomes.of_project(project.id) is None


def test_what_was_complete_and_is_cancelled_after_all_says_nothing_of_plans_either(tx, project):
    move(tx, Move.COMPLETE)

    cancel_project(CancelProject(make.actor(PM), "NET", "They sent it back"), tx, LATER)

    assert tx.outcomes.of_project(project.id) is None


def test_hours_without_a_rate_leave_the_cost_uncompared(tx, project):
    for one in tx.stages.in_project(project.id):
        tx.stages.change(replace(one, started_at=NOON))
    worked(tx, project, None, 600)
    priced = outcome_of(project, tx, LATER).as_finished
    worked(tx, project, None, 60, rate=None)

    found = outcome_of(project, tx, LATER).as_finished

    assert priced.cost is not None
    assert found.cost is None
    assert found.effort is not None
