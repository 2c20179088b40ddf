"""What a scope decides: read from lines, kept in versions, compared in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.history import Change
from domain.money import Currency
from domain.scope import FinancialRequirements, Goal, Requirement, ScopeStatement, ScopeVersion, Weight
from domain.scope_differences import differences
from domain.scope_limits import (
    MOST_REQUIREMENTS,
    Outline,
    Wishes,
    financial_problems,
    goal_problems,
    lines_of,
    outline_problems,
    requirements_from,
    wishes_problems,
)
from tests.make import ANA, NOON, PM

EURO = Currency("EUR")
TODAY, MAY = date(2026, 12, 3), date(2027, 5, 31)
BEGUN = ScopeStatement(120, ("Wi-Fi", "LAN"), MAY)
OUTLINE = Outline(120, ("Wi-Fi",), MAY)


def test_a_list_is_read_without_its_bullets_numbers_and_repeats():
    assert lines_of("- Roaming\n• Guest   network\n\n 3) 24 hours\nRoaming\n2027 switches") == (
        "Roaming",
        "Guest network",
        "24 hours",
        "2027 switches",
    )


def test_a_requirement_keeps_its_id_while_another_line_is_reworded_or_it_changes_its_weight():
    before = (Requirement("r1", "Roaming"), Requirement("r2", "Guest network"), Requirement("r3", "Heat map"))

    after = requirements_from(Wishes(("Guest network for visitors", "heat  MAP"), ("Roaming",)), before)

    assert [(one.text, one.weight) for one in after] == [
        ("Guest network for visitors", Weight.MUST),
        ("heat  MAP", Weight.MUST),
        ("Roaming", Weight.SHOULD),
    ]
    assert [one.id for one in after[1:]] == ["r3", "r1"]
    assert after[0].id not in ("r1", "r2", "r3")


def test_a_line_that_is_both_is_a_must():
    (only,) = requirements_from(Wishes(("Roaming",), ("roaming",)), ())

    assert only.weight is Weight.MUST


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"users_count": 0}, "users_count"),
        ({"users_count": -5}, "users_count"),
        ({"users_count": 100_000_000}, "users_count"),
        ({"completion_date": TODAY}, "completion_date"),
        ({"services": tuple(f"S{n}" for n in range(60))}, "services"),
        ({"services": ("S" * 76,)}, "services"),
        ({"services": ()}, "services"),
        ({"in_scope": ("x" * 3000,)}, "in_scope"),
        ({"out_of_scope": tuple(map(str, range(41)))}, "out_of_scope"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_is_absurd_in_the_outline_is_said_beside_its_field(changed, field):
    problems = outline_problems(replace(OUTLINE, **changed), OUTLINE, TODAY)

    assert [one.field for one in problems] == [field]


def test_a_date_that_has_passed_meanwhile_does_not_hold_up_the_rest():
    late = replace(OUTLINE, completion_date=date(2026, 1, 1))

    assert outline_problems(replace(late, users_count=7), late, TODAY) == []


def test_two_hundred_requirements_are_too_many_and_the_sentence_says_how_many_there_may_be():
    (problem,) = wishes_problems(Wishes(tuple(map(str, range(200)))))
    (in_all,) = wishes_problems(Wishes(tuple(map(str, range(40))), tuple(map(str, range(40, 80)))))

    assert (problem.field, in_all.field) == ("must", "should")
    assert str(MOST_REQUIREMENTS) in problem.message
    assert "80" in in_all.message


def test_a_goal_needs_a_measure_and_a_target_and_a_ceiling_is_above_nothing():
    assert [one.field for one in goal_problems(Goal("", "Better", " ", ""), 0)] == ["measure", "target"]
    assert [one.field for one in financial_problems(FinancialRequirements(Decimal(0)))] == ["budget_ceiling"]


@pytest.mark.parametrize(
    ("points", "left", "says"),
    [
        (("40 % at the start", "60% at the end, less 2 % of discount"), "0", None),
        (("40 % at the start", "70 % at the end"), "0", "110 % of the price. Let them come to 100 %"),
        (("33,4 percent now", "66.7 per cent then"), "0", "100.1 % of the price"),
        (("40 % at the start", "50 % at the end"), "10", None),
        (("100 % on acceptance", "plus 19 % VAT"), "0", None),
        (("50 % on acceptance, 3% discount within 10 days", "VAT of 19 %", "plus 2 % for express"), "50", None),
        (("30 % at the start and 60 % at the end",), "10", None),
        (("30 % at the start and 90 % at the end",), "0", None),
        (("40 % at the start", "the rest at the end"), "0", None),
        ((), "0", None),
    ],
)
def test_what_is_invoiced_comes_to_no_more_than_the_price_and_what_is_left_is_known(points, left, says):
    money = FinancialRequirements(invoicing_points=points)

    found = financial_problems(money)

    assert money.uninvoiced == Decimal(left)
    assert bool(money.overinvoiced) == (bool(says) or "90 %" in str(points))
    assert [one.field for one in found] == (["invoicing_points"] if says else [])
    assert (says or "") in "".join(one.message for one in found)


def test_an_open_version_is_written_over_and_a_frozen_one_is_followed():
    first = ScopeVersion("p1", 1, BEGUN, PM, NOON)
    wider = replace(BEGUN, users_count=150)

    assert first.edited(wider, ANA, NOON) == replace(first, statement=wider, made_by=ANA)
    assert replace(first, is_frozen=True).edited(wider, ANA, NOON, "More halls") == ScopeVersion(
        "p1", 2, wider, ANA, NOON, "More halls"
    )


def test_a_difference_reads_as_a_sentence_would_say_it():
    before = replace(BEGUN, requirements=(Requirement("r1", "Roaming"),))
    after = replace(
        BEGUN,
        users_count=150,
        services=("Wi-Fi", "VPN"),
        requirements=(Requirement("r1", "Roaming", Weight.SHOULD), Requirement("r2", "Heat map")),
        financial=FinancialRequirements(Decimal("25000.50")),
    )

    assert differences(before, after, EURO) == (
        Change("IT users", "120", "150"),
        Change("Service removed", "LAN"),
        Change("Service added", after="VPN"),
        Change("Requirement", "Roaming (must)", "Roaming (should)"),
        Change("Requirement added", after="Heat map (must)"),
        Change("Budget ceiling", "", "€25,000.50"),
    )
    assert differences(after, after, EURO) == ()
