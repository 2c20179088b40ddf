"""Signed HTTP: addresses, the handshake, failures and repeats."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.listener import Listener
from tests.sandbox.payloads import actions, button


def test_commands_are_posted_signed_and_answered(listener: Listener, ana: PersonAtKeyboard) -> None:
    listener.answers.append((200, b'{"text": "from http"}', {"Content-Type": "application/json"}))

    seen = ana.command("#general", "/project status")

    headers, body = listener.heard[0]
    assert seen.text == "from http"
    assert SignatureVerifier("sandbox").is_valid_request(body, headers)
    assert not SignatureVerifier("other").is_valid_request(body, headers)
    assert headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(("status", "failure"), [(500, "http_service_error"), (404, "http_client_error")])
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


def test_an_address_is_taken_when_it_answers_the_challenge(box: Sandbox, driver: Driver) -> None:
    listener = Listener()
    for answer in (b"x", b'{"challenge": "x"}', b"challenge=x"):
        listener.answers.append((200, answer, {}))
        with pytest.raises(ControlRefused, match="did not respond with the value of the challenge"):
            box.register_http_app(listener.url)
    listener.answers.append((500, b"", {}))

    with pytest.raises(ControlRefused, match="did not answer the challenge: 500"):
        box.register_http_app(listener.url)

    headers, body = listener.heard[0]
    listener.close()
    assert driver.workspace()["request_url"] is None
    assert json.loads(body).keys() == {"token", "challenge", "type"}
    assert SignatureVerifier("sandbox").is_valid_request(body, headers)
    with pytest.raises(ControlRefused, match="connection_failed"):
        box.register_http_app(listener.url)


def test_each_kind_of_request_has_its_own_address(
    listener: Listener, client: WebClient, driver: Driver, ana: PersonAtKeyboard
) -> None:
    named: dict[str, Any] = {kind: f"{listener.root}/{kind}" for kind in ("events", "interactivity", "options")}
    commands = {"/help": f"{listener.root}/help", "*": f"{listener.root}/commands"}
    select = {"type": "external_select", "action_id": "find", "min_query_length": 0}
    client.chat_postMessage(channel=ana.id, text="x", blocks=[actions(button(), select)])
    driver.deliver(request_urls=named | {"commands": commands})

    ana.command("#general", "/help")
    ana.command("#general", "/other")
    ana.press("Press")
    place = {"as": ana.id, "channel": ana.dm_id(), "ts": ana.dm()[-1]["ts"], "block_id": "row", "action_id": "find"}
    driver.wire.do("suggest", place | {"value": "x"})
    ana.open_home()
    driver.wait_until(lambda: "/events" in listener.paths)

    assert [path for path in listener.paths if not path.endswith("/events")] == [
        "/help",
        "/commands",
        "/interactivity",
        "/options",
    ]


def test_a_kind_without_an_address_reaches_nobody(
    listener: Listener, client: WebClient, driver: Driver, ana: PersonAtKeyboard
) -> None:
    client.chat_postMessage(channel=ana.id, text="x", blocks=[actions(button())])
    driver.deliver(request_urls={"commands": {"/help": f"{listener.root}/help"}})

    ana.open_home()
    driver.wait_until(lambda: [one for one in driver.problems() if one["kind"] == "event_lost"])

    assert ana.command("#general", "/other").failure == '/other failed with the error "dispatch_failed"'
    assert ana.press("Press").failure == "This app is taking too long to respond. Try again?"
    assert ana.command("#general", "/help").ok


def test_redirects_are_followed_twice(listener: Listener, ana: PersonAtKeyboard, driver: Driver) -> None:
    onward = (307, b"", {"Location": "/moved"})
    driver.deliver(retry_scale=0.0001)
    listener.answers += [onward, onward, (200, b"here", {})]
    command = ana.command("#general", "/project status")
    listener.answers += [onward, onward, onward]

    ana.open_home()
    driver.wait_until(lambda: len(listener.heard) == 7)

    assert command.text == "here"
    assert listener.paths[:3] == ["/slack/events", "/moved", "/moved"]
    assert parse_qs(listener.heard[2][1].decode())["text"] == ["status"]
    assert listener.heard[6][0]["x-slack-retry-reason"] == "too_many_redirects"


def test_an_address_without_tls_behind_https_is_an_ssl_error(
    listener: Listener, ana: PersonAtKeyboard, driver: Driver
) -> None:
    driver.deliver(request_url=listener.url.replace("http:", "https:"), verify=False, retry_scale=0.0001)

    with pytest.raises(ControlRefused, match="ssl_error"):
        driver.deliver(request_url=listener.url.replace("http:", "https:"))

    assert ana.command("#general", "/project").failure == '/project failed with the error "dispatch_failed"'


def test_a_press_that_the_app_answers_with_an_error_says_so(
    listener: Listener, client: WebClient, ana: PersonAtKeyboard, driver: Driver
) -> None:
    client.chat_postMessage(channel=ana.id, text="x", blocks=[actions(button())])
    driver.wait_until(lambda: listener.heard)
    listener.answers.append((404, b"", {}))

    assert ana.press("Press").failure == "This app responded with Status Code 404."


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"request_url": "ftp://x"}, "request_url begins with http"),
        ({"request_url": 5}, "request_url begins with http"),
        ({"request_urls": {"event": "http://x"}}, "request_urls holds addresses for some of events"),
        ({"request_urls": {"commands": {"/x": "y"}}}, "commands begins with http"),
        ({"request_url": "http://127.0.0.1:1", "verify": "no"}, "verify is true or false"),
        ({"retry_scale": -1}, "retry_scale is a number of at least 0 and at most 1000"),
        ({"ack_seconds": "soon"}, "ack_seconds is a number"),
        ({"connection_seconds": None}, "connection_seconds is a number"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused_in_words(
    driver: Driver, choice: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ControlRefused, match=sentence):
        driver.deliver(**choice)
