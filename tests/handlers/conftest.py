"""A desk with a real database, an app with made-up routes, and a person with a phone."""

import logging
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.request import build_opener

import pytest

from domain.actors import Actor
from domain.people import Person
from handlers.bolt import attach
from handlers.desk import Desk
from handlers.parameters import OFFERED
from handlers.routing import Routes, collect
from storage.transactions import Runner
from tests import make
from tests.handlers.office import made_office
from tests.handlers.slack_side import ANA, Phone, SlackSide, made_app
from use_cases.directory import KeepPeople, keep_people

NOON = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def slack():
    return SlackSide()


@pytest.fixture
def run(database):
    runner = Runner(database, lambda: NOON, lambda: None)
    people = (Person(ANA, "Ana Li", is_admin=True), Person("U_BO", "Bo Berg"), Person("U_CY", "Cy Diaz"))
    runner(keep_people, KeepPeople(Actor.clock("T1"), people))
    return runner


@pytest.fixture
def strangers():
    """People whom only Slack knows; an exception in place of a person is raised."""
    return {}


@pytest.fixture
def desk(run, strangers):
    def fetch_person(_workspace, user):
        found = strangers.get(user)
        if isinstance(found, Exception):
            raise found
        return found

    return Desk(run, "/project", fetch_person, build_opener(), logger=logging.getLogger("tests.handlers"))


@pytest.fixture
def routes():
    return Routes()


@pytest.fixture
def phone(slack, desk, routes):
    """Ana's phone; the routes collected until the first use are answered."""
    return LatePhone(slack, desk, routes)


class LatePhone(Phone):
    """A phone whose app is made when it is first used, after the test has decorated its functions."""

    def __init__(self, slack, desk, routes):
        super().__init__(None, slack)
        self.made_of = (slack, desk, routes)

    def _send(self, body, *content_type):
        if self.app is None:
            slack, desk, routes = self.made_of
            self.app = made_app(slack)
            attach(self.app, collect([SimpleNamespace(routes=routes)], OFFERED), desk)
        return super()._send(body, *content_type)


@pytest.fixture
def office(request, slack):
    """Steward with every route, on a database of its own kind for tests."""
    return made_office(request.getfixturevalue("database"), slack)


@pytest.fixture
def net(office):
    """A started project NET with a team."""
    return office.inside(make.project, started=True)
