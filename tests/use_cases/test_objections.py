"""What the technical opinion objects to: changed, or staying for a reason that everybody but the customer reads."""

from dataclasses import replace

import pytest

from domain.gate import Fact
from domain.opinions import Verdict
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.scope import TechnicalKind, TechnicalRequirement, Weight
from domain.scope_living import OpinionAnswer, TechnicalOpinion
from domain.urgency import Why
from message_templates import draw_message, draw_view
from tests import make, saved
from tests.make import HEAD, NOON, PM
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import COVERAGE, asked, judged, objected, opinion, staying
from use_cases.gate import ShowGate, show_gate
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.objections import LetStay, PrepareObjections, Reason, let_stay, prepare_objections
from use_cases.opinions import AskOpinion, ask_opinion, give_opinion
from use_cases.plan_sheets import plan_now
from use_cases.scope import ShowScope, show_scope
from use_cases.scope_items import DecideItem, decide_item

pm, head = make.actor(PM), make.actor(HEAD)


def missing(tx):
    """What the gate lists as open, each with its button."""
    return [(one.missing[0], one.action) for one in show_gate(ShowGate(pm, "NET"), tx, NOON).facts.open]


def is_decided(tx, project):
    return Fact.OPINION in tx.projects.get(project.id).decided


def test_an_objection_is_open_in_the_gate_until_somebody_says_why_it_stays_and_everybody_but_the_customer_reads_it(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")
    before, is_open = missing(tx), not is_decided(tx, project)

    let_stay(staying(tx, project, "They do the second one themselves"), tx, NOON)

    words = "1 requirement is possible only if the scope changes: change it or say why it stays"
    assert (words, "answer_objections") in before
    assert (is_open, is_decided(tx, project)) == (True, True)
    assert [one.about for one in saved.said(tx, OpinionAnswer)][-1:] == [f"{project.id}/{COVERAGE.id}"]
    assert "They do the second one" in str(
        draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON)).blocks
    )
    assert "They do the second one" not in str(plan_now(tx.projects.get(project.id), tx))


def test_a_must_that_is_not_possible_stays_only_by_the_head_who_can_be_asked_with_what_was_typed(tx):
    project = objected(tx, Verdict.NOT_POSSIBLE, "A metal roof")

    with pytest.raises(Forbidden) as refusal:
        let_stay(staying(tx, project, "They insist"), tx, NOON)
    let_stay(replace(staying(tx, project, "They insist"), actor=head), tx, NOON)

    assert (refusal.value.who_may, refusal.value.can_be_asked) == ((HEAD,), True)
    assert tx.opinions.of_project(project.id)[0].stays.by == HEAD
    assert is_decided(tx, project)


def test_what_one_may_let_stay_is_kept_and_a_must_that_one_may_not_is_left_with_its_reason(tx):
    project = objected(tx, Verdict.NOT_POSSIBLE, "A metal roof")
    wish = TechnicalRequirement("t2", TechnicalKind.NETWORK, "A quiet switch", weight=Weight.SHOULD)
    make.decide_scope(tx, project, technical=(COVERAGE, wish))
    give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "Fans", of=wish), tx, NOON)
    order = staying(tx, project, "They insist")

    kept = let_stay(order, tx, NOON)
    with pytest.raises(Forbidden, match="let a must stay"):
        let_stay(order, tx, NOON)

    stays = {one.requirement.id: one.stays for one in tx.opinions.of_project(project.id)}
    assert kept == ["NET", COVERAGE.id]
    assert (stays[wish.id].reason, stays[COVERAGE.id]) == ("They insist", None)


def test_a_should_that_is_not_possible_stays_by_the_project_manager(tx):
    project = asked(tx)
    wish = replace(COVERAGE, weight=Weight.SHOULD)
    decide_item(DecideItem(pm, project.id, wish), tx, NOON)
    give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "A metal roof", of=wish), tx, NOON)

    let_stay(staying(tx, project, "Only a wish"), tx, NOON)

    assert is_decided(tx, project)


