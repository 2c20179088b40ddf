"""Why a requirement stays as it is, corrected and taken back by whoever may say it."""

from dataclasses import replace

import pytest

from domain.gate import Fact
from domain.history import Act
from domain.opinions import Verdict
from domain.permissions import Forbidden
from domain.scope_living import OpinionAnswer
from message_templates import draw_message, draw_view
from tests import make, saved
from tests.make import HEAD, NOON, PM
from tests.use_cases.refusals import refused
from tests.use_cases.scope_examples import COVERAGE, correction, stayed, staying
from use_cases.objections import let_stay
from use_cases.scope import ShowScope, show_scope
from use_cases.stays import PrepareStays, correct_stays, prepare_stays

pm, head = make.actor(PM), make.actor(HEAD)


def held(tx, project):
    """Who says why the requirement stays, and whether the opinion counts as decided."""
    stays = tx.opinions.of_project(project.id)[0].stays
    return (stays.by, stays.reason) if stays else None, Fact.OPINION in tx.projects.get(project.id).decided


def changes_of(tx, act):
    rows = (row for row in saved.history_rows(tx) if row.act == act.value)
    return [(change["before"], change["after"]) for row in rows for change in row.changes]


def test_a_reason_is_corrected_where_it_is_read_and_the_old_one_stands_in_the_history(tx):
    project = stayed(tx)
    scope = str(draw_message("scope_card", show_scope(ShowScope(pm, "NET"), tx, NOON)).blocks)
    form = str(draw_view("correct_stays", prepare_stays(PrepareStays(pm, "NET"), tx, NOON))["blocks"])

    correct_stays(correction(tx, project, "They have paid for it"), tx, NOON)

    assert "correct_stays" in scope
    assert "They know" in form
    assert held(tx, project) == ((PM, "They have paid for it"), True)
    assert changes_of(tx, Act.CORRECTED_STAY) == [("They know", "They have paid for it")]
    assert saved.said(tx, OpinionAnswer)[-1].about == f"{project.id}/{COVERAGE.id}"


def test_a_reason_that_is_taken_back_opens_the_objection_again(tx):
    project = stayed(tx)
    was_decided = held(tx, project)[1]

    correct_stays(correction(tx, project, " "), tx, NOON)

    assert (was_decided, held(tx, project)) == (True, (None, False))
    assert changes_of(tx, Act.TOOK_BACK_STAY) == [("They know", "")]
    let_stay(staying(tx, project, "They insist"), tx, NOON)
    assert held(tx, project) == ((PM, "They insist"), True)


def test_why_a_must_stays_that_is_not_possible_only_the_head_corrects(tx):
    project = stayed(tx, Verdict.NOT_POSSIBLE)
    order = correction(tx, project, "They insist", by=head)

    with pytest.raises(Forbidden, match="let a must stay"):
        prepare_stays(PrepareStays(pm, "NET"), tx, NOON)
    with pytest.raises(Forbidden, match="let a must stay"):
        correct_stays(replace(order, actor=pm), tx, NOON)
    correct_stays(order, tx, NOON)

    assert held(tx, project) == ((HEAD, "They insist"), True)


def test_who_sends_second_is_told_beside_the_field_and_the_same_again_is_no_correction(tx):
    project = stayed(tx)
    first, second = (correction(tx, project, words) for words in ("They have paid", "They insist"))

    correct_stays(first, tx, NOON)
    correct_stays(first, tx, NOON)

    with refused(tx, f"words@{COVERAGE.id}", words="This was changed"):
        correct_stays(second, tx, NOON)
    assert len(changes_of(tx, Act.CORRECTED_STAY)) == 1


def test_what_the_customer_accepted_is_corrected_and_not_taken_back(tx):
    project = stayed(tx)
    make.approved(tx, tx.projects.get(project.id))

    with refused(tx, f"words@{COVERAGE.id}", words="so the reason stays. Correct it, or ask for a change."):
        correct_stays(correction(tx, project, ""), tx, NOON)
    correct_stays(correction(tx, project, "They have paid"), tx, NOON)

    assert held(tx, project)[0] == (PM, "They have paid")
