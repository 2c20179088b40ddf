from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.actors import Standing
from domain.briefs import Priority
from domain.difficulties import DifficultyState, Severity
from domain.gate import Fact
from domain.projects import Lifecycle
from domain.roles import Role
from domain.tasks import TaskState
from domain.tools import Tool
from domain.urgency import Why
from domain.viability import StageVote
from tests import make
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.examples import running
from use_cases.checkins import answer_checkin
from use_cases.estimates import EndStage, EstimateStage, end_stage, estimate_stage
from use_cases.my_work import LINES_SHOWN, ShowMyWork, show_my_work
from use_cases.offers import AskAboutTask, ask_about_task
from use_cases.projects import create_project


def work_of(tx, person, now=NOON, **more):
    return show_my_work(ShowMyWork(make.actor(person), **more), tx, now).facts


def reasons(tx, person, now=NOON):
    return [(one.why, one.key) for one in work_of(tx, person, now).waiting]


def test_everything_comes_most_urgent_first_with_its_reason(tx):
    project = running(tx)
    make.round_of(tx, project)
    later = make.task(tx, project, TaskState.ACCEPTED)
    offered = make.task(tx, project)
    today = make.task(tx, project, TaskState.ACCEPTED, due=TODAY)
    late = make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    blocking = make.task(tx, project, TaskState.ACCEPTED)
    for over in (TaskState.DECLINED, TaskState.DONE, TaskState.DROPPED):
        make.task(tx, project, over, due=YESTERDAY)
    waiting = make.task(tx, project, assignee=BEN)
    tx.blocks.change(waiting.id, (), (blocking.id,))
    tx.blocks.change(later.id, (), (today.id,))

    found = reasons(tx, ANA)

    assert found == [
        (Why.OVERDUE, late.key),
        (Why.BLOCKS, blocking.key),
        (Why.DUE_TODAY, today.key),
        (Why.CHECK_IN, "NET"),
        (Why.OFFERED, offered.key),
        (Why.HELD_UP, later.key),
    ]
    seen = {one.key: one for one in work_of(tx, ANA).waiting}
    assert (seen[late.key].days, seen[offered.key].is_offer) == (1, True)
    assert (seen[blocking.key].others, seen[blocking.key].people) == ((waiting.key,), (BEN,))
    assert seen[later.key].others == (today.key,)
    assert seen["NET"].id == tx.prompts.of_day(ANA, TODAY).id


def test_an_answered_check_in_waits_no_more(tx):
    project = running(tx)
    make.round_of(tx, project)
    answer_checkin(make.checkin(project), tx, NOON)

    assert reasons(tx, ANA) == []


def test_overdue_is_judged_by_the_persons_own_day(tx):
    project = running(tx)
    make.person(tx, ANA, zone="Pacific/Auckland")
    make.task(tx, project, TaskState.ACCEPTED, due=TODAY)

    assert reasons(tx, ANA) == [(Why.OVERDUE, "NET-1")]
    assert reasons(tx, ANA, NOON - timedelta(hours=2)) == [(Why.DUE_TODAY, "NET-1")]


def test_what_is_urgent_comes_before_what_is_due_earlier_for_the_same_reason(tx):
    project = running(tx)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY - timedelta(9), priority=Priority.LOW)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY, priority=Priority.URGENT)

    assert [key for _, key in reasons(tx, ANA)] == ["NET-2", "NET-1"]


def test_a_question_waits_for_whoever_delegated_until_it_is_answered(tx):
    task = make.task(tx, make.project(tx, started=True))
    ask_about_task(AskAboutTask(make.actor(ANA), task.id, "How many?"), tx, NOON)

    (asked,) = work_of(tx, PM).waiting

    assert (asked.why, asked.id, asked.people, asked.words) == (Why.ASKED, task.id, (ANA,), "How many?")
    assert reasons(tx, HEAD) == []


@pytest.mark.parametrize(("person", "seen"), [(PM, True), (HEAD, True), (ANA, False), (NOBODY, False)])
def test_whoever_leads_sees_what_was_declined(tx, person, seen):
    make.office(tx)
    declined = make.task(tx, make.project(tx, started=True), TaskState.DECLINED)

    found = work_of(tx, person).waiting

    assert [(one.why, one.id, one.people) for one in found] == (
        [(Why.NEEDS_SOMEBODY, declined.id, (ANA,))] if seen else []
    )


def test_whoever_delegated_sees_what_was_declined_though_they_lead_no_more(tx):
    make.office(tx)
    make.task(tx, make.project(tx), TaskState.DECLINED, by=NOBODY)

    assert reasons(tx, NOBODY) == [(Why.NEEDS_SOMEBODY, "NET-1")]


def test_whoever_leads_sees_a_broken_channel_and_who_repairs_it(tx):
    make.office(tx)
    make.project(tx, started=True, channel=make.broken_channel())

    found = {person: work_of(tx, person).waiting for person in (PM, HEAD, ANA)}

    assert [(one.why, one.can_act, one.people) for one in found[PM]] == [(Why.BROKEN, True, (PM,))]
    assert [(one.why, one.can_act, one.people) for one in found[HEAD]] == [(Why.BROKEN, False, (PM,))]
    assert found[ANA] == ()


