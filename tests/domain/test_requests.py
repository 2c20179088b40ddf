"""A request for a project: what it may say, and that it is answered once."""

from dataclasses import replace
from datetime import date

import pytest

from domain.refusals import Refused
from domain.requests import ProjectRequest, RequestState, request_problems
from tests.make import ANA, IT, NOON, RESP

TODAY = date(2026, 12, 3)
OPEN = ProjectRequest("r1", "T1", 3, ANA, NOON, "Wi-Fi in the warehouse")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 2001}, "what"),
        ({"users_count": 0}, "users_count"),
        ({"users_count": 100_000_000}, "users_count"),
        ({"wanted_by": TODAY}, "wanted_by"),
        ({"services": tuple(f"S{n}" for n in range(60))}, "other_services"),
        ({"customer": "x" * 81}, "customer"),
    ],
    ids=lambda one: str(one)[:30],
)
def test_what_is_absurd_is_said_beside_its_field(changed, field):
    assert [one.field for one in request_problems(replace(OPEN, **changed), TODAY)] == [field]


def test_only_what_is_needed_has_to_be_said():
    assert request_problems(OPEN, TODAY) == []


def test_a_second_decision_hears_who_decided_first_and_what():
    OPEN.refuse_if_answered("Dana has")
    declined = OPEN.declined(IT, " There is some ", NOON)
    assigned = OPEN.assigned(IT, RESP, "p1", NOON)

    with pytest.raises(Refused, match="Dana has already declined request 3: There is some"):
        declined.refuse_if_answered("Dana has")
    with pytest.raises(Refused, match="You have already assigned request 3: it is the project WARE"):
        assigned.refuse_if_answered("You have", "WARE")
    assert assigned.state is RequestState.ASSIGNED


def test_a_no_without_a_reason_is_refused():
    with pytest.raises(Refused) as refusal:
        OPEN.declined(IT, " ", NOON)

    assert refusal.value.field == "reason"
