"""What whoever asked for a project sees of it and may still change, while nobody has answered and afterwards."""

from datetime import timedelta

import pytest

from domain.errands import ErrandState
from domain.history import Act, Change
from domain.living import Home
from domain.notices import ErrandAnswered, ToPerson
from domain.permissions import Forbidden
from domain.projects import ChannelKind
from domain.refusals import Refused
from domain.requests import RequestState
from domain.scope_living import RequestCard
from domain.scope_notices import RequestAnswered, RequestCorrected, RequestWithdrawn
from domain.states import State
from domain.urgency import Why
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, IT, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import assignment, requested
from use_cases.errands import AskThem, KeepErrand, ask_them, keep_errand
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.request_assignment import assign_request
from use_cases.request_corrections import (
    CorrectRequest,
    PrepareCorrection,
    PrepareWithdrawal,
    WithdrawRequest,
    correct_request,
    prepare_correction,
    prepare_withdrawal,
    withdraw_request,
)
from use_cases.request_lists import ShowRequest, ShowRequests, show_request, show_requests
from use_cases.requests import (
    DeclineRequest,
    PrepareDecline,
    RequestProject,
    decline_request,
    prepare_request_decline,
    read_request_card,
)

ana, it = make.actor(ANA), make.actor(IT)


def corrected(request, **wanted):
    typed = {
        "what": request.what,
        "why": request.why,
        "users_count": 80,
        "services": request.services,
        "wanted_by": request.wanted_by,
    }
    return CorrectRequest(ana, request.id, RequestProject(ana, **{**typed, **wanted}))


def pressing(request):
    return {"actions": [{"value": request.id}]}


def mine(tx, person=ANA):
    return [one for one in show_my_work(ShowMyWork(make.actor(person)), tx, NOON).facts.waiting if "request" in one.why]


def test_until_it_is_answered_the_requester_finds_it_in_their_list_with_who_has_it(tx):
    request = requested(tx)

    (waits,) = mine(tx)

    assert (waits.why, waits.id, waits.title, waits.people) == (Why.REQUESTED, request.id, request.what, (IT,))
    assert [one.why for one in mine(tx, IT)] == [Why.REQUEST]
    assign_request(assignment(request), tx, NOON)
    assert mine(tx) == []
    assert Home.of(ANA).mark in saved.marks(tx)


def test_a_correction_changes_what_whoever_has_it_reads_and_tells_them_in_a_line(tx):
    request = requested(tx)
    assert prepare_correction(PrepareCorrection(ana, request.id), tx, NOON).facts.request == request

    correct_request(corrected(request, what=" Wi-Fi in both halls "), tx, NOON)

    facts = read_request_card(Read(make.clock(tx.workspace), request.id, ToPerson(IT)), tx, NOON)
    assert (facts.request.what, facts.request.users_count) == ("Wi-Fi in both halls", 80)
    (told,) = saved.said(tx, RequestCorrected)
    assert told.to == ToPerson(IT)
    assert told.changes == (Change("what", request.what, "Wi-Fi in both halls"), Change("IT users", "30", "80"))
    assert [one.to for one in saved.said(tx, RequestCard)] == [ToPerson(IT)]
    (entry,) = [one for one in saved.history_rows(tx) if one.act == Act.CORRECTED_REQUEST]
    assert [(one["field"], one["before"], one["after"]) for one in entry.changes] == [
        ("what", "Wi-Fi in the warehouse", "Wi-Fi in both halls"),
        ("IT users", "30", "80"),
    ]


def test_a_correction_of_nothing_tells_nobody_and_one_that_is_absurd_is_refused_beside_its_field(tx):
    request = requested(tx)

    correct_request(corrected(request, users_count=request.users_count, why=request.why), tx, NOON)

    assert saved.said(tx, RequestCorrected) == []
    with refused(tx, "what", "wanted_by"):
        correct_request(corrected(request, what=" ", wanted_by=make.TODAY - timedelta(days=1)), tx, NOON)


def test_a_wished_date_that_has_passed_may_stay_while_something_else_is_corrected(tx):
    request, later = requested(tx), NOON + timedelta(days=400)

    correct_request(corrected(request, users_count=99), tx, later)

    assert tx.requests.get(request.id).users_count == 99
    assert request.wanted_by < later.date()
    with refused(tx, "wanted_by"):
        correct_request(corrected(request, wanted_by=request.wanted_by + timedelta(days=1)), tx, later)


def test_an_it_manager_who_asked_for_it_themselves_withdraws_it_and_does_not_decline_it(tx):
    make.workspace(tx, it_managers=(IT,))
    make.people(tx, [IT])
    request = make.request(tx, by=IT)

    with refused(tx, words=f"You asked for {request.words} yourself. Withdraw it instead:"):
        prepare_request_decline(PrepareDecline(it, request.id), tx, NOON)
    with refused(tx, words="Withdraw it instead:"):
        decline_request(DeclineRequest(it, request.id, "No"), tx, NOON)

    sight = show_request(ShowRequest(it, request.number), tx, NOON)
    assert "request_decline" not in str(draw_message("request", sight, is_new=False).blocks)
    assert tx.requests.get(request.id).state is RequestState.OPEN