def test_a_role_that_was_not_accepted_yet_waits_once_for_everything_given_together(tx):
    make.office(tx)
    create_project(make.creation(team_members=(RESP, ANA)), tx, NOON)
    project = tx.projects.by_key("NET")

    found = {person: work_of(tx, person).waiting for person in (RESP, PM)}

    assert [(one.why, one.id, one.role) for one in found[RESP]] == [
        (Why.ROLE, make.briefing(project, RESP), Role.RESPONSIBLE)
    ]
    assert [one.why for one in found[PM]] == [Why.TO_DECIDE]


def test_those_who_may_confirm_a_head_see_whom_and_others_do_not(tx):
    make.office(tx)
    project = make.project(tx, staff={})
    tx.connection.exec_driver_sql("UPDATE project_roles SET confirmed = 0 WHERE role = 'department_head'")

    seen = {person: [(one.why, one.id) for one in work_of(tx, person).waiting] for person in (ADMIN, HEAD, PM)}

    assert seen == {ADMIN: [(Why.HEAD, project.id)], HEAD: [(Why.HEAD, project.id)], PM: []}


@pytest.mark.parametrize(("person", "seen"), [(PM, True), (HEAD, True), (RESP, True), (ANA, False), (NOBODY, False)])
def test_whoever_leads_sees_every_difficulty_that_nobody_took_on_the_worst_first(tx, person, seen):
    make.office(tx)
    project = make.project(tx, started=True)
    low = make.difficulty(tx, project, Severity.LOW)
    medium = make.difficulty(tx, project, Severity.MEDIUM)
    make.difficulty(tx, project, Severity.CRITICAL, state=DifficultyState.ACKNOWLEDGED)
    high = make.difficulty(tx, project, Severity.HIGH)
    critical = make.difficulty(tx, project, Severity.CRITICAL)

    severe = [(Why.DIFFICULT, critical.key), (Why.DIFFICULT, high.key)]
    milder = [(Why.UNACKNOWLEDGED, medium.key), (Why.UNACKNOWLEDGED, low.key)]
    assert reasons(tx, person) == ([*severe, *milder] if seen else [])


def test_roles_of_somebody_who_has_gone_wait_for_whoever_sees_to_the_project(tx):
    make.office(tx)
    make.project(tx, started=True)
    make.person(tx, IT, standing=Standing.DEACTIVATED)

    (left,) = work_of(tx, PM).waiting

    assert (left.why, left.key, left.people) == (Why.ABANDONED, "NET", (IT,))


def test_in_a_project_that_is_over_nothing_waits(tx):
    make.office(tx)
    project = make.project(tx, channel=make.broken_channel())
    make.difficulty(tx, project, Severity.CRITICAL)
    for state in (TaskState.ACCEPTED, TaskState.OFFERED, TaskState.DECLINED):
        make.task(tx, project, state, due=YESTERDAY)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    assert [reasons(tx, person) for person in (PM, HEAD, ANA)] == [[], [], []]


def test_a_long_list_is_shown_page_by_page(tx):
    project = make.project(tx)
    for _ in range(LINES_SHOWN + 2):
        make.task(tx, project)

    first, second = work_of(tx, ANA), work_of(tx, ANA, beginning=LINES_SHOWN)

    assert (len(first.waiting), first.in_all, first.following) == (LINES_SHOWN, LINES_SHOWN + 2, LINES_SHOWN)
    assert (len(second.waiting), second.beginning, second.following) == (2, LINES_SHOWN, None)
    assert work_of(tx, ANA, beginning=999).waiting == first.waiting


def test_work_of_several_projects_is_one_list(tx):
    for key, due in (("NET", TOMORROW), ("WEB", YESTERDAY)):
        make.task(tx, make.project(tx, key), TaskState.ACCEPTED, due=due)

    assert reasons(tx, ANA) == [(Why.OVERDUE, "WEB-1"), (Why.LATER, "NET-1")]


def test_what_only_somebodys_word_is_wanted_for_waits_for_them_alone(tx):
    project = make.project(tx)
    stage = make.stage(tx, project)
    tx.votes.keep(StageVote(stage.id, project.id, NOON, Decimal(0), Decimal(0)))
    tx.tools.add([Tool("t1", project.id, 1, "Keys to the building", owner=ANA)])
    tx.projects.settle(replace(tx.projects.get(project.id), decided=tuple(set(Fact) - {Fact.PRESENTED, Fact.ACCEPTED})))

    def owed(person):
        every = work_of(tx, person).waiting
        return [(one.why, one.title) for one in every if one.why in (Why.VOTE, Why.TO_DECIDE, Why.TOOL)]

    assert owed(HEAD) == [(Why.VOTE, "Net rollout")]
    assert owed(PM) == [(Why.TO_DECIDE, "Net rollout")]
    assert owed(ANA) == [(Why.TOOL, "Keys to the building")]


def test_what_is_left_of_a_stage_waits_for_whoever_answers_for_it_at_its_beginning_and_at_its_end(tx):
    project = make.project(tx, started=True)
    named = make.running_stage(tx, project)
    make.running_stage(tx, project, "Build", responsible=None)
    make.stage(tx, project, "Not begun")

    def asked(person):
        return {one.title for one in work_of(tx, person).waiting if one.why is Why.ESTIMATE and one.key == "NET"}

    at_its_beginning = asked(ANA), asked(RESP)
    estimate_stage(EstimateStage(make.actor(RESP), named.id, "3", "0"), tx, NOON)
    once_said = asked(RESP)
    end_stage(EndStage(make.actor(), named.id), tx, NOON + timedelta(hours=1))

    assert at_its_beginning == (set(), {"Design", "Build"})
    assert once_said == {"Build"}
    assert asked(RESP) == {"Design", "Build"}
