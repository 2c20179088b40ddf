from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.documented import strange_refusals
from tests.sandbox.fake_app import Answer, FakeApp
from tests.sandbox.listener import Listener


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A workspace of one's own; whatever a test does in it, every refusal is one that Slack documents."""
    with Sandbox() as sandbox:
        yield sandbox
        with contextlib.suppress(OSError):  # a test may have stopped it
            assert strange_refusals(Driver(sandbox.url).calls()) == []


@pytest.fixture
def client(box: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=box.api_url, retry_handlers=[])


@pytest.fixture
def driver(box: Sandbox) -> Driver:
    return Driver(box.url)


@pytest.fixture
def ana(driver: Driver) -> PersonAtKeyboard:
    return driver.person("ana")


@pytest.fixture
def connect_app(box: Sandbox) -> Iterator[Callable[..., FakeApp]]:
    """Connect fake apps to the sandbox, and let them go at the end."""
    apps: list[FakeApp] = []

    def connect(answer: Answer | None = None) -> FakeApp:
        apps.append(FakeApp(box.url, answer))
        return apps[-1]

    yield connect
    for app in apps:
        app.close()


@pytest.fixture
def app(connect_app: Callable[..., FakeApp]) -> FakeApp:
    return connect_app()


@pytest.fixture
def general(client: WebClient) -> str:
    """#general, with the bot in it."""
    client.conversations_join(channel="C0GENERAL")
    return "C0GENERAL"


@pytest.fixture
def listener(box: Sandbox) -> Iterator[Listener]:
    """An app that is reached by signed HTTP."""
    listener = Listener()
    box.register_http_app(listener.url)
    yield listener
    listener.close()
