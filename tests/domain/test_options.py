from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.appraisals import ARITHMETIC, appraised, most_cost_effective, reason_against
from domain.choices import choice_stands, chosen
from domain.options import OptionSheet, Rating, Solution, months_problems, refuse_if_full, solution_problems
from domain.refusals import Refused
from domain.scope import Requirement, Weight

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
MUST, ALSO, WISH = (
    Requirement("r1", "Wi-Fi in every room"),
    Requirement("r2", "Guest access"),
    Requirement("r3", "One bill", Weight.SHOULD),
)
WANTED = (MUST, ALSO, WISH)
MET, PARTLY, NOT = Rating


def solution(number, one_off, monthly, *ratings, name=""):
    rated = {one.id: rating for one, rating in zip(WANTED, ratings, strict=False)}
    return Solution(f"s{number}", "p1", number, name or f"Way {number}", "", Decimal(one_off), Decimal(monthly), rated)


def sheet(*solutions, months=36):
    return OptionSheet("p1", solutions, months)


BUY = solution(1, "12000", "50", MET, MET, NOT, name="Buy")
RENT = solution(2, "500", "400.50", MET, MET, MET, name="Rent")
KEEP = solution(3, "0", "0", MET, NOT, NOT, name="Leave it")


def test_each_solution_shows_the_arithmetic_of_its_cost_for_each_requirement():
    buy, rent, keep = appraised(sheet(BUY, RENT, KEEP), WANTED)

    assert (buy.cost, buy.worth, buy.cost_each) == (Decimal(13800), 2, Fraction(6900))
    assert (rent.cost, rent.worth, rent.cost_each) == (Decimal("14918.00"), 3, Fraction(14918, 3))
    assert (keep.is_admissible, keep.missed_musts) == (False, (ALSO,))


def test_the_cheapest_is_not_always_the_most_cost_effective():
    best = most_cost_effective(appraised(sheet(BUY, RENT, KEEP), WANTED))

    assert best.solution == RENT


def test_a_shorter_horizon_can_turn_the_answer_round():
    often = solution(1, "0", "1000", MET, MET, MET)
    once = solution(2, "10000", "0", MET, MET, MET)

    assert most_cost_effective(appraised(sheet(often, once, months=9), WANTED)).solution == often
    assert most_cost_effective(appraised(sheet(often, once, months=11), WANTED)).solution == once


def test_what_is_met_in_part_counts_half_and_a_must_in_part_is_not_met():
    (half,) = appraised(sheet(solution(1, "100", "0", MET, MET, PARTLY)), WANTED)
    (short,) = appraised(sheet(solution(1, "100", "0", PARTLY, MET, MET)), WANTED)

    assert (half.worth, half.cost_each, half.is_admissible) == (Fraction(5, 2), Fraction(40), True)
    assert short.missed_musts == (MUST,)


amounts = st.decimals(0, 10**6, places=2)
rows = st.tuples(amounts, amounts, *[st.sampled_from(list(Rating))] * 3)


@given(st.lists(rows, min_size=2, max_size=4), st.integers(1, 120))
def test_no_admissible_solution_is_cheaper_for_what_it_meets_than_the_best(given_rows, months):
    compared = sheet(
        *(solution(n, one, each, *rated) for n, (one, each, *rated) in enumerate(given_rows)), months=months
    )
    every = appraised(compared, WANTED)

    best = most_cost_effective(every)

    able = [one for one in every if not one.missed_musts]
    assert (best is None) == (not able)
    assert all(
        best.cost * one.worth.numerator * best.worth.denominator
        <= one.cost * best.worth.numerator * one.worth.denominator
        for one in able
    )


def test_the_computed_one_needs_no_reason_and_another_does():
    compared = sheet(BUY, RENT)

    taken = chosen(compared, "s2", WANTED, "", {}, "U_RES", NOW)
    with pytest.raises(Refused) as refusal:
        chosen(compared, "s1", WANTED, " ", {}, "U_RES", NOW)
    explained = chosen(compared, "s1", WANTED, "They own the switches", {"s2": "Too slow"}, "U_RES", NOW)

    assert taken.holds(WANTED)
    assert (refusal.value.field, refusal.value.message) == (
        "reason",
        "Rent is the most cost-effective. Say why it is not chosen.",
    )
    assert (explained.choice.reason, explained.choice.against) == ("They own the switches", {"s2": "Too slow"})


