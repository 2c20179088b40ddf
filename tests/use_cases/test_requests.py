"""Asking for a project: who is shown it, what is made of it, and that its requester hears of each step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.living import Home
from domain.moves import Move
from domain.notices import ToPerson
from domain.projects import ChannelKind
from domain.requests import RequestState
from domain.roles import Role
from domain.scope import Scope
from domain.scope_living import RequestCard
from domain.scope_notices import RequestAnswered, RequestMoved
from domain.urgency import Why
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import assignment, requested
from use_cases.gate import settle_gate
from use_cases.moves import MoveProject, move_project
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.request_assignment import (
    NameDraft,
    PrepareRequestAssignment,
    assign_request,
    name_draft,
    prepare_request_assignment,
)
from use_cases.request_lists import ShowRequest, show_request
from use_cases.requests import (
    DeclineRequest,
    PrepareDecline,
    PrepareRequest,
    RequestProject,
    decline_request,
    prepare_request,
    prepare_request_decline,
    read_request_card,
    request_project,
)

it, stranger = make.actor(IT), make.actor(NOBODY)


def waiting_for(tx, person):
    mine = show_my_work(ShowMyWork(make.actor(person, is_admin=person == ADMIN)), tx, NOON).facts.waiting
    return [one.title for one in mine if one.why is Why.REQUEST]


def test_anybody_may_ask_and_the_it_managers_are_shown_it_until_it_is_answered(tx):
    make.office(tx)
    order = RequestProject(stranger, " Wi-Fi in the hall ", users_count=30, services=("Wi-Fi",), other_services="Scan")

    number = request_project(order, tx, NOON)

    assert {one.to for one in saved.said(tx, RequestCard)} == {ToPerson(IT)}
    assert Home.of(IT).mark in saved.marks(tx)
    assert (waiting_for(tx, IT), waiting_for(tx, ADMIN)) == (["Wi-Fi in the hall"], [])
    assert tx.requests.open(9)[0].services == ("Wi-Fi", "Scan")
    assert show_request(ShowRequest(stranger, number), tx, NOON).facts.answerers == (IT,)
    assert prepare_request(PrepareRequest(stranger, ("Wi-Fi",)), tx, NOON).facts.what == "Wi-Fi"


def test_without_it_managers_the_administrators_are_shown_it(tx):
    make.office(tx)
    make.workspace(tx, it_managers=())

    request_project(RequestProject(stranger, "Wi-Fi"), tx, NOON)

    assert {one.to for one in saved.said(tx, RequestCard)} == {ToPerson(ADMIN)}
    assert waiting_for(tx, ADMIN) == ["Wi-Fi"]


def test_a_draft_starts_from_what_was_asked_and_its_requester_hears_who_has_it(tx):
    request = requested(tx)

    key = assign_request(assignment(request), tx, NOON)

    project = tx.projects.by_key(key)
    assert project.scope == Scope(30, ("Wi-Fi",), request.wanted_by)
    assert [project.holder(role) for role in (Role.PROJECT_MANAGER, Role.RESPONSIBLE)] == [PM, RESP]
    assert [project.holder(role) for role in (Role.IT_MANAGER, Role.DEPARTMENT_HEAD)] == [IT, HEAD]
    (told,) = saved.said(tx, RequestAnswered)
    assert (told.to, told.responsible, told.project_key) == (ToPerson(ANA), RESP, "WARE")
    assert tx.requests.get(request.id).state is RequestState.ASSIGNED
    assert waiting_for(tx, IT) == []


def test_what_was_not_said_or_has_passed_is_left_open_in_the_draft(tx):
    make.office(tx)
    request = make.request(tx, users_count=None, services=(), wanted_by=TODAY - timedelta(days=1))

    key = assign_request(assignment(request), tx, NOON)

    assert tx.projects.by_key(key).scope == Scope()


def test_the_requester_hears_of_each_move_and_who_works_on_it_only_in_its_channel(tx):
    request = requested(tx)
    key = assign_request(assignment(request), tx, NOON)
    make.decide_everything(tx, tx.projects.by_key(key))

    move_project(MoveProject(make.actor(PM), Move.START, key), tx, NOON)
    tx.requests.change(replace(tx.requests.get(request.id), asked_by=RESP))
    move_project(MoveProject(make.actor(PM), Move.HOLD, key), tx, NOON)

    assert [(one.to, one.state) for one in saved.said(tx, RequestMoved)] == [(ToPerson(ANA), "active")]


def test_the_requester_hears_when_the_scope_of_what_they_asked_for_is_decided(tx):
    key = assign_request(assignment(requested(tx)), tx, NOON)
    project = tx.projects.by_key(key)

    make.complete_scope(tx, project)
    make.chosen_solution(tx, project)
    settle_gate(project.id, tx, NOON)

    assert [(one.to, one.state) for one in saved.said(tx, RequestMoved)] == [(ToPerson(ANA), "scoped")]


def test_of_a_private_project_the_requester_hears_neither_key_nor_name(tx):
    request = requested(tx)

    assign_request(assignment(request, channel_kind=ChannelKind.PRIVATE), tx, NOON)

    (told,) = saved.said(tx, RequestAnswered)
    assert (told.project_key, told.project_name, told.responsible) == ("", "", RESP)


def test_a_no_reaches_the_requester_with_its_reason_and_a_second_decision_hears_of_it(tx):
    request = requested(tx)
    prepare_request_decline(PrepareDecline(it, request.id), tx, NOON)

    decline_request(DeclineRequest(it, request.id, "There is some"), tx, NOON)

    (told,) = saved.said(tx, RequestAnswered)
    assert (told.stands, told.reason) == (RequestState.DECLINED, "There is some")
    with refused(tx, words="It has already declined request 1: There is some"):
        assign_request(assignment(request), tx, NOON)
    with refused(tx, words="You have already declined"):
        prepare_request_assignment(PrepareRequestAssignment(it, request.id), tx, NOON)
    facts = read_request_card(Read(make.clock(tx.workspace), request.id, ToPerson(IT)), tx, NOON)
    assert facts.request.state is RequestState.DECLINED


def test_a_name_and_a_free_key_are_proposed_from_what_is_wanted(tx):
    request = requested(tx)

    form = prepare_request_assignment(PrepareRequestAssignment(it, request.id), tx, NOON).facts

    assert (form.name, form.key) == ("Wi-Fi in the warehouse", "WFITW")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"what": " ", "users_count": 0}, ("what", "users_count")),
        ({"wanted_by": TODAY}, ("wanted_by",)),
        ({"other_services": "\n".join(map(str, range(60)))}, ("other_services",)),
    ],
    ids=str,
)
def test_what_is_absurd_is_refused_beside_its_fields(tx, typed, fields):
    make.office(tx)

    with refused(tx, *fields):
        request_project(RequestProject(stranger, **{"what": "Wi-Fi", **typed}), tx, NOON)


def test_the_draft_is_named_before_anybody_is_chosen_and_what_is_wrong_is_said_then(tx):
    request, naming = requested(tx), make.creation().naming

    form = name_draft(NameDraft(it, request.id, naming), tx, NOON).facts

    assert (form.request, form.naming) == (request, naming)
    with refused(tx, "name", "key"):
        name_draft(NameDraft(it, request.id, replace(naming, name=" ", key="?")), tx, NOON)


def test_what_is_wrong_with_the_draft_is_said_beside_its_fields_and_the_request_stays_open(tx):
    request = requested(tx)

    with refused(tx, "name", "department_head"):
        assign_request(assignment(request, name=" ", department_head=PM), tx, NOON)

    assert tx.requests.get(request.id).state is RequestState.OPEN
