import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain.living import Home, ProjectCard, StageQuestion
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.stages import StageState
from message_templates import draw_message
from storage.tables.outbox import effects
from tests import make, saved
from tests.make import ANA, HEAD, NOBODY, NOON, PM, RESP, TODAY
from use_cases.cost_watches import WatchCosts, watch_costs
from use_cases.estimates import StartStage, read_stage_question, start_stage
from use_cases.home import read_home
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.stage_cards import ShowStages, show_stages
from use_cases.stages import SaveStage, save_stage
from use_cases.status import ShowStatus, show_status

LATER = NOON + timedelta(days=6)
"""Three working days after the stage of `make.running_stage` is to end: on Friday it ends, and this is Wednesday."""


@pytest.fixture
def net(tx):
    return make.priced(tx, make.project(tx, started=True))


def words(name, seen):
    drawn = draw_message(name, seen)
    return drawn.text, json.dumps(drawn.blocks, ensure_ascii=False)


def test_status_card_and_home_say_which_stage_runs_and_by_how_many_working_days_it_is_late(tx, net):
    make.running_stage(tx, net)
    make.stage(tx, net, "Wave 1")

    status = show_status(ShowStatus(make.actor(ANA), "NET"), tx, LATER)
    home = read_home(Read(make.clock(), RESP, ToPerson(RESP)), tx, LATER)

    text, blocks = words("status", status)
    assert "stage 1 of 2: Design, 2 working days late" in text
    assert "Stage 1 of 2" in blocks
    assert "expected on Tue 8 Dec 2026" in words("project_card", status)[1]
    assert home.projects[0].course == status.facts.course


def test_a_stage_that_should_have_begun_is_offered_to_whoever_may_start_it(tx, net):
    stage = make.stage(tx, net, starts_on=TODAY - timedelta(days=1), ends_on=TODAY + timedelta(days=2))

    seen = {person: show_status(ShowStatus(make.actor(person), "NET"), tx, NOON) for person in (PM, RESP, ANA)}

    assert [(one.id if (one := shown.facts.to_start) else None) for shown in seen.values()] == [
        stage.id,
        stage.id,
        None,
    ]
    assert "has not" in words("status", seen[PM])[1]
    assert "stage_start" not in words("status", seen[ANA])[1]
    assert "stage_start" in words("project_card", seen[ANA])[1]


def test_whoever_answers_for_a_stage_is_asked_to_start_it_and_may(tx, net):
    stage = make.stage(tx, net, starts_on=TODAY, ends_on=TODAY)
    tx.cost_watches.keep(replace(tx.cost_watches.get(net.id), next_at=NOON))
    watch_costs(WatchCosts(make.clock(), net.id), tx, NOON)

    asked = [one for one in saved.waiting(tx) if isinstance(one, StageQuestion)]
    read = read_stage_question(Read(make.clock(), f"{stage.id}/planned", ToPerson(RESP)), tx, NOON)
    start_stage(StartStage(make.actor(RESP), stage.id), tx, NOON)

    assert asked == [StageQuestion.of(stage, PM), StageQuestion.of(stage, RESP)]
    assert read is not None
    assert read.may_plan
    assert tx.stages.get(stage.id).state is StageState.RUNNING
    assert Home.of(HEAD) in saved.waiting(tx)


def test_whoever_answers_for_a_stage_and_was_taken_off_the_project_neither_starts_it_nor_is_offered_to(tx, net):
    make.people(tx, [NOBODY])
    stage = make.stage(tx, net, starts_on=TODAY, ends_on=TODAY, responsible=NOBODY)
    shown = show_stages(ShowStages(make.actor(NOBODY), "NET"), tx, NOON)

    tx.cost_watches.keep(replace(tx.cost_watches.get(net.id), next_at=NOON))
    watch_costs(WatchCosts(make.clock(), net.id), tx, NOON)
    with pytest.raises(Forbidden, match="may start this stage"):
        start_stage(StartStage(make.actor(NOBODY), stage.id), tx, NOON)

    assert NOBODY not in net.people
    assert [one for one in saved.waiting(tx) if isinstance(one, StageQuestion)] == [StageQuestion.of(stage, PM)]
    assert "stage_start" not in words("stages", shown)[1]
    assert show_status(ShowStatus(make.actor(NOBODY), "NET"), tx, NOON).facts.to_start is None


def test_the_owner_of_a_stage_who_may_not_plan_it_is_offered_the_start_alone(tx, net):
    stage = make.stage(tx, net, starts_on=TODAY, ends_on=TODAY, responsible=ANA)

    asked = tx.people.named(read_stage_question(Read(make.clock(), f"{stage.id}/planned", ToPerson(ANA)), tx, NOON))
    waiting = show_my_work(ShowMyWork(make.actor(ANA)), tx, NOON)

    assert "stage_edit" not in words("stage_question", asked)[1]
    assert "stage_start" in words("my_work", waiting)[1]


def test_each_morning_the_card_says_by_how_much_a_stage_is_late_and_is_left_alone_while_none_is(tx, net):
    stage = make.running_stage(tx, net)
    cards = []

    for now in (NOON, LATER):
        tx.connection.execute(sa.delete(effects))
        tx.cost_watches.keep(replace(tx.cost_watches.get(net.id), next_at=now))
        watch_costs(WatchCosts(make.clock(), net.id), tx, now)
        cards.append(ProjectCard.of(net.id) in saved.waiting(tx))

    assert cards == [False, True]
    order = SaveStage(make.actor(), net.id, "Design", TODAY, TODAY + timedelta(days=12), RESP, (), stage.id)
    tx.connection.execute(sa.delete(effects))
    save_stage(order, tx, LATER)
    assert ProjectCard.of(net.id) in saved.waiting(tx)


def test_an_end_expected_after_the_agreed_date_is_said(tx, net):
    due = make.COMPLETION + timedelta(days=4)
    make.stage(tx, net, starts_on=due, ends_on=due)

    seen = show_status(ShowStatus(make.actor(), "NET"), tx, NOON)

    course = seen.facts.course
    assert course is not None
    assert (course.expected_end, course.late > 0) == (due, True)
    assert "after the agreed date" in words("status", seen)[1]
