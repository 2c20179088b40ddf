"""Price against cost: what is earned, and for which figures a verdict counts."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import UserId
from domain.money import Currency
from domain.refusals import Refused
from domain.viability import StageVote, Terms, Viability, ViabilityVerdict, Vote, VoteFigures, contingency_problems

EUR = Currency("EUR")
NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
HEAD = UserId("U_HEAD")
TERMS = Terms(Decimal(10_000), Decimal(7_500), 10)
AMOUNTS = st.decimals(0, 10**8, places=2)


def test_the_price_bears_the_cost_its_reserve_and_a_margin():
    assert (TERMS.reserve(EUR), TERMS.break_even(EUR), TERMS.margin(EUR)) == (750, 8_250, 1_750)
    assert TERMS.margin_percent(EUR) == 18
    assert replace(TERMS, price=Decimal(0)).margin_percent(EUR) is None


@given(AMOUNTS, AMOUNTS, st.integers(0, 100))
def test_cost_reserve_and_margin_are_the_price_to_the_cent(price, cost, contingency):
    terms = Terms(price, cost, contingency)

    assert terms.cost + terms.reserve(EUR) + terms.margin(EUR) == price


@pytest.mark.parametrize("change", [{"price": Decimal(9_999)}, {"cost": Decimal(7_501)}, {"contingency": 11}])
def test_a_verdict_counts_for_the_figures_that_it_was_given_for(change):
    viable = Viability("p1").decided(ViabilityVerdict.VIABLE, "", TERMS, HEAD, NOON)

    assert viable.is_viable(TERMS)
    assert not viable.is_viable(replace(TERMS, **change))
    assert not Viability("p1").is_current(TERMS)


def test_a_no_says_why():
    with pytest.raises(Refused, match="Say why it is not viable"):
        Viability("p1").decided(ViabilityVerdict.NOT_VIABLE, " ", TERMS, HEAD, NOON)
    no = Viability("p1").decided(ViabilityVerdict.NOT_VIABLE, "Too dear", TERMS, HEAD, NOON)

    assert no.is_current(TERMS)
    assert not no.is_viable(TERMS)


@pytest.mark.parametrize("contingency", [-1, 101])
def test_an_odd_reserve_is_refused_beside_its_field(contingency):
    assert [one.field for one in contingency_problems(contingency)] == ["contingency"]


FIGURES = VoteFigures(*map(Decimal, (1, 2, 3, 1, 3)), None, None, None)


def test_a_decision_of_which_not_all_figures_were_kept_shows_those_that_were():
    old = StageVote("s1", "p1", NOON, Decimal(8), Decimal(9), Vote.GO, voted_by=HEAD, voted_at=NOON)

    assert old.figures_shown(FIGURES) == replace(FIGURES, spent=Decimal(8), expected=Decimal(9))


def test_a_vote_is_given_once_and_a_hold_or_stop_says_why():
    asked = StageVote("s1", "p1", NOON, Decimal(1), Decimal(2))
    for vote in (Vote.HOLD, Vote.STOP):
        with pytest.raises(Refused, match="Say why"):
            asked.voted(vote, "", FIGURES, HEAD, NOON)
    gone = asked.voted(Vote.GO, "", FIGURES, HEAD, NOON)

    with pytest.raises(Refused, match="decided already: go"):
        gone.voted(Vote.HOLD, "Wait", FIGURES, HEAD, NOON)
