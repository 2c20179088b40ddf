"""A workspace whose every name is hostile, and a page in it that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from slack_bolt import Ack, App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox import Sandbox
from tests.browser.conftest import SEED
from tests.browser.hostility import words as hostile
from tests.browser.hostility.watching import Watch
from tests.browser.hostility.words import EVERYTHING, SHORT
from tests.browser.person_at_page import WIDE

NAMED: dict[str, Any] = {"real_name": f"Eve {SHORT}", "title": hostile.WORDS[1], "tz": SHORT}
VERBS: dict[str, Any] = {"command": "/x", "description": hostile.WORDS[1], "usage_hint": f"list {SHORT} | show"}
SHORTCUTS = [{"name": SHORT, "type": kind, "callback_id": kind} for kind in ("global", "message")]
HOSTILE_SEED: dict[str, Any] = SEED | {
    "team": {"id": "T1", "name": hostile.WORDS[1], "domain": "nordlicht"},
    "app": SEED["app"] | {"name": f"App {SHORT}", "commands": [VERBS], "shortcuts": SHORTCUTS},
    "people": [*SEED["people"], {"id": "U3", "name": f"eve{SHORT}"} | NAMED],
    "channels": [
        *SEED["channels"],
        {"id": "C3", "name": f"room-{SHORT}", "members": ["U1", "U3", "U0APP"], "topic": EVERYTHING},
    ],
}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(HOSTILE_SEED) as workspace:
        yield workspace


@pytest.fixture
def client(box: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=box.api_url)


@pytest.fixture
def app(client: WebClient) -> Iterator[App]:
    """Opens the form for every command and shortcut, and answers every submission with a hostile error."""
    made = App(client=client, process_before_response=True)

    def open_form(ack: Ack, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=hostile.form_saying(EVERYTHING))
        ack()

    made.command("/x")(lambda ack, body: open_form(ack, body))
    made.view("form")(lambda ack: ack(response_action="errors", errors={"words": EVERYTHING}))
    found = [hostile.option(SHORT, "a"), hostile.option(hostile.WORDS[2], "b")]
    made.options("found")(lambda ack: ack(options=found))
    made.use(_acknowledged)
    line = SocketModeHandler(made, "xapp-sandbox")
    line.connect()
    yield made
    line.close()


def _acknowledged(body: dict[str, Any], next: Any) -> BoltResponse | None:
    """Whatever is pressed is fine."""
    return BoltResponse(status=200) if body.get("type") == "block_actions" else next()


@pytest.fixture
def watched(chromium: Browser, box: Sandbox) -> Iterator[Page]:
    """Ana's page in the room with the hostile name; it has to stay quiet until the end, and hold only words."""
    context = chromium.new_context(viewport=WIDE)
    watch = Watch(context, box.url)
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto(f"{box.url}/?as=U1&channel=C3")
    page.get_by_test_id("composer").wait_for()
    yield page
    assert watch.foreign_parts(page) == []
    context.close()
    assert watch.happened == []
