import pytest

from domain.projects import Lifecycle
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import undecide
from tests.make import ADMIN, ANA, HEAD, PM


@pytest.fixture
def open_project(office):
    """A project whose scope is open."""
    project = office.inside(make.ready)
    office.inside(undecide, project.id)
    return project


def test_a_refused_start_lists_what_is_open_with_what_this_person_may_do_about_it(office, open_project):
    asked = {who: office.phone(who).command("start NET").said for who in (PM, HEAD)}

    assert asked[PM]["text"] == "NET cannot start yet: 3 things still open"
    assert "the number of IT users" in words_in(asked[PM])
    assert ("Override" in words_in(asked[HEAD]), "Override" in words_in(asked[PM])) == (True, False)
    assert office.is_silent()


def test_what_is_open_can_be_looked_at_without_starting(office, open_project):
    said = office.phone(ANA).command("prepare NET").said

    assert said["text"] == "NET Net rollout: 3 things still open before the start"
    assert "Try again" not in words_in(said)


def test_a_head_confirmed_in_the_list_of_what_is_open_leaves_the_rest_of_it(office, open_project):
    staff = [one if one.person != HEAD else make.replace(one, confirmed=False) for one in open_project.staff]
    office.inside(lambda tx: tx.roles.keep(make.replace(open_project, staff=tuple(staff))))

    office.phone(ADMIN).press("gate_confirm_head", element={"value": "NET"})

    told = office.told()
    assert ("the number of IT users" in told, "the confirmation of the department head" in told) == (True, False)
    assert office.inside(lambda tx: tx.projects.get(open_project.id)).head_confirmed


def test_an_override_asks_why_names_what_is_open_and_starts(office, open_project):
    phone = office.phone(HEAD)
    phone.press("override_gate", element={"value": "NET"})
    form = office.opened()

    refused = phone.submit(filled(form, reason=" "))
    started = phone.submit(filled(form, reason="They wait for it"))

    assert "the completion date" in words_in(form)
    assert "Say why it starts all the same." in refused.said["errors"]["reason"]
    assert "NET has started." in words_in(started.said["view"])
    assert office.inside(lambda tx: tx.projects.get(open_project.id)).lifecycle is Lifecycle.ACTIVE