@pytest.mark.parametrize(
    ("other", "taken", "says"),
    [
        (("0", MET), ("0", MET), "It costs about the same for each requirement that it meets."),
        (("1", MET), ("0", MET), "It costs more for each requirement that it meets."),
        (("100.4", MET), ("100", MET), "It costs about the same for each requirement that it meets."),
        (("101", MET), ("100", MET), "It costs 1 % more for each requirement that it meets."),
        (("50", MET), ("100", MET), "Although it costs 50 % less for each requirement that it meets."),
        (("50", NOT), ("100", MET), "It meets none of the requirements."),
        (("200", MET), ("100", NOT), "It costs more, and meets more of the requirements."),
        (("100", MET), ("100", NOT), "It costs no more, and meets more of the requirements."),
    ],
)
def test_what_the_arithmetic_says_against_another_solution_is_true(other, taken, says):
    wish = (replace(MUST, weight=Weight.SHOULD),)
    compared = sheet(*(solution(n, cost, "0", rating) for n, (cost, rating) in enumerate((other, taken), start=1)))

    said = reason_against(*appraised(compared, wish))

    assert said == says
    assert ARITHMETIC.fullmatch(said)


@pytest.mark.parametrize(
    ("compared", "wanted", "says"),
    [
        (sheet(BUY, RENT), (), "Write down what the customer requires first"),
        (sheet(BUY), WANTED, "Compare at least 2 solutions"),
        (sheet(BUY, solution(2, "1", "1", MET)), WANTED, "Say of Way 2 whether it meets “Guest access” first."),
    ],
)
def test_a_choice_that_comes_too_early_says_what_is_missing(compared, wanted, says):
    with pytest.raises(Refused, match=says):
        chosen(compared, "s1", wanted, "because", {}, "U_RES", NOW)


def test_what_misses_a_must_cannot_be_chosen_for_any_reason():
    with pytest.raises(Refused, match="does not meet “Guest access”, a must"):
        chosen(sheet(BUY, KEEP), "s3", WANTED, "It is free", {}, "U_RES", NOW)


def test_a_choice_falls_when_what_is_required_or_rated_changes_and_not_otherwise():
    taken = chosen(sheet(BUY, RENT), "s2", WANTED, "", {}, "U_RES", NOW)
    rerated = replace(taken, solutions=(BUY, RENT.rated({"r3": PARTLY})))

    assert taken.holds((replace(MUST, text="Wi-Fi everywhere"), ALSO, WISH))
    assert not taken.holds((*WANTED, Requirement("r4", "In spring")))
    assert not taken.holds(WANTED[:2])
    assert not rerated.holds(WANTED)
    assert not replace(taken, solutions=(BUY,)).holds(WANTED)


def test_a_reason_explains_the_best_of_its_moment_and_no_must_that_is_missed_and_no_later_best():
    taken = chosen(sheet(BUY, RENT), "s1", WANTED, "They own the switches", {}, "U_RES", NOW)
    a_later_best = replace(taken, solutions=(BUY, RENT, solution(3, "1", "0", MET, MET, MET)))
    now_a_must = (MUST, ALSO, replace(WISH, weight=Weight.MUST))

    stand = [choice_stands(taken, WANTED), choice_stands(a_later_best, WANTED), choice_stands(taken, now_a_must)]

    assert stand == [True, False, False]


def test_rating_one_requirement_keeps_what_was_said_of_the_others():
    rated = BUY.rated({"r3": MET})

    assert rated.ratings == {"r1": MET, "r2": MET, "r3": MET}


@pytest.mark.parametrize(("name", "says"), [(" ", "a name"), ("x" * 81, "at most 80"), ("buy ", "called so already")])
def test_a_name_that_says_nothing_too_much_or_the_same_is_refused(name, says):
    (problem,) = solution_problems(name, "", [BUY])

    assert says in problem.message
    assert problem.field == "name"


@pytest.mark.parametrize(("months", "fine"), [(None, False), (0, False), (1, True), (120, True), (1000, False)])
def test_a_horizon_is_from_one_month_to_ten_years(months, fine):
    assert (months_problems(months) == []) == fine


def test_a_fifth_solution_is_refused():
    with pytest.raises(Refused, match="At most 4"):
        refuse_if_full(sheet(*(solution(n, "1", "1") for n in range(4))))
