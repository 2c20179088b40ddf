"""Answering what the technical opinion objects to: the form, and the way from it to what can be changed."""

import pytest

from domain.opinions import Verdict
from domain.scope import TechnicalKind, TechnicalRequirement, Weight
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import in_modal, object_to, opened_by
from tests.make import PM
from tests.use_cases.scope_examples import COVERAGE, objected, opinion
from use_cases.opinions import give_opinion


def test_a_reason_that_was_kept_beside_one_that_only_the_head_gives_is_said(office):
    wish = TechnicalRequirement("t2", TechnicalKind.NETWORK, "A quiet switch", weight=Weight.SHOULD)

    def both_objected(tx):
        project = objected(tx, Verdict.NOT_POSSIBLE, "A metal roof")
        make.decide_scope(tx, project, technical=(COVERAGE, wish))
        give_opinion(opinion(project, Verdict.NOT_POSSIBLE, "Fans", of=wish), tx, make.NOON)

    office.inside(both_objected)
    _, form = opened_by(office, "answer_objections", "NET", words__t1="They insist", words__t2="They insist")

    refusal = office.phone(PM).submit(form).said

    assert "1 reason is kept. Only " in words_in(refusal)


@pytest.mark.parametrize(
    ("technical", "form"), [((), "edit_scope"), ((COVERAGE,), "technical_requirements")], ids=["as a whole", "one"]
)
def test_who_changes_what_is_required_is_led_to_what_was_judged(office, technical, form):
    project = office.inside(make.ready)
    office.inside(lambda tx: make.decide_scope(tx, project, technical=technical))
    office.inside(object_to, project.id)
    _, view = opened_by(office, "answer_objections", "NET")

    office.phone(PM).press("value", "changing", {"value": "NET"}, **in_modal(view))

    assert office.opened("views.update")["callback_id"] == form