def test_what_was_answered_meanwhile_is_neither_corrected_nor_withdrawn(tx):
    request = requested(tx)
    assign_request(assignment(request), tx, NOON)

    with refused(tx, words="already assigned request 1: it is the project WARE"):
        correct_request(corrected(request), tx, NOON)
    with refused(tx, words="already assigned request 1"):
        withdraw_request(WithdrawRequest(ana, request.id, "We moved"), tx, NOON)

    assert tx.requests.get(request.id).users_count == 30


def test_what_is_withdrawn_is_told_once_with_its_reason_and_cannot_be_answered(tx):
    request = requested(tx)
    prepare_withdrawal(PrepareWithdrawal(ana, request.id), tx, NOON)
    with refused(tx, "reason"):
        withdraw_request(WithdrawRequest(ana, request.id, " "), tx, NOON)

    withdraw_request(WithdrawRequest(ana, request.id, "We rent another hall"), tx, NOON)

    (told,) = saved.said(tx, RequestWithdrawn)
    assert (told.to, told.reason) == (ToPerson(IT), "We rent another hall")
    assert saved.said(tx, RequestAnswered) == []
    assert (mine(tx), mine(tx, IT)) == ([], [])
    with refused(tx, words="has already withdrawn request 1: We rent another hall"):
        assign_request(assignment(request), tx, NOON)


def test_what_it_managers_were_asked_about_a_request_ends_when_it_is_withdrawn_and_whoever_asked_them_hears_it(tx):
    request, other = requested(tx), make.request(tx, by=PM)
    asked = [
        keep_errand(
            KeepErrand(make.actor(PM), (IT,), "", "assign it", "", "action", "request_assign", pressing(one)), tx, NOON
        ).facts.errand_id
        for one in (request, other)
    ]
    for errand in asked:
        ask_them(AskThem(make.actor(PM), errand, IT), tx, NOON)

    withdraw_request(WithdrawRequest(ana, request.id, "We moved"), tx, NOON)

    assert [tx.errands.get(one).state for one in asked] == [ErrandState.DECLINED, ErrandState.ASKED]
    (told,) = saved.said(tx, ErrandAnswered)
    assert (told.to, told.answered_by, told.is_done) == (ToPerson(PM), ANA, False)
    assert told.reason == "Request 1 is withdrawn."


@pytest.mark.parametrize("person", [IT, NOBODY, PM])
def test_nobody_else_corrects_or_withdraws_it(tx, person):
    request = requested(tx)

    with pytest.raises(Forbidden, match="Only whoever asked for it"):
        withdraw_request(WithdrawRequest(make.actor(person), request.id, "No"), tx, NOON)
    with pytest.raises(Forbidden, match="Only whoever asked for it"):
        prepare_correction(PrepareCorrection(make.actor(person), request.id), tx, NOON)


def test_whoever_asked_sees_it_in_full_and_who_answers_may_answer(tx):
    request = requested(tx)

    seen, answering = (show_request(ShowRequest(one, 1), tx, NOON).facts for one in (ana, it))

    assert (seen.request, seen.answerers, seen.may_correct, seen.may_answer) == (request, (IT,), True, False)
    assert (answering.may_correct, answering.may_answer) == (False, True)
    with pytest.raises(Forbidden, match="may see this request"):
        show_request(ShowRequest(make.actor(NOBODY), request_id=request.id), tx, NOON)


def test_a_number_tells_nobody_who_must_not_see_it_that_there_is_such_a_request(tx):
    requested(tx)

    for number in (1, 9):
        with pytest.raises(Refused, match=f"^There is no request {number} that you may see. See yours:$") as refusal:
            show_request(ShowRequest(make.actor(NOBODY), number), tx, NOON)
        assert type(refusal.value) is Refused


@pytest.mark.parametrize(("kind", "shown"), [(ChannelKind.PUBLIC, ("WARE", State.DRAFT)), (ChannelKind.PRIVATE, None)])
def test_an_answered_request_shows_where_its_project_stands_to_whoever_may_know_of_it(tx, kind, shown):
    request = requested(tx)
    assign_request(assignment(request, channel_kind=kind), tx, NOON)

    seen = show_request(ShowRequest(ana, request_id=request.id), tx, NOON).facts

    assert (seen.project and (seen.project.key, seen.project.state)) == shown
    assert not seen.may_correct


def test_the_list_holds_their_own_or_everybodys_for_who_answers_the_newest_first_and_paged(tx):
    requested(tx)
    for number in range(9):
        make.request(tx, by=NOBODY, what=f"Wish {number}")

    own, everybodys = (show_requests(ShowRequests(one), tx, NOON).facts for one in (ana, it))
    older = show_requests(ShowRequests(it, everybodys.following), tx, NOON).facts

    assert ([one.number for one in own.lines], own.following, own.is_everybodys) == ([1], None, False)
    assert [one.number for one in everybodys.lines] == [10, 9, 8, 7, 6, 5, 4, 3]
    assert ([one.number for one in older.lines], older.following) == ([2, 1], None)
