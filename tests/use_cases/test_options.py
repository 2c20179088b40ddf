"""Solutions compared by what is required and what they cost, one of them chosen, and the choice opened again."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.gate import Fact
from domain.history import Act, Change, HistoryFilter
from domain.option_notices import SolutionChosen
from domain.options import Rating
from domain.projects import Lifecycle
from domain.scope import Requirement, Weight
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, HEAD, NOON, PM, RESP
from tests.use_cases.refusals import refused
from use_cases.choices import (
    ChooseSolution,
    FindOptionStep,
    PrepareChoice,
    choose_solution,
    find_option_step,
    prepare_choice,
)
from use_cases.decided import FACTS
from use_cases.history import ShowHistory, show_history
from use_cases.options import OptionStep, ShowOptions, show_options
from use_cases.ratings import PrepareRating, RateSolution, prepare_rating, rate_solution
from use_cases.solutions import (
    CompareOver,
    PrepareMonths,
    PrepareSolution,
    RemoveSolution,
    SaveSolution,
    compare_over,
    prepare_months,
    prepare_solution,
    remove_solution,
    save_solution,
)

resp = make.actor(RESP)
MUST, ALSO, WISH = (
    Requirement("must", "Wi-Fi in every room"),
    Requirement("also", "Guests too"),
    Requirement("wish", "One bill", Weight.SHOULD),
)


@pytest.fixture
def project(tx):
    make.office(tx)
    return make.project(tx, decided=())


def require(tx, project, *wanted):
    version = tx.scopes.newest(project.id)
    tx.scopes.keep(replace(version, statement=replace(version.statement, requirements=wanted)))


def save(tx, project, name, once="", monthly="", **more):
    return save_solution(SaveSolution(resp, project.id, name, "", once, monthly, **more), tx, NOON)


def rate(tx, solution, *ratings):
    rated = dict(zip(("must", "also", "wish"), ratings, strict=False))
    rate_solution(RateSolution(resp, solution, rated), tx, NOON)


def shown(tx, person=RESP):
    return show_options(ShowOptions(make.actor(person), "NET"), tx, NOON).facts


def compared(tx, project):
    """Rent is the best of what can be chosen; Nothing misses a must; Buy costs more for each."""
    require(tx, project, MUST, ALSO, WISH)
    rent, buy, nothing = (save(tx, project, *one) for one in (("Rent", "1200", "100"), ("Buy", "6.000"), ("Nothing",)))
    rate(tx, rent, Rating.MET, Rating.MET, Rating.PARTLY)
    rate(tx, buy, Rating.MET, Rating.MET, Rating.NOT)
    rate(tx, nothing, Rating.NOT, Rating.NOT, Rating.MET)
    return rent, buy, nothing


def choose(tx, project, solution, reason="", **against):
    return choose_solution(ChooseSolution(resp, project.id, solution, reason, against), tx, NOON)


def is_chosen(tx, project):
    return FACTS[Fact.CHOICE](project, tx, NOON)


def test_the_arithmetic_of_each_solution_can_be_done_again_by_hand(tx, project):
    compared(tx, project)

    rent, buy, nothing = shown(tx).compared

    assert (rent.once, rent.monthly, rent.cost, rent.worth, rent.each) == (
        "€1,200.00",
        "€100.00",
        "€4,800.00",
        "2½",
        "€1,920.00",
    )
    assert (buy.cost, buy.worth, buy.each) == ("€6,000.00", "2", "€3,000.00")
    assert [one.is_best for one in (rent, buy, nothing)] == [True, False, False]
    assert nothing.missed_musts == ("Wi-Fi in every room", "Guests too")


def test_who_must_not_see_costs_reads_what_each_meets_and_no_amount(tx, project):
    compared(tx, project)

    theirs, ours = shown(tx, ANA), shown(tx, PM)

    assert [(one.once, one.monthly, one.cost, one.each) for one in theirs.compared] == [("", "", "", "")] * 3
    assert [one.met for one in theirs.compared] == [2, 2, 1]
    assert (theirs.may_propose, ours.may_propose, ours.may_see_costs) == (False, False, True)


def test_what_is_to_be_done_next_goes_from_requirements_to_the_choice(tx, project):
    order = FindOptionStep(resp, "NET")
    steps = []

    with refused(tx, words="Write down what the customer requires first"):
        find_option_step(order, tx, NOON)
    require(tx, project, MUST)
    steps.append(find_option_step(order, tx, NOON).step)
    first, second = save(tx, project, "Rent", "1"), save(tx, project, "Buy", "2")
    steps.append(find_option_step(order, tx, NOON))
    for one in (first, second):
        rate(tx, one, Rating.NOT)
    steps.append(find_option_step(order, tx, NOON).step)
    rate(tx, first, Rating.MET)
    steps.append(find_option_step(order, tx, NOON).step)
    choose(tx, project, first)
    steps.append(find_option_step(order, tx, NOON).step)

    assert steps[1].solution_id == first
    steps[1] = steps[1].step
    assert steps == [OptionStep.ADD, OptionStep.RATE, OptionStep.CHANGE, OptionStep.CHOOSE, OptionStep.DONE]


def test_the_choice_is_kept_with_why_and_why_not_the_others_and_the_channel_hears_no_amount(tx, project):
    rent, buy, nothing = compared(tx, project)

    choose(tx, project, rent, **{buy: "They do not want to own it"})

    choice = tx.options.sheet(project.id).choice
    assert choice.against == {
        buy: "They do not want to own it",
        nothing: "It does not meet “Wi-Fi in every room”, a must.",
    }
    [said] = saved.said(tx, SolutionChosen)
    assert (said.solution, said.compared, said.is_best) == ("Rent", 3, True)
    assert "€" not in str(said)
    assert is_chosen(tx, project)
    assert tx.scopes.newest(project.id).is_frozen
    assert saved.history_rows(tx)[-1].act == Act.CHOSE_SOLUTION


def test_another_than_the_best_needs_a_reason(tx, project):
    _, buy, _ = compared(tx, project)

    with refused(tx, "reason", words="Rent is the most cost-effective. Say why it is not chosen."):
        choose(tx, project, buy)
    choose(tx, project, buy, "They want to own it")

    assert shown(tx).choice.grounds == "They want to own it"
    assert shown(tx).choice.against[0].grounds == "Although it costs 36 % less for each requirement that it meets."


def test_a_requirement_more_or_a_rating_changed_opens_the_choice_again(tx, project):
    rent, _, _ = compared(tx, project)
    choose(tx, project, rent)
    stood = []

    require(tx, project, MUST, ALSO, WISH, Requirement("new", "At night"))
    stood.append((is_chosen(tx, project), shown(tx).choice.stands, shown(tx).compared[0].unrated))
    require(tx, project, MUST, ALSO, WISH)
    stood.append(is_chosen(tx, project))
    rate(tx, rent, Rating.MET, Rating.MET, Rating.NOT)
    stood.append(is_chosen(tx, project))

    assert stood == [(False, False, ("At night",)), True, False]


def test_a_solution_that_became_the_best_opens_a_choice_that_has_no_reason(tx, project):
    rent, buy, _ = compared(tx, project)
    choose(tx, project, rent)

    save(tx, project, "Buy", "1", solution_id=buy)

    assert not is_chosen(tx, project)


def test_taking_out_the_chosen_solution_takes_the_choice_with_it(tx, project):
    rent, _, _ = compared(tx, project)
    choose(tx, project, rent)

    remove_solution(RemoveSolution(resp, rent), tx, NOON)

    assert tx.options.sheet(project.id).choice is None
    assert not is_chosen(tx, project)


def test_everything_that_is_wrong_with_a_solution_is_told_at_once_beside_its_field(tx, project):
    save(tx, project, "Rent")

    with refused(tx, "name", "once", "monthly", words="Another solution is called so already"):
        save(tx, project, " rent ", "-5", "a lot")

    assert len(tx.options.sheet(project.id).solutions) == 1


def test_at_most_four_are_compared_and_at_least_two(tx, project):
    require(tx, project, MUST)
    only = save(tx, project, "Way 1")
    rate(tx, only, Rating.MET)

    with refused(tx, words="Compare at least 2 solutions"):
        choose(tx, project, only)
    for number in (2, 3, 4):
        save(tx, project, f"Way {number}")

    with refused(tx, words="At most 4 solutions are compared"):
        save(tx, project, "Way 5")
    with refused(tx, words="At most 4 solutions are compared"):
        prepare_solution(PrepareSolution(resp, "NET"), tx, NOON)


def test_nothing_is_chosen_while_a_rating_is_missing_or_no_solution_meets_every_must(tx, project):
    require(tx, project, MUST, WISH)
    first, second = save(tx, project, "Way 1"), save(tx, project, "Way 2")
    rate(tx, first, Rating.MET)

    with refused(tx, words="Say of Way 1 whether it meets “One bill” first."):
        prepare_choice(PrepareChoice(resp, "NET"), tx, NOON)
    for one in (first, second):
        rate_solution(RateSolution(resp, one, {"must": Rating.PARTLY, "wish": Rating.MET}), tx, NOON)

    with refused(tx, words="No solution meets every must."):
        prepare_choice(PrepareChoice(resp, "NET"), tx, NOON)


def test_the_form_begins_with_the_months_that_are_compared(tx, project):
    compare_over(CompareOver(resp, project.id, 48), tx, NOON)

    assert prepare_months(PrepareMonths(resp, project.key), tx, NOON).months == 48


@pytest.mark.parametrize("months", [0, 1000, None])
def test_a_horizon_out_of_bounds_is_refused_beside_its_field(tx, project, months):
    with refused(tx, "months", words="Enter a whole number of months from 1 to 120"):
        compare_over(CompareOver(resp, project.id, months), tx, NOON)


def test_another_horizon_can_make_another_solution_the_best(tx, project):
    compared(tx, project)

    compare_over(CompareOver(resp, project.id, 120), tx, NOON)

    assert [one.is_best for one in shown(tx).compared] == [False, True, False]


def test_more_requirements_than_fit_into_one_step_are_rated_in_several(tx, project):
    require(tx, project, *(Requirement(f"r{n}", f"Wish {n}") for n in range(9)))
    solution = save(tx, project, "Rent")

    first = prepare_rating(PrepareRating(resp, solution), tx, NOON)
    second = prepare_rating(PrepareRating(resp, solution, first.following), tx, NOON)

    assert [len(first.rows), len(second.rows)] == [7, 2]
    assert second.following is None


def test_only_the_responsible_staff_member_proposes(tx, project):
    rent, _, _ = compared(tx, project)

    for person in (PM, HEAD, ANA):
        with refused(tx, words="Only"):
            choose_solution(ChooseSolution(make.actor(person), project.id, rent), tx, NOON)


def test_a_project_that_was_started_before_anything_was_approved_still_chooses(tx, project):
    rent, _, _ = compared(tx, project)
    tx.projects.change(replace(tx.projects.for_change(project.id), lifecycle=Lifecycle.ACTIVE, started_at=NOON))

    assert choose(tx, project, rent) == "NET"


def test_in_a_project_that_is_over_nobody_is_offered_to_choose(tx, project):
    compared(tx, project)
    tx.projects.change(replace(tx.projects.for_change(project.id), lifecycle=Lifecycle.CANCELLED))

    assert not show_options(ShowOptions(resp, "NET"), tx, NOON).facts.may_propose


def test_once_the_customer_accepted_it_the_choice_stays(tx, project):
    rent, _, _ = compared(tx, project)
    choose(tx, project, rent)
    make.approved(tx, project)

    with refused(tx, words="The customer has accepted this choice of a solution. Ask for a change:"):
        rate(tx, rent, Rating.NOT)

    assert tx.options.solution(rent).one_off == Decimal(1200)


def test_of_two_who_change_a_solution_the_second_keeps_what_they_typed_and_sees_what_the_first_made_of_it(tx, project):
    rent = save(tx, project, "Rent", "1200", "100")
    seen = prepare_solution(PrepareSolution(resp, solution_id=rent), tx, NOON).seen
    save(tx, project, "Rent it", "1300", "100", solution_id=rent, seen=seen)
    mine = SaveSolution(resp, project.id, "Rent", "As a service", "1400", "100", rent, seen=seen)

    first, form = save_solution(mine, tx, NOON), prepare_solution(PrepareSolution(resp, "", rent, mine), tx, NOON)
    after_first = tx.options.solution(rent)
    second = save_solution(replace(mine, seen=form.seen), tx, NOON)

    after = tx.options.solution(rent)
    assert (first, second) == ("", rent)
    assert (form.name, form.gist, form.once) == ("Rent", "As a service", "1400")
    assert form.changed_meanwhile == (Change("cost once", "€1,400.00", "€1,300.00"),)
    assert (after_first.one_off, after_first.description) == (Decimal(1300), "")
    assert (after.name, after.one_off, after.description) == ("Rent it", Decimal(1400), "As a service")


def test_choosing_again_begins_with_what_was_typed_against_the_others_and_with_no_arithmetic_of_before(tx, project):
    rent, buy, nothing = compared(tx, project)
    choose(tx, project, rent, **{nothing: "Nobody wants that"})

    form = prepare_choice(PrepareChoice(resp, "NET"), tx, NOON)

    assert tx.options.sheet(project.id).choice.against[buy].startswith("It costs")
    assert {one.id: one.grounds for one in form.lines} == {rent: "", buy: "", nothing: "Nobody wants that"}


@pytest.mark.parametrize(("person", "sees"), [(RESP, True), (PM, True), (ANA, False)])
def test_amounts_of_solutions_stand_in_the_history_for_those_who_answer_for_cost(tx, project, person, sees):
    rent, buy, _ = compared(tx, project)
    choose(tx, project, rent)
    save(tx, project, "Buy it", "7777", "66", solution_id=buy)
    remove_solution(RemoveSolution(resp, buy), tx, NOON)

    page = show_history(ShowHistory(make.actor(person), HistoryFilter(key="NET")), tx, NOON)

    said = json.dumps(draw_message("history", page).blocks, ensure_ascii=False)
    assert [amount in said for amount in ("7,777", "66.00", "6,000")] == [sees] * 3
    assert "Buy it" in said