def test_a_reason_holds_for_the_words_and_the_opinion_that_it_was_given_for(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")
    order = staying(tx, project, "They know")
    let_stay(order, tx, NOON)

    give_opinion(opinion(project, Verdict.CHANGES_SCOPE, "Three weekends"), tx, NOON)

    assert not is_decided(tx, project)
    with refused(tx, f"words@{COVERAGE.id}"):
        let_stay(order, tx, NOON)
    reworded = replace(COVERAGE, statement="Coverage in two weekends")
    decide_item(DecideItem(pm, project.id, reworded), tx, NOON)
    with refused(tx, words="objects to nothing any more"):
        prepare_objections(PrepareObjections(pm, "NET"), tx, NOON)


def test_who_plans_is_led_to_the_form_from_their_work_and_from_asking_again(tx):
    objected(tx, Verdict.CHANGES_SCOPE, "Two weekends", is_complete=True)

    mine = show_my_work(ShowMyWork(pm), tx, NOON)

    assert [one.question.action for one in mine.facts.waiting if one.why is Why.TO_DECIDE] == ["answer_objections"]
    with refused(tx, words="say why it stays"):
        ask_opinion(AskOpinion(pm, "NET"), tx, NOON)


def test_a_form_without_a_reason_is_refused_beside_its_field(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")

    with refused(tx, f"words@{COVERAGE.id}"):
        let_stay(staying(tx, project, "  "), tx, NOON)
    view = draw_view("answer_objections", prepare_objections(PrepareObjections(pm, "NET"), tx, NOON))
    assert "Two weekends" in str(view["blocks"])


def test_a_head_who_asked_for_the_project_lets_no_must_stay_that_is_not_possible(tx):
    project = objected(tx, Verdict.NOT_POSSIBLE, "A metal roof")
    make.requested(tx, project, by=HEAD)

    with refused(tx, words="You requested NET, so somebody else decides this."):
        let_stay(replace(staying(tx, project, "They insist"), actor=head), tx, NOON)


def test_in_a_project_that_is_over_by_now_nothing_is_let_stay(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")
    order = staying(tx, project, "They know")
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    with refused(tx, words="NET is cancelled and its scope stays as it is."):
        let_stay(order, tx, NOON)


def test_the_form_leads_to_the_requirements_until_they_are_accepted(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")

    before = prepare_objections(PrepareObjections(pm, "NET"), tx, NOON).facts
    make.approved(tx, tx.projects.get(project.id))
    after = prepare_objections(PrepareObjections(pm, "NET"), tx, NOON).facts

    assert (before.may_change, after.may_change) == (True, False)


def test_the_message_of_the_opinion_is_drawn_again_once_something_stays(tx):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")
    saved.delivered(tx, TechnicalOpinion.of(project.id))

    let_stay(staying(tx, project, "They know"), tx, NOON)

    assert TechnicalOpinion.of(project.id) in saved.waiting(tx)


MUSTS = tuple(replace(COVERAGE, id=f"t{number}", statement=f"Thing {number}") for number in range(1, 5))


def test_an_empty_step_is_the_way_past_what_only_the_head_answers_and_is_refused_only_at_the_end(tx):
    project = asked(tx)
    make.decide_scope(tx, project, technical=MUSTS)
    for number, one in enumerate(MUSTS):
        verdict = Verdict.NOT_POSSIBLE if number < 3 else Verdict.CHANGES_SCOPE
        give_opinion(opinion(project, verdict, "No way", of=one), tx, NOON)
    empty = staying(tx, project, "")

    let_stay(empty, tx, NOON)

    first_three = tuple(one.requirement_id for one in empty.reasons)
    following = prepare_objections(PrepareObjections(pm, "NET", first_three), tx, NOON).facts
    assert [one.judged.requirement for one in following.asked] == [MUSTS[3]]
    with refused(tx, "words@t4"):
        let_stay(LetStay(pm, project.id, (Reason("t4", " ", following.asked[0].seen),), first_three), tx, NOON)
    with refused(tx, "words@t1"):
        let_stay(replace(empty, besides=("t4",)), tx, NOON)


def test_where_nothing_is_objected_to_there_is_no_form(tx):
    judged(tx)

    with refused(tx, words="objects to nothing"):
        prepare_objections(PrepareObjections(pm, "NET"), tx, NOON)
