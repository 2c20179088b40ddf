"""Stages, hours, money, estimates and verdicts come back as they were, and their sums are exact, on both databases."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.refusals import Refused
from domain.stages import StageState
from domain.viability import Viability
from domain.work import Charge, Spent, Worked
from tests.storage import rows
from tests.storage.rows import ANA, CY, LATER, NOON, SATURDAY, tx_of


@pytest.fixture
def tx(database):
    with tx_of(database) as tx:
        yield tx


@pytest.fixture
def home(tx):
    """A project with one task."""
    project = rows.project()
    tx.projects.add(project)
    tx.tasks.add(rows.task(project), project)
    return project


def bare(project, number, **more):
    return replace(rows.stage(project, number), budget=None, scaling=None, needs=(), things=(), costs=(), **more)


def test_a_stage_comes_back_with_everything_it_needs_in_the_order_it_was_said(tx, home):
    stage = rows.stage(home)

    tx.stages.add(stage)

    assert tx.stages.get(stage.id) == stage
    assert tx.stages.in_project(home.id) == [stage]


def test_a_changed_stage_comes_back_changed_in_every_column(tx, home):
    sparse = bare(home, 1, name="x", after=(), responsible=None, state=StageState.PLANNED, started_at=None)
    tx.stages.add(sparse)

    tx.stages.change(rows.stage(home))

    assert tx.stages.get(sparse.id) == rows.stage(home)


def test_stages_come_in_the_order_of_their_days_and_go_with_what_they_need(tx, home):
    late, early = bare(home, 1, starts_on=SATURDAY), rows.stage(home, 2)
    for stage in (late, early):
        tx.stages.add(stage)
    before = tx.stages.in_project(home.id)

    tx.stages.remove(early.id)

    assert before == [early, late]
    assert tx.stages.in_project(home.id) == [late]
    assert rows.all_rows(tx.connection)["stage_needs"] == []
    with pytest.raises(Refused, match="does not exist any more"):
        tx.stages.get(early.id)


def test_a_thing_is_held_by_stages_that_have_not_ended_until_their_last_day(tx, home):
    held, ended = rows.stage(home, 1, state=StageState.RUNNING), rows.stage(home, 2)
    for stage in (held, ended):
        tx.stages.add(stage)

    found = [tx.stages.holding(["switch", "other"], day) for day in (SATURDAY, SATURDAY + timedelta(days=1))]

    assert found == [[(home.id, held.things[0])], []]


def test_hours_and_money_come_back_newest_first_and_are_gone_when_taken_back(tx, home):
    stage, task = rows.stage(home), rows.task(home)
    tx.stages.add(stage)
    older, hours = rows.worked(task, stage, id="older", logged_at=NOON, person=ANA), rows.worked(task, stage)
    first, money = rows.cost(task, stage, id="first", logged_at=NOON, person=ANA), rows.cost(task, stage)
    for entry in (older, hours):
        tx.work.add(entry)
    for spent in (first, money):
        tx.spending.add(spent)

    latest = (tx.work.latest_in(home.id, 9), tx.spending.latest_in(home.id, 9))
    own = (tx.work.latest_in(home.id, 9, CY), tx.spending.latest_in(home.id, 9, CY))
    tx.work.remove(hours.id)
    tx.spending.remove(money.id)

    assert latest == ([hours, older], [money, first])
    assert own == ([hours], [money])
    assert (tx.work.get(older.id), tx.spending.get(first.id)) == (older, first)
    for gone, entry in ((tx.work, hours), (tx.spending, money)):
        with pytest.raises(Refused, match="That entry does not exist any more"):
            gone.get(entry.id)


def test_sums_are_exact_by_stage_and_rate_and_since_the_last_estimate(tx, home):
    stage, task = rows.stage(home), rows.task(home)
    tx.stages.add(stage)
    at = {"before": NOON, "at": NOON + timedelta(hours=1), "after": LATER}
    for name, moment in at.items():
        tx.work.add(rows.worked(task, stage, id=name, minutes=20, logged_at=moment))
        tx.spending.add(rows.cost(task, stage, id=name, amount=Decimal("0.1"), logged_at=moment))
    tx.work.add(rows.worked(task, stage, id="none", rate=None, stage_id=None, minutes=7))
    for name in ("before", "at"):
        tx.estimates.add(rows.estimate(stage, id=name, at=at[name]))

    assert set(tx.work.sums(home.id)) == {Worked(stage.id, Decimal("95.5"), 60), Worked(None, None, 7)}
    assert tx.work.since_estimates(home.id) == [Worked(stage.id, Decimal("95.5"), 20)]
    assert tx.spending.sums(home.id) == [Spent(stage.id, Decimal("0.3"))]
    assert tx.spending.since_estimates(home.id) == [Spent(stage.id, Decimal("0.1"))]
    assert [one.id for one in tx.estimates.in_project(home.id)] == ["before", "at"]
    assert tx.work.until_estimates(home.id) == {
        "before": [Worked(stage.id, Decimal("95.5"), 20)],
        "at": [Worked(stage.id, Decimal("95.5"), 40)],
    }
    assert tx.spending.until_estimates(home.id) == {
        "before": Spent(stage.id, Decimal("0.1")),
        "at": Spent(stage.id, Decimal("0.2")),
    }


def test_the_hours_of_a_checkin_stand_where_they_are_charged(tx, home):
    answer, stage = rows.answer(home), rows.stage(home)
    tx.stages.add(stage)

    tx.answers.keep(answer, Charge(stage.id, Decimal("95.5")))

    (entry,) = tx.work.latest_in(home.id, 9)
    assert (entry.stage_id, entry.rate, entry.answer_id) == (stage.id, Decimal("95.5"), answer.id)
    assert (entry.minutes, entry.day, entry.logged_at) == (75, SATURDAY, answer.answered_at)


def test_verdicts_votes_and_watches_come_back_as_they_were_kept_last(tx, home):
    stage = rows.stage(home)
    tx.stages.add(stage)
    nothing = tx.viabilities.get(home.id)
    asked = rows.vote(stage, vote=None, reason="", voted_by=None, voted_at=None)
    tx.votes.keep(asked)
    before = tx.votes.get(stage.id)
    for keep, one in ((tx.viabilities.keep, rows.viability(home)), (tx.votes.keep, rows.vote(stage))):
        keep(one)

    assert nothing == Viability(home.id)
    assert before == asked
    assert tx.viabilities.get(home.id) == rows.viability(home)
    assert tx.votes.in_project(home.id) == [rows.vote(stage)]
    assert tx.estimates.in_project(home.id) == []
