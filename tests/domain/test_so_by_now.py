"""A second decision: it is so by now only for whoever wanted the first; what is asked of others ends as done by it."""

from decimal import Decimal

import pytest

from domain.customer_plan import CustomerPlan
from domain.plans import PlanAnswer, PlanVerdict, PlanVersion
from domain.refusals import Refused, SoByNow
from domain.requests import ProjectRequest, RequestState
from domain.viability import StageVote, Vote, VoteFigures
from tests.domain.test_difficulties import reported
from tests.domain.test_tasks import task
from tests.make import ANA, CONTACT, HEAD, IT, NOON, PM

FIGURES = VoteFigures(*map(Decimal, (1, 2, 3, 1, 3)), None, None, None)
DECLINED = ProjectRequest("r1", "T1", 3, ANA, NOON, "Wi-Fi").declined(IT, "There is some", NOON)
VOTED = StageVote("s1", "p1", NOON, Decimal(1), Decimal(2)).voted(Vote.GO, "", FIGURES, HEAD, NOON)
RESOLVED = reported().resolved(PM, "Turned it on", "It was trivial", False, NOON)
DONE = task("done")


def said(verdict):
    return PlanAnswer(verdict, CONTACT, NOON, "Too dear")


REJECTED = PlanVersion("v1", "p1", 1, CustomerPlan("Net", "NET", "Acme", "Pm", "EUR"), 1, PM, NOON).answered(
    said(PlanVerdict.REJECTED)
)


@pytest.mark.parametrize(
    ("again", "otherwise"),
    [
        (
            lambda: DECLINED.refuse_if_answered("It has", wanted=RequestState.DECLINED),
            lambda: DECLINED.refuse_if_answered("It has", wanted=RequestState.ASSIGNED),
        ),
        (lambda: VOTED.refuse_if_voted(Vote.GO), lambda: VOTED.voted(Vote.HOLD, "Wait", FIGURES, HEAD, NOON)),
        (lambda: REJECTED.answered(said(PlanVerdict.REJECTED)), lambda: REJECTED.answered(said(PlanVerdict.ACCEPTED))),
        (lambda: RESOLVED.resolved(PM, "x", "y", False, NOON), RESOLVED.refuse_unless_open),
        (lambda: RESOLVED.resolved(PM, "x", "y", False, NOON), lambda: RESOLVED.acknowledged(PM, NOON)),
        (lambda: DONE.progressed(100, ANA, NOON), lambda: DONE.progressed(50, ANA, NOON)),
        (lambda: DONE.finished(ANA, NOON), lambda: DONE.asked("Where?")),
    ],
)
def test_only_who_wanted_what_was_decided_has_it_by_now(again, otherwise):
    with pytest.raises(SoByNow) as first:
        again()

    with pytest.raises(Refused) as second:
        otherwise()

    assert second.value.message == first.value.message
    assert not isinstance(second.value, SoByNow)
