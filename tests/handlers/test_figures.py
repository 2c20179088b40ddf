"""Numbers are written as the workspace's country writes them, for whoever asks."""

import pytest

from domain.actors import Standing
from domain.people import Person
from domain.scope import Scope
from tests import make
from tests.handlers.office import read
from tests.make import COMPLETION, NOBODY, PM

USERS = {"": "1,200 IT users", "DE": "1.200 IT users", "CH": "1’200 IT users"}


@pytest.fixture
def big(office):
    """A project for 1,200 users."""
    return office.inside(make.project, scope=Scope(1200, ("Wi-Fi",), COMPLETION))


@pytest.mark.parametrize("country", USERS)
def test_a_status_writes_its_numbers_as_the_workspaces_country_does(office, big, country):
    office.inside(make.workspace, country=country)

    said = read(office.phone(PM).command("status NET").said)

    assert USERS[country] in said


def test_a_country_that_was_changed_holds_from_the_next_request_on_for_who_is_met_first_too(office, big):
    office.inside(make.workspace, country="DE")
    office.phone(PM).command("status NET")
    office.inside(make.workspace, country="CH")
    office.shown_people["U_NEW"] = Person("U_NEW", "Nia", standing=Standing.MEMBER)

    seen = [read(office.phone(person).command("status NET").said) for person in (PM, NOBODY, "U_NEW")]

    assert [USERS["CH"] in said for said in seen] == [True] * 3
