"""Who could do it: ranked with reasons while delegating; and whether whoever got it has the time."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.actors import Standing
from domain.candidates import TimeLeft, best_first, candidate_for
from domain.capacity import Booking, Leave, monday_of
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.skills import Skill
from domain.tasks import TaskState
from message_templates import draw_message
from tests import make
from tests.make import ANA, BEN, NOBODY, NOON, PM, RESP, TODAY
from use_cases.candidates import FindCandidates, find_candidates
from use_cases.delegation import DelegateTask, delegate_task
from use_cases.levels import JudgeLevel, judge_level
from use_cases.stage_candidates import FindForStage, find_for_stage
from use_cases.stage_cards import ShowStage, show_stage
from use_cases.task_details import PrepareDetails, prepare_details

FRIDAY = monday_of(TODAY) + timedelta(days=4)


@pytest.fixture
def net(tx):
    make.office(tx)
    return make.project(tx, started=True, team=[ANA, BEN])


def master(tx, person, level, skill="networking", now=NOON):
    judge_level(JudgeLevel(make.admin(), person, skill, level), tx, now)


def found(tx, project, actor=PM, **more):
    order = FindCandidates(make.actor(actor), project.id, "networking", due=FRIDAY, **more)
    return find_candidates(order, tx, NOON).facts


def test_who_masters_it_and_has_time_comes_first_and_the_reasons_are_said(tx, net):
    for person, level in ((ANA, 3), (BEN, 2), (NOBODY, 5), (RESP, 4)):
        master(tx, person, level)
    tx.capacity.add_leave(Leave("l", RESP, TODAY, FRIDAY))

    lines = found(tx, net, level=3, estimate="8").lines

    assert [one.person for one in lines] == [ANA, NOBODY, RESP, BEN]
    assert [one.is_on_project for one in lines] == [True, False, True, True]
    assert [(one.has_level, one.has_time) for one in lines] == [
        (True, True),
        (True, True),
        (True, False),
        (False, True),
    ]
    assert lines[0].free_minutes == 24 * 60  # Wednesday to Friday


def test_what_other_projects_have_booked_is_not_free_and_what_this_one_has_is(tx, net):
    other = make.project(tx, "OPS", started=True)
    master(tx, ANA, 4)
    monday = monday_of(TODAY)
    tx.capacity.book([Booking(net.id, ANA, monday, 600), Booking(other.id, ANA, monday, 1200)])

    assert found(tx, net).lines[0].free_minutes == 12 * 60


def test_who_was_confirmed_longer_than_a_year_ago_or_has_gone_is_no_candidate(tx, net):
    master(tx, ANA, 4, now=NOON - timedelta(days=400))
    master(tx, BEN, 4)
    make.person(tx, BEN, standing=Standing.DEACTIVATED)

    assert found(tx, net).lines == ()


def test_the_estimate_costs_what_the_rate_says(tx, net):
    tx.skills.keep(Skill("networking", "Networking", hourly_rate=Decimal("90.50")))

    assert found(tx, net, estimate="1.5").cost == "€135.75"


def test_only_those_who_delegate_see_candidates(tx, net):
    with pytest.raises(Forbidden):
        found(tx, net, actor=ANA)


def test_equals_are_told_apart_the_same_way_every_time():
    some = [candidate_for(person, 3, TimeLeft(600), False, 3, 60) for person in ("U3", "U1", "U2")]

    assert [one.person for one in best_first(some)] == [one.person for one in best_first(reversed(some))]


def test_whoever_gets_more_than_they_have_time_for_is_told_with_the_numbers(tx, net):
    key = delegate_task(make.delegation(net, due=FRIDAY, estimate="30"), tx, NOON)

    odd = prepare_details(PrepareDetails(make.actor(PM), key), tx, NOON).facts.odd

    assert odd == (f"Ana has 24 h free until Fri 4 Dec 2026, and {key} is estimated at 30 h.",)


def give(tx, project, estimate="20", due=FRIDAY, **more):
    return delegate_task(make.delegation(project, due=due, estimate=estimate, **more), tx, NOON)


def test_what_was_delegated_before_is_counted_when_more_is(tx, net):
    master(tx, ANA, 4)
    give(tx, net)
    give(tx, net, due=FRIDAY + timedelta(days=3))  # due later: not of this week

    second = found(tx, net, estimate="20").lines[0]
    key = give(tx, net)

    odd = prepare_details(PrepareDetails(make.actor(PM), key), tx, NOON).facts.odd
    assert (second.free_minutes, second.delegated_minutes, second.has_time) == (4 * 60, 20 * 60, False)
    said = "Ana has 24 h free until Fri 4 Dec 2026 and other tasks of 20 h to do by then"
    assert odd == (f"{said}, and {key} is estimated at 20 h.",)


def test_of_a_task_that_is_under_way_only_the_rest_counts_and_of_one_that_was_declined_nothing(tx, net):
    master(tx, ANA, 4)
    half, gone = (tx.tasks.by_key(give(tx, net)) for _ in range(2))
    tx.tasks.change(half, replace(half, percent=50, state=TaskState.ACCEPTED), tx.projects.for_change(net.id))
    tx.tasks.change(gone, replace(gone, state=TaskState.DECLINED), tx.projects.for_change(net.id))

    assert found(tx, net).lines[0].delegated_minutes == 10 * 60


@pytest.mark.parametrize(("tasks", "delegated"), [("10", 0), ("20", 5)])
def test_tasks_of_another_project_are_done_in_what_it_has_booked_and_only_the_rest_is_taken_here(
    tx, net, tasks, delegated
):
    other = make.project(tx, "OPS", started=True)
    master(tx, ANA, 4)
    tx.capacity.book([Booking(other.id, ANA, monday_of(TODAY), 25 * 60)])  # 25 of 40 h: 15 of these three days' 24

    give(tx, other, tasks)

    line = found(tx, net).lines[0]
    assert (line.free_minutes, line.delegated_minutes) == ((9 - delegated) * 60, delegated * 60)


def test_enough_time_needs_no_words(tx, net):
    key = delegate_task(make.delegation(net, due=FRIDAY, estimate="24"), tx, NOON)

    assert prepare_details(PrepareDetails(make.actor(PM), key), tx, NOON).facts.odd == ()


def test_a_task_remembers_the_skill_that_it_needs(tx, net):
    order = make.delegation(net)

    key = delegate_task(replace(order, skill_id="networking", skill_level=3), tx, NOON)

    task = tx.tasks.by_key(key)
    assert (task.skill_id, task.skill_level) == ("networking", 3)


@pytest.mark.parametrize(("skill", "level", "field"), [("gone", 3, "skill"), ("networking", 9, "level")])
def test_a_skill_that_there_is_not_is_refused_beside_its_field(tx, net, skill, level, field):
    order: DelegateTask = make.delegation(net)

    with pytest.raises(Refused) as refused:
        delegate_task(replace(order, skill_id=skill, skill_level=level), tx, NOON)

    assert refused.value.field == field


def test_a_stage_asks_for_each_skill_who_has_the_level_and_the_hours_on_its_days(tx, net):
    stage = make.stage(tx, net, hours=30)
    for person, level in ((ANA, 3), (BEN, 2), (NOBODY, 5)):
        master(tx, person, level)
    tx.capacity.add_leave(Leave("l", ANA, stage.starts_on, stage.starts_on + timedelta(days=1)))
    make.people(tx, [RESP])

    told = find_for_stage(FindForStage(make.actor(RESP), stage.id), tx, NOON)

    (need,) = told.facts.needs
    assert (told.facts.first_day, told.facts.last_day) == (stage.starts_on, stage.ends_on)
    assert [(one.person, one.has_level, one.has_time) for one in need.lines] == [
        (NOBODY, True, True),
        (ANA, True, False),
        (BEN, False, True),
    ]
    assert "Networking" in str(draw_message("stage_candidates", told).blocks)
    assert show_stage(ShowStage(make.actor(RESP), stage.id), tx, NOON).facts.may_find
    with pytest.raises(Forbidden):
        find_for_stage(FindForStage(make.actor(ANA), stage.id), tx, NOON)


def test_tasks_of_a_project_on_hold_take_nobodys_time(tx, net):
    other = make.project(tx, "OPS", started=True)
    master(tx, ANA, 4)
    give(tx, other, "10")
    running = found(tx, net).lines[0].delegated_minutes

    tx.projects.change(replace(tx.projects.for_change(other.id), lifecycle=Lifecycle.ON_HOLD))

    assert (running, found(tx, net).lines[0].delegated_minutes) == (10 * 60, 0)
