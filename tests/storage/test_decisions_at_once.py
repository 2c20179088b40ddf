"""Several decide about one plan or change at the same moment, or Steward dies between two halves of a decision."""

from dataclasses import replace

import pytest

from domain.changes import ChangeState
from domain.editing import seen_of
from domain.gate import Fact
from domain.plan_notices import PlanAnswered
from domain.plans import Medium, PlanVerdict, RecordedAnswer
from domain.refusals import Refused
from domain.scope_limits import outline_of
from storage.transactions import Runner, Transaction
from tests import make, saved
from tests.make import ANA, CONTACT, IT, NOON, PM, RESP, TODAY, WORKSPACE
from tests.storage.together import together
from tests.use_cases.change_scenes import approved, ask, typed
from tests.use_cases.plan_scenes import STATEMENT, manager, planned
from use_cases import plan_answers
from use_cases.change_decisions import (
    AgreeChange,
    CounterChange,
    RejectChange,
    agree_change,
    counter_change,
    reject_change,
)
from use_cases.plan_answers import AnswerPlan, RecordAnswer, answer_plan, record_answer
from use_cases.presenting import PresentPlan, present_plan
from use_cases.scope_steps import DecideStep, Step, decide_step

ACCEPT, REJECT = PlanVerdict.ACCEPTED, PlanVerdict.REJECTED


@pytest.fixture
def inside(database):
    def do(act, *arguments, **more):
        with database.writing() as connection:
            return act(Transaction(connection, WORKSPACE, NOON), *arguments, **more)

    return do


@pytest.fixture
def run(database):
    return Runner(database, lambda: NOON, lambda: None)


def ready(tx):
    """Everything that the plan says is decided."""
    project = planned(tx)
    make.people(tx, [CONTACT])
    tx.projects.settle(replace(project, decided=tuple(Fact)))
    return project


def shown(tx):
    """A plan that waits for its customer."""
    project = ready(tx)
    present_plan(PresentPlan(manager(), project.id, CONTACT), tx, NOON)
    return tx.plans.newest_of(project.id)


def both(*works):
    """What came of work that began at the same moment: what it gave, or the words of its refusal."""
    found = together(lambda number: works[number](), len(works))
    assert [one for one in found if isinstance(one, Exception) and not isinstance(one, Refused)] == []
    return [one.message if isinstance(one, Refused) else "" for one in found]


def test_of_the_customers_press_and_the_managers_record_one_counts(run, inside):
    version = inside(shown)
    said = RecordedAnswer(REJECT, "Dr. Lind", TODAY, Medium.CALL, "Note", "Too dear")

    refusals = both(
        lambda: run(answer_plan, AnswerPlan(make.actor(CONTACT), version.id, ACCEPT)),
        lambda: run(record_answer, RecordAnswer(manager(), version.id, said)),
    )

    after, frozen, told = inside(
        lambda tx: (
            tx.plans.get(version.id),
            tx.baselines.of_project(version.project_id),
            saved.said(tx, PlanAnswered),
        )
    )
    assert sorted(refusals) == ["", f"Version 1 of the plan is already {after.answer.verdict}."]
    assert (len(frozen), len(told)) == (int(after.is_accepted), 1)


def test_two_who_agree_at_once_approve_a_change_once(run, inside):
    change = inside(lambda tx: ask(tx, approved(tx, started=True), by=ANA))

    refusals = both(
        *(lambda who=who: run(agree_change, AgreeChange(make.actor(who), change.id, 1)) for who in (PM, IT))
    )

    after, baselines, plans = inside(
        lambda tx: (
            tx.changes.get(change.id),
            tx.baselines.of_project(change.project_id),
            tx.plans.of_project(change.project_id),
        )
    )
    assert refusals == ["", ""]
    assert (after.state, len(baselines), len(plans)) == (ChangeState.APPROVED, 2, 2)


def test_nobody_agrees_to_an_offer_that_was_replaced_at_that_moment_or_to_what_was_rejected(run, inside):
    change = inside(lambda tx: ask(tx, approved(tx, started=True)))
    other = CounterChange(make.actor(PM), change.id, 1, "Less", typed(users_count=130))

    refusals = both(
        lambda: run(agree_change, AgreeChange(make.actor(IT), change.id, 1)),
        lambda: run(reject_change, RejectChange(make.actor(IT), change.id, "No room")),
        lambda: run(counter_change, other),
    )

    after, frozen = inside(lambda tx: (tx.changes.get(change.id), tx.baselines.of_project(change.project_id)))
    kinds = [one.kind.value for one in after.turns]
    assert (len(frozen) == 2) == (after.state is ChangeState.APPROVED) == ("approved" in kinds)
    assert not {"approved", "rejected"} <= set(kinds)
    assert refusals.count("") in (1, 2)


def test_a_plan_says_the_scope_that_it_refers_to_whoever_edits_it_meanwhile(run, inside):
    project = inside(ready)
    seen = outline_of(STATEMENT)
    edit = DecideStep(make.actor(RESP), project.id, Step.OUTLINE, replace(seen, users_count=140), seen_of(seen))

    both(
        lambda: run(present_plan, PresentPlan(manager(), project.id, CONTACT)),
        lambda: run(decide_step, edit),
    )

    version, scopes = inside(lambda tx: (tx.plans.newest_of(project.id), tx.scopes.versions(project.id, 9)))
    if version is not None:
        (referred,) = [one for one in scopes if one.number == version.scope_number]
        assert referred.is_frozen
        assert referred.statement.users_count == version.plan.users_count
    assert scopes[0].statement.users_count == 140


def test_an_acceptance_without_its_baseline_was_never_given(run, inside, monkeypatch):
    version = inside(shown)
    press = AnswerPlan(make.actor(CONTACT), version.id, ACCEPT)

    monkeypatch.setattr(plan_answers, "freeze_baseline", _die)
    with pytest.raises(KeyboardInterrupt):
        run(answer_plan, press, once="press-1")
    monkeypatch.undo()
    between = inside(lambda tx: (tx.plans.get(version.id).answer, saved.said(tx, PlanAnswered)))
    run(answer_plan, press, once="press-1")
    run(answer_plan, press, once="press-1")

    assert between == (None, [])
    frozen = inside(lambda tx: tx.baselines.of_project(version.project_id))
    assert (len(frozen), inside(lambda tx: len(saved.said(tx, PlanAnswered)))) == (1, 1)


def _die(*_arguments):
    raise KeyboardInterrupt
