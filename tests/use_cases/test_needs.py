"""What somebody needs for a role is answered by whoever gave it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.history import Act, Change
from domain.living import Home
from domain.notices import NeedAnswered, RoleAccepted, RoleNeeds, ToPerson
from domain.projects import Lifecycle
from domain.roles import Role
from domain.urgency import Why
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.briefings import AcceptRole, StateNeed, accept_role, need_id, read_role_briefing, state_need
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.needs import AnswerNeed, PrepareNeedAnswer, answer_need, prepare_need_answer
from use_cases.projects import create_project
from use_cases.reading import Read
from use_cases.roles import assign_roles

LATER = NOON + timedelta(hours=1)
NEEDS = "Two *days* a week"


@pytest.fixture
def briefing(tx):
    """Ana was made a team member by the department head, and needs something."""
    make.office(tx)
    create_project(make.creation(make.actor(HEAD)), tx, NOON)
    about = make.briefing(tx.projects.by_key("NET"))
    need(tx, about)
    return about


def need(tx, briefing, words=NEEDS):
    state_need(StateNeed(make.actor(ANA), briefing, words), tx, LATER)


def answer(tx, briefing, by=HEAD, words="From <Monday>"):
    answer_need(AnswerNeed(make.actor(by), need_id(briefing, ANA), words), tx, LATER)


def waiting(tx, person):
    shown = show_my_work(ShowMyWork(make.actor(person)), tx, LATER).facts.waiting
    return [(one.id, one.people, one.words) for one in shown if one.why is Why.NEEDED]


def test_it_waits_for_whoever_gave_the_role_until_it_is_answered(tx, briefing):
    before = {person: waiting(tx, person) for person in (HEAD, PM)}

    answer(tx, briefing)

    assert before == {HEAD: [(need_id(briefing, ANA), (ANA,), NEEDS)], PM: []}
    assert waiting(tx, HEAD) == []
    assert Home.of(HEAD).mark in saved.marks(tx)
    assert {one.need_id for one in saved.said(tx, RoleNeeds)} == {need_id(briefing, ANA)}


@pytest.mark.parametrize("by", [HEAD, PM])
def test_the_answer_goes_to_the_person_and_stays_in_the_briefing_and_the_history(tx, briefing, by):
    answer(tx, briefing, by)

    project = tx.projects.by_key("NET")
    told = NeedAnswered(ToPerson(ANA), briefing, "NET", project.name, (Role.TEAM_MEMBER,), by, NEEDS, "From <Monday>")
    shown = read_role_briefing(Read(make.clock(), briefing, ToPerson(ANA)), tx, LATER)
    [line] = tx.history.of_project(project.id, 1)
    assert saved.said(tx, NeedAnswered) == [told]
    assert (shown.needs, shown.answer, shown.answered_by) == (NEEDS, "From <Monday>", by)
    assert (line.act, line.by) == (Act.ANSWERED_NEED, by)
    assert Change("answer", after="From <Monday>") in line.changes


def test_the_form_shows_who_needs_what(tx, briefing):
    form = prepare_need_answer(PrepareNeedAnswer(make.actor(HEAD), need_id(briefing, ANA)), tx, LATER)

    assert (form.facts.person, form.facts.needs, form.facts.roles) == (ANA, NEEDS, (Role.TEAM_MEMBER,))
    assert form.names[ANA] == "Ana"


def test_whoever_heard_of_it_hears_that_the_role_is_accepted_and_nobody_else_does(tx, briefing):
    answer(tx, briefing)

    accept_role(AcceptRole(make.actor(ANA), briefing), tx, LATER)
    accept_role(AcceptRole(make.actor(BEN), briefing), tx, LATER)

    heard = saved.said(tx, RoleAccepted)
    assert [(one.to.person, one.person, one.needs) for one in heard] == [(HEAD, ANA, NEEDS), (PM, ANA, NEEDS)]


def test_who_accepts_without_an_answer_waits_for_none(tx, briefing):
    accept_role(AcceptRole(make.actor(ANA), briefing), tx, LATER)

    assert waiting(tx, HEAD) == []


def test_what_is_needed_after_an_answer_waits_for_another(tx, briefing):
    answer(tx, briefing)

    need(tx, briefing, "And a ladder")

    assert [words for _, _, words in waiting(tx, HEAD)] == ["And a ladder"]


@pytest.mark.parametrize("standing", [Standing.DEACTIVATED, Standing.GUEST])
def test_when_whoever_gave_the_role_cannot_answer_it_waits_for_the_manager(tx, briefing, standing):
    tx.people.keep(replace(tx.people.get(HEAD), standing=standing))

    assert waiting(tx, PM) == [(need_id(briefing, ANA), (ANA,), NEEDS)]
    assert waiting(tx, HEAD) == []


def test_a_second_answer_and_one_that_nobody_needs_are_refused(tx, briefing):
    answer(tx, briefing)

    with refused(tx, words="Nobody waits for this answer"):
        answer(tx, briefing, PM)
    with refused(tx, words="Nobody waits for this answer"):
        prepare_need_answer(PrepareNeedAnswer(make.actor(PM), need_id(briefing, BEN)), tx, LATER)


def test_an_answer_needs_words(tx, briefing):
    with refused(tx, "answer", words="Write your answer"):
        answer(tx, briefing, words=" \n")


def test_who_left_the_role_meanwhile_is_answered_no_more(tx, briefing):
    project = tx.projects.by_key("NET")
    assign_roles(make.assignment(project, why="She asked", team_members=(BEN,)), tx, LATER)

    with refused(tx, words="They do not hold this role in NET any more"):
        answer(tx, briefing)
    assert waiting(tx, HEAD) == []


@pytest.mark.parametrize("person", [ANA, BEN, ADMIN, NOBODY])
def test_only_who_leads_and_whoever_gave_the_role_answers(tx, briefing, person):
    with refused(tx, words="may answer what somebody needs for a role"):
        answer(tx, briefing, person)


def test_in_a_project_that_is_over_nobody_answers_a_need(tx, briefing):
    tx.projects.change(replace(tx.projects.by_key("NET"), lifecycle=Lifecycle.CANCELLED))

    with refused(tx, words="nobody is asked about their role any more"):
        prepare_need_answer(PrepareNeedAnswer(make.actor(HEAD), need_id(briefing, ANA)), tx, LATER)
    with refused(tx, words="nobody is asked about their role any more"):
        answer(tx, briefing)
