"""Asking the IT manager what is technically possible, and hearing it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.gate import Fact
from domain.living import Home
from domain.notices import ToPerson
from domain.opinions import Verdict
from domain.roles import Role
from domain.scope import Requirement
from domain.scope_living import OpinionAnswer, OpinionAsked, OpinionGiven, TechnicalOpinion
from domain.urgency import Why
from message_templates import draw_message, draw_view
from storage.people import Named
from tests import make, saved
from tests.make import HEAD, IT, NOON, PM
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import COVERAGE, asked, judged, objected, opinion, planned, staying
from use_cases.gate import ShowGate, show_gate
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.objections import let_stay
from use_cases.opinion_cards import read_opinion_answer, read_opinion_asked, read_opinion_given, read_technical_opinion
from use_cases.opinions import AskOpinion, GiveOpinion, PrepareOpinion, Said, ask_opinion, give_opinion, prepare_opinion
from use_cases.presenting import PreparePresentation, prepare_presentation
from use_cases.reading import Read
from use_cases.scope import ShowScope, show_scope
from use_cases.scope_items import DecideItem, decide_item

pm, it = make.actor(PM), make.actor(IT)
LATER = NOON + timedelta(hours=1)


def read(tx, about):
    return Read(make.clock(tx.workspace), about, ToPerson(PM))


def test_who_is_asked_is_told_once_sees_it_in_their_list_and_the_version_stays(tx):
    project = asked(tx)

    (told,) = saved.said(tx, OpinionAsked)
    facts = read_opinion_asked(Read(make.clock(tx.workspace), told.about, told.to), tx, NOON)
    assert (told.to, facts.asked_by, facts.waiting, facts.is_theirs) == (ToPerson(IT), PM, 1, True)
    assert {TechnicalOpinion.of(project.id).mark, Home.of(IT).mark} <= saved.marks(tx)
    mine = show_my_work(ShowMyWork(it), tx, NOON).facts.waiting
    assert [one.id for one in mine if one.why is Why.OPINION] == [project.id]
    assert tx.scopes.newest(project.id).is_frozen


def test_what_the_judge_was_asked_says_who_answered_and_has_no_button_any_more(tx):
    project = asked(tx)
    (told,) = saved.said(tx, OpinionAsked)
    saved.delivered(tx, told)

    give_opinion(opinion(project), tx, NOON)

    assert replace(told, edit_only=True) in saved.waiting(tx)
    facts = read_opinion_asked(Read(make.clock(tx.workspace), told.about, told.to), tx, NOON)
    message = draw_message("opinion_asked", Named(facts, {PM: "Pm", IT: "It"}))
    assert message.text == "Nothing waits for your technical opinion in Net rollout (NET) any more"
    assert (facts.given_by, "give_opinion" in str(message.blocks)) == (IT, False)


def test_what_was_asked_waits_for_the_judge_alone_and_is_not_asked_twice_unless_it_is_worded_anew(tx):
    project = asked(tx)

    rows = {who: opinion_row(tx, who) for who in (PM, IT)}
    with refused(tx, words="waits for the answer of the IT manager"):
        ask_opinion(AskOpinion(pm, "NET"), tx, LATER)
    assert not show_scope(ShowScope(pm, "NET"), tx, LATER).facts.may_ask
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage in two halls")), tx, LATER)
    ask_opinion(AskOpinion(pm, "NET"), tx, LATER)

    assert [(one.may_decide, one.deciders, one.value) for one in rows.values()] == [
        (False, (IT,), project.id),
        (True, (IT,), project.id),
    ]
    assert len(saved.said(tx, OpinionAsked)) == 2


def test_an_older_question_leads_to_the_newer_one_instead_of_saying_that_nothing_waits(tx):
    project = asked(tx)
    (told,) = saved.said(tx, OpinionAsked)
    saved.delivered(tx, told)
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, id="", statement="Coverage outside")), tx, LATER)

    ask_opinion(AskOpinion(pm, "NET"), tx, LATER)

    facts = read_opinion_asked(Read(make.clock(tx.workspace), told.about, told.to), tx, LATER)
    message = draw_message("opinion_asked", Named(facts, {PM: "Pm"}))
    assert replace(told, edit_only=True) in saved.waiting(tx)
    assert message.text == "Pm asked you again what is technically possible in Net rollout (NET)"
    assert "the newer message has the button" in str(message.blocks)
    assert "give_opinion" not in str(message.blocks)


def opinion_row(tx, who):
    gate = show_gate(ShowGate(make.actor(who), "NET"), tx, NOON).facts
    return next(one for one in gate.open if one.missing == ("the answer to what is technically possible",))


def test_the_answer_stands_in_the_thread_and_whoever_asked_hears_what_it_means(tx):
    project = asked(tx)

    assert give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "A metal roof"), tx, NOON) == ()

    (said,) = saved.said(tx, OpinionAnswer)
    assert said.thread_of == TechnicalOpinion.of(project.id).mark
    (told,) = saved.said(tx, OpinionGiven)
    given = read_opinion_given(Read(make.clock(tx.workspace), told.about, told.to), tx, NOON)
    assert (told.to, given.impossible, given.is_decided) == (ToPerson(PM), 1, False)
    facts = read_opinion_answer(read(tx, f"{project.id}/{COVERAGE.id}"), tx, NOON)
    assert (facts.said.opinion.words, facts.is_gone) == ("A metal roof", False)
    assert [one for one in show_my_work(ShowMyWork(it), tx, NOON).facts.waiting if one.why is Why.OPINION] == []


def test_what_changes_the_scope_is_said_to_whoever_plans_until_it_is_worded_anew(tx):
    project = asked(tx)
    make.decide_scope(tx, project, technical=(COVERAGE,), requirements=(Requirement("r1", "Wi-Fi in the halls"),))
    give_opinion(opinion(project, Verdict.CHANGES_SCOPE, "Two weekends"), tx, NOON)
    tx.projects.settle(replace(project, decided=tuple(Fact)))

    card = draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON))
    (told,) = saved.said(tx, OpinionGiven)
    form = prepare_presentation(PreparePresentation(pm, "NET"), tx, NOON)

    assert card.text.endswith("open is what the technical opinion objects to")
    assert "Everything that a scope needs is decided" not in str(card.blocks)
    assert "somebody says why it stays" in drawn_for_asker(tx, told)
    assert "Two weekends" in str(draw_view("present_plan", form))
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage in two weekends")), tx, NOON)
    assert "objects to" not in draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON)).text


def drawn_for_asker(tx, told):
    facts = read_opinion_given(Read(make.clock(tx.workspace), told.about, told.to), tx, NOON)
    return str(draw_message("opinion_given", Named(facts, {IT: "It"})).blocks)


@pytest.mark.parametrize("act", ["answered", "reopened"])
def test_what_whoever_asked_was_told_is_edited_when_an_objection_is_answered_or_judged_anew(tx, act):
    project = objected(tx, Verdict.CHANGES_SCOPE, "Two weekends")
    (told,) = saved.said(tx, OpinionGiven)
    saved.delivered(tx, told)
    before = drawn_for_asker(tx, told)

    if act == "answered":
        let_stay(staying(tx, project, "They do the second one themselves"), tx, NOON)
    else:
        decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage outside")), tx, NOON)

    assert replace(told, edit_only=True) in saved.waiting(tx)
    after = drawn_for_asker(tx, told)
    assert ("answer_objections" in before, "answer_objections" in after) == (True, False)
    assert ("Each is answered:" if act == "answered" else "waits for an opinion again") in after


def test_a_changed_requirement_is_open_again_and_its_answer_says_so(tx):
    project = judged(tx)

    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage outside")), tx, NOON)

    assert read_technical_opinion(read(tx, project.id), tx, NOON).waiting == 1
    assert read_opinion_answer(read(tx, f"{project.id}/{COVERAGE.id}"), tx, NOON).said.has_lapsed
    mine = show_my_work(ShowMyWork(it), tx, NOON).facts.waiting
    assert [one.id for one in mine if one.why is Why.OPINION] == [project.id]


def test_what_was_reworded_while_it_was_judged_is_not_judged_and_comes_again(tx):
    project = asked(tx)
    order = opinion(project)
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage outside")), tx, NOON)

    assert give_opinion(order, tx, NOON) == (COVERAGE.id,)

    assert tx.opinions.of_project(project.id) == []
    (again,) = prepare_opinion(PrepareOpinion(it, project.id), tx, NOON).facts.asked
    assert again.judged.requirement.statement == "Coverage outside"


def test_a_no_without_a_why_and_words_without_a_verdict_are_refused_beside_their_field(tx):
    project = asked(tx)

    with refused(tx, f"words@{COVERAGE.id}"):
        give_opinion(opinion(project, Verdict.NOT_POSSIBLE, " "), tx, NOON)
    with refused(tx, f"verdict@{COVERAGE.id}"):
        give_opinion(opinion(project, None, "Perhaps"), tx, NOON)


def test_nothing_is_asked_twice_that_has_its_opinion(tx):
    project = judged(tx)

    with refused(tx, words="has its opinion already"):
        ask_opinion(AskOpinion(pm, project.key), tx, NOON)


def test_where_the_project_manager_is_the_it_manager_the_department_head_judges(tx):
    project = planned(tx)
    both = tuple(replace(one, person=PM) if one.role is Role.IT_MANAGER else one for one in project.staff)
    tx.roles.keep(replace(project, staff=both))
    ask_opinion(AskOpinion(pm, project.key), tx, NOON)

    with pytest.raises(Exception, match="two people decide it") as refusal:
        give_opinion(replace(opinion(project), actor=pm), tx, NOON)
    give_opinion(replace(opinion(project), actor=make.actor(HEAD)), tx, NOON)

    assert refusal.value.who_may == (HEAD,)
    assert tx.opinions.of_project(project.id)[0].given_by == HEAD


def test_where_no_technical_requirement_is_written_the_scope_as_a_whole_waits(tx):
    make.office(tx)
    make.project(tx, decided=())

    ask_opinion(AskOpinion(pm, "NET"), tx, NOON)

    (told,) = saved.said(tx, OpinionAsked)
    facts = read_opinion_asked(Read(make.clock(tx.workspace), told.about, told.to), tx, NOON)
    words = draw_message("opinion_asked", Named(facts, {PM: "Pm"})).text
    assert words.endswith("The scope as a whole waits for you")


def test_a_phone_is_told_that_the_scope_as_a_whole_was_judged_where_no_requirement_is_written(tx):
    make.office(tx)
    project = make.project(tx, decided=())
    ask_opinion(AskOpinion(pm, "NET"), tx, NOON)
    whole = prepare_opinion(PrepareOpinion(it, project.id), tx, NOON).facts.asked[0]

    said = Said(whole.judged.requirement.id, Verdict.AS_PLANNED, "", whole.seen)
    give_opinion(GiveOpinion(it, project.id, (said,)), tx, NOON)

    facts = Named(read_technical_opinion(read(tx, project.id), tx, NOON), {IT: "It"})
    assert draw_message("technical_opinion", facts).text.endswith("the scope as a whole has its opinion")


def test_nobody_is_asked_while_the_one_who_judges_is_not_named(tx):
    project = planned(tx)
    tx.roles.keep(replace(project, staff=tuple(one for one in project.staff if one.role is not Role.IT_MANAGER)))

    with refused(tx, words="has no IT manager yet"):
        ask_opinion(AskOpinion(pm, project.key), tx, NOON)


def test_the_scope_says_first_of_all_who_is_asked_for_the_opinion(tx):
    asked(tx)

    message = draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON))

    assert message.text.endswith("; It is asked for the technical opinion")


def test_once_the_scope_changed_nobody_is_said_to_be_asked_and_the_scope_says_to_ask_again(tx):
    project = judged(tx)
    decide_item(DecideItem(pm, project.id, replace(COVERAGE, statement="Coverage outside")), tx, LATER)

    message = draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, LATER))

    assert "is asked for the technical opinion" not in message.text
    assert "and nobody has told them" in json.dumps(message.blocks)
    assert "Ask again" in json.dumps(message.blocks)
