from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp


class Listener:
    """An app that listens for HTTP: remembers requests and answers with what stands next."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, bytes, dict[str, str]]] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append(({name.lower(): held for name, held in self.headers.items()}, body))
                status, content, headers = listener.answers.pop(0) if listener.answers else (200, b"", {})
                self.send_response(status)
                for name, held in headers.items():
                    self.send_header(name, held)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def listener(box: Sandbox) -> Iterator[Listener]:
    listener = Listener()
    box.register_http_app(listener.url)
    yield listener
    listener.server.shutdown()
    listener.server.server_close()


def test_a_connection_begins_with_hello_and_its_ticket_opens_once(app: FakeApp, box: Sandbox) -> None:
    assert app.hello["type"] == "hello"
    assert app.hello["num_connections"] == 1
    with pytest.raises(InvalidStatus), connect(f"{box.url.replace('http', 'ws')}/link/?ticket=made-up", proxy=None):
        pass


def test_every_envelope_goes_to_one_connection_in_turn(
    connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    apps = [connect_app() for _ in range(3)]

    for number in range(9):
        ana.command("#general", f"/project {number}")

    assert [len(app.heard) for app in apps] == [3, 3, 3]


def test_an_eleventh_connection_is_sent_away(connect_app: Callable[..., FakeApp], box: Sandbox, driver: Driver) -> None:
    for _ in range(10):
        connect_app()

    eleventh = connect_app()

    assert eleventh.hello == eleventh.hello | {"type": "disconnect", "reason": "too_many_websockets"}
    assert driver.workspace()["connections"] == 10


def test_connections_are_refreshed_on_demand(driver: Driver, app: FakeApp) -> None:
    driver.app("disconnect", reason="refresh_requested")

    driver.wait_until(lambda: app.goodbyes)

    assert app.goodbyes == ["refresh_requested"]
    assert driver.workspace()["connections"] == 0


def test_an_event_nobody_acknowledges_comes_again_three_times(
    driver: Driver, connect_app: Callable[..., FakeApp], ana: PersonAtKeyboard
) -> None:
    app = connect_app(lambda envelope: SILENCE)
    driver.deliver(retry_scale=0.0001, ack_seconds=0.1)

    ana.open_home()
    driver.wait_until(lambda: driver.problems())

    attempts = [envelope["retry_attempt"] for envelope in app.heard]
    assert attempts == [0, 1, 2, 3]
    assert {envelope["payload"]["event_id"] for envelope in app.heard} == {app.heard[0]["payload"]["event_id"]}
    assert app.heard[1]["retry_reason"] == "timeout"
    assert driver.problems()[0]["kind"] == "event_lost"


def test_an_event_carries_what_slack_sends(app: FakeApp, ana: PersonAtKeyboard, driver: Driver) -> None:
    ana.open_home()
    driver.wait_until(lambda: app.heard)

    payload = app.heard[0]["payload"]
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == "U0APP"
    assert payload["event_time"] == pytest.approx(time.time(), abs=5)
    assert app.heard[0]["accepts_response_payload"] is False


def test_commands_are_posted_signed_and_answered(listener: Listener, ana: PersonAtKeyboard) -> None:
    listener.answers.append((200, b'{"text": "from http"}', {"Content-Type": "application/json"}))

    seen = ana.command("#general", "/project status")

    headers, body = listener.heard[0]
    assert seen.text == "from http"
    assert SignatureVerifier("sandbox").is_valid_request(body, headers)
    assert not SignatureVerifier("other").is_valid_request(body, headers)
    assert headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("status", "failure"), [(500, "dispatch_failed"), (404, "dispatch_failed")])
def test_a_failing_answer_is_what_the_person_sees(
    listener: Listener, ana: PersonAtKeyboard, status: int, failure: str
) -> None:
    listener.answers.append((status, b"", {}))

    assert ana.command("#general", "/project").failure == f'/project failed with the error "{failure}"'


def test_plain_words_are_an_answer_too(listener: Listener, ana: PersonAtKeyboard) -> None:
    listener.answers.append((200, b"just words", {"Content-Type": "text/plain"}))

    assert ana.command("#general", "/project").text == "just words"


def test_events_are_posted_again_with_number_and_reason(
    listener: Listener, ana: PersonAtKeyboard, driver: Driver
) -> None:
    driver.deliver(retry_scale=0.0001)
    listener.answers += [(500, b"", {}), (500, b"", {})]

    ana.open_home()
    driver.wait_until(lambda: len(listener.heard) == 3)

    numbers = [headers.get("x-slack-retry-num") for headers, _ in listener.heard]
    assert numbers == [None, "1", "2"]
    assert listener.heard[1][0]["x-slack-retry-reason"] == "http_error"
    assert json.loads(listener.heard[2][1])["event"]["type"] == "app_home_opened"


def test_an_app_can_ask_not_to_be_told_again(listener: Listener, ana: PersonAtKeyboard, driver: Driver) -> None:
    driver.deliver(retry_scale=0.0001)
    listener.answers.append((500, b"", {"x-slack-no-retry": "1"}))

    ana.open_home()
    driver.wait_until(lambda: driver.problems())

    assert len(listener.heard) == 1


def test_socket_mode_comes_back_when_http_goes(
    box: Sandbox, listener: Listener, app: FakeApp, ana: PersonAtKeyboard
) -> None:
    box.register_http_app(None)

    ana.command("#general", "/project")

    assert (len(listener.heard), len(app.heard)) == (0, 1)
