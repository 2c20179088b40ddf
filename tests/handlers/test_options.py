"""Solutions as the responsible staff member meets them in Slack: typed, changed by two, chosen, closed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.scope import Requirement
from tests import make
from tests.handlers.office import filled, words_in
from tests.make import PM, RESP

HOSTILE = "*Rent* <!channel> &amp; <@U1>"


@pytest.fixture
def project(office):
    def required(tx):
        project = make.project(tx, decided=())
        version = tx.scopes.newest(project.id)
        wanted = (Requirement("wifi", "Wi-Fi everywhere"),)
        tx.scopes.keep(replace(version, statement=replace(version.statement, requirements=wanted)))
        return project

    return office.inside(required)


def pressed(office, action, value="NET", person=RESP):
    office.phone(person).press(action, element={"value": value})
    return office.opened()


def added(office, project, **typed):
    office.phone(RESP).submit(filled(pressed(office, "add_solution"), **typed))
    return office.inside(lambda tx: tx.options.sheet(project.id)).solutions[-1]


def test_a_wrong_amount_is_refused_beside_its_field_and_the_words_are_shown_as_typed(office, project):
    view = pressed(office, "add_solution")

    said = office.phone(RESP).submit(filled(view, name=" ", once="lots", monthly="-3")).said
    following = office.phone(RESP).submit(filled(view, name=HOSTILE, gist=HOSTILE, once="1.200,50")).said

    assert set(said["errors"]) == {"name", "once", "monthly"}
    assert following["response_action"] == "update"
    assert HOSTILE in words_in(following["view"])
    (saved,) = office.inside(lambda tx: tx.options.sheet(project.id)).solutions
    assert (saved.description, saved.one_off) == (HOSTILE, Decimal("1200.50"))


def test_of_two_forms_that_were_open_the_second_shows_what_the_first_changed_and_can_be_sent_again(office, project):
    solution = added(office, project, name="Rent", once="1200")
    slow, quick = (pressed(office, "edit_solution", solution.id) for _ in range(2))
    office.phone(RESP).submit(filled(quick, once="1300"))

    shown = office.phone(RESP).submit(filled(slow, once="1400", gist=HOSTILE)).said
    again = {**shown["view"], "id": "V9", "hash": "h9", "blocks": _named(shown["view"]["blocks"])}
    office.phone(RESP).submit(filled(again))

    assert "Somebody else changed this meanwhile." in words_in(shown["view"])
    assert "€1,300.00" in words_in(shown["view"])
    after = office.inside(lambda tx: tx.options.solution(solution.id))
    assert (after.one_off, after.description) == (Decimal(1400), HOSTILE)


def test_who_may_not_propose_and_what_was_accepted_is_answered_in_words(office, project):
    solution = added(office, project, name="Rent")

    office.phone(PM).press("edit_solution", element={"value": solution.id})
    by_manager = office.told()
    office.inside(make.approved, project)
    office.phone(RESP).press("remove_solution", element={"value": solution.id})

    assert "Only" in by_manager
    assert "The customer has accepted this choice of a solution." in office.told()
    assert office.inside(lambda tx: tx.options.sheet(project.id)).solutions == (solution,)


def test_a_solution_that_was_removed_is_not_there_for_another_button(office, project):
    solution = added(office, project, name="Rent")
    office.phone(RESP).press("remove_solution", element={"value": solution.id})

    office.phone(RESP).press("rate_solution", element={"value": solution.id})

    assert "That solution is not there any more. Look at the options again." in office.told()


def _named(blocks):
    return [{"block_id": f"made{number}", **block} for number, block in enumerate(blocks)]
