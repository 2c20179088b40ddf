"""Answering what the technical opinion objects to: the form, and the way from it to what can be changed."""

import pytest

from domain.scope import TechnicalKind, TechnicalRequirement
from tests import make
from tests.handlers.requests import in_modal, object_to, opened_by
from tests.make import PM

COVERAGE = TechnicalRequirement("t1", TechnicalKind.NETWORK, "Coverage in every hall")


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
