"""Offices to play stories in: one that the demo's story has been played in, and an empty one."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from bot.demo.running import Office
from bot.demo.story import LEADERSHIP, SETTINGS
from tests.stories.offices import OFFICES, WEDNESDAY_NOON, Scene, played_office

OURS = ("SLACK_", "STEWARD_", "DATABASE_URL")
WAYS = [
    pytest.param(("socket", "sqlite"), id="socket-sqlite"),
    pytest.param(("http", "postgresql"), id="http-postgresql", marks=pytest.mark.postgres),
    pytest.param(("http", "sqlite"), id="http-sqlite", marks=pytest.mark.proof),
    pytest.param(("socket", "postgresql"), id="socket-postgresql", marks=[pytest.mark.postgres, pytest.mark.proof]),
]


@pytest.fixture(autouse=True, scope="session")
def clean_environment() -> Iterator[None]:
    """No setting of the person who runs the tests."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(OURS)}
    yield
    os.environ.update(hidden)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Makes empty databases of either kind; gives their address."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('story') / 'steward.db'}"
        return str(request.getfixturevalue("postgresql").make())

    return make


@pytest.fixture(scope="module", params=WAYS)
def played(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> Iterator[Scene]:
    """The demo's story, played up to Wednesday noon: once for all the tests that look at it."""
    transport, kind = request.param
    with played_office(transport, new_database(kind)) as office:
        yield Scene(office)


@pytest.fixture(scope="session")
def new_scene(new_database: Callable[[str], str]) -> Callable[..., AbstractContextManager[Scene]]:
    """Opens offices on a Wednesday noon in which nothing has happened but their settings."""

    @contextmanager
    def opened(transport: str = "http", kind: str = "sqlite", address: str = "") -> Iterator[Scene]:
        with OFFICES[transport](WEDNESDAY_NOON, address or new_database(kind)).opened() as office:
            yield settled_in(office)

    return opened


@pytest.fixture(scope="module")
def scene(new_scene: Callable[..., AbstractContextManager[Scene]]) -> Iterator[Scene]:
    """One such office for all the tests of a module."""
    with new_scene() as made:
        yield made


def settled_in(office: Office) -> Scene:
    """The administrator has named departments and their heads."""
    scene = Scene(office)
    kim = scene.who("kim")
    kim.open_home()
    scene.driver.wait_until(kim.home)
    scene.settle()
    kim.press("Settings", home=True)
    assert kim.modal().fill(SETTINGS).submit().ok
    assert kim.modal().fill(LEADERSHIP).submit().ok
    scene.settle()
    return scene
