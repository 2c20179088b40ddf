"""Real Bolt apps, unchanged, by every way that Bolt for Python knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.reaching import SOCKETS, WAYS, await_reachable


@pytest.fixture(params=WAYS)
def reached(request: pytest.FixtureRequest, box: Sandbox, driver: Driver) -> Iterator[None]:
    with WAYS[request.param](box):
        await_reachable(driver)
        yield


@pytest.fixture(params=SOCKETS)
def connected(request: pytest.FixtureRequest, box: Sandbox, driver: Driver) -> Iterator[None]:
    with SOCKETS[request.param](box):
        await_reachable(driver)
        yield


def texts_of(person: PersonAtKeyboard) -> list[str]:
    return [message["text"] for message in person.dm()]


@pytest.mark.usefixtures("reached")
def test_a_bolt_app_works_against_the_sandbox(ana: PersonAtKeyboard, driver: Driver) -> None:
    answer = ana.command("#general", "/greet")
    form = ana.modal()
    refused = form.fill({"Name": "nobody"}).submit()
    accepted = form.fill({"Name": "Ada"}).submit()
    ana.press("Wave")
    answered = driver.wait_until(lambda: [text for text in texts_of(ana) if text == "Ada waves back"])
    ana.open_home()
    published = driver.wait_until(ana.home)

    assert answer.text == "Hello, ana"
    assert refused.errors == {"name": "Somebody, please."}
    assert accepted.ok
    assert texts_of(ana)[0] == "Ada"
    assert len(answered) == 1
    assert ana.plain(published) == "[At home]"
    assert driver.problems() == []


@pytest.mark.usefixtures("connected")
def test_a_client_that_is_told_to_go_comes_back_by_itself(ana: PersonAtKeyboard, driver: Driver) -> None:
    driver.app("disconnect")
    await_reachable(driver)

    answer = ana.command("#general", "/greet")

    assert answer.text == "Hello, ana"
