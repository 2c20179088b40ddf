"""Whoever takes a role over is asked what waits for it, and what names who decides names them."""

from datetime import timedelta

from domain.change_notices import ChangeAsked, ChangeCard
from domain.gate import Fact
from domain.gate_living import Turn
from domain.head_living import VerdictQuestion
from domain.notices import ToPerson
from domain.scope_living import OpinionAsked, TechnicalOpinion
from domain.viability import Viability, ViabilityVerdict
from tests import make, saved
from tests.make import BEN, HEAD, IT, NOBODY, NOON, PM
from tests.use_cases import scope_examples
from tests.use_cases.change_scenes import agree, approved, ask
from use_cases.change_cards import read_change_asked
from use_cases.gate import settle_gate
from use_cases.heads import ConfirmHead, confirm_head
from use_cases.opinion_cards import read_technical_opinion
from use_cases.opinions import give_opinion
from use_cases.reading import Read
from use_cases.roles import assign_roles
from use_cases.verdict_questions import read_verdict_question

LATER = NOON + timedelta(hours=1)
WHY = "It is on leave"


def handed_over(tx, project, **roles):
    before = len(saved.waiting(tx))
    assign_roles(make.assignment(tx.projects.get(project.id), why=WHY, **roles), tx, LATER)
    return saved.waiting(tx)[before:]


def asked(said, kind):
    return [one.to.person for one in said if isinstance(one, kind)]


def test_a_new_it_manager_is_asked_for_the_opinion_that_is_open_and_its_message_names_them(tx):
    project = scope_examples.asked(tx)

    said = handed_over(tx, project, it_manager=BEN)

    assert asked(said, OpinionAsked) == [BEN]
    assert TechnicalOpinion.of(project.id).mark in saved.marks(tx)
    read = Read(make.clock(tx.workspace), project.id, ToPerson(PM))
    assert read_technical_opinion(read, tx, NOON).judge == BEN


def test_a_new_head_is_asked_for_a_verdict_that_is_to_be_given_again_and_its_former_head_is_not(tx):
    project = approved(tx, started=True)
    tx.viabilities.keep(Viability(project.id, verdict=ViabilityVerdict.VIABLE, decided_by=HEAD, asked_for="NET-C1"))

    said = handed_over(tx, project, department_head=NOBODY)
    unconfirmed, before = asked(said, VerdictQuestion), len(saved.waiting(tx))
    confirm_head(ConfirmHead(make.admin(), project.id), tx, LATER)

    assert unconfirmed == []
    assert asked(saved.waiting(tx)[before:], VerdictQuestion) == [NOBODY]
    of_former = VerdictQuestion.of(project.id, "NET-C1", HEAD)
    assert not read_verdict_question(Read(make.clock(), of_former.about, of_former.to), tx, NOON).is_asked


def test_a_new_it_manager_is_not_asked_for_an_opinion_that_was_given(tx):
    project = scope_examples.asked(tx)
    give_opinion(scope_examples.opinion(project), tx, NOON)

    assert asked(handed_over(tx, project, it_manager=BEN), OpinionAsked) == []


def test_a_new_it_manager_is_asked_about_each_open_change_and_who_knows_of_it_is_not_asked_again(tx):
    project = approved(tx)
    change = ask(tx, project)

    said = handed_over(tx, project, it_manager=BEN)

    assert asked(said, ChangeAsked) == [BEN]
    assert ChangeCard.of(project.id, change.id) in saved.waiting(tx)
    assert agree(tx, change, BEN).agreed_by == (PM, BEN)


def test_whoever_takes_a_role_again_is_asked_again_in_a_message_of_its_own(tx):
    project = scope_examples.asked(tx)
    other = approved(tx, key="SEC")
    change = ask(tx, other)
    first = {one.mark for one in saved.waiting(tx) if isinstance(one, OpinionAsked | ChangeAsked)}
    for one in (project, other):
        handed_over(tx, one, it_manager=BEN)

    said = [one for each in (project, other) for one in handed_over(tx, each, it_manager=IT)]

    new = [one for one in said if isinstance(one, OpinionAsked | ChangeAsked) and not one.edit_only]
    assert [(type(one), one.to, one.mark in first) for one in new] == [
        (OpinionAsked, ToPerson(IT), False),
        (ChangeAsked, ToPerson(IT), False),
    ]
    read = Read(make.clock(tx.workspace), new[1].about, new[1].to)
    assert (read_change_asked(read, tx, LATER).waits, change.key) == (True, "SEC-C1")


def test_a_handover_that_leaves_those_who_decide_asks_nobody(tx):
    project = approved(tx)
    ask(tx, project)

    said = handed_over(tx, project, team_members=(BEN,))

    assert asked(said, ChangeAsked) == asked(said, OpinionAsked) == []


def test_whose_turn_passes_with_a_role_is_told_to_whoever_has_it_once_they_are_confirmed(tx):
    project = make.ready(tx)
    make.priced(tx, project, price=3_000)
    settle_gate(project.id, tx, NOON)

    said = handed_over(tx, project, department_head=NOBODY)
    confirm_head(ConfirmHead(make.admin(), project.id), tx, LATER)

    turn = Turn.of(project, Fact.VIABLE, NOBODY)
    assert (turn in said, turn in saved.waiting(tx)) == (False, True)
