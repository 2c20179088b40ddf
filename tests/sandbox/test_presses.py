from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import NoSuchButton, PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp
from tests.sandbox.payloads import actions, button, field, home, option, plain, section


def respond(url: str, **answer: Any) -> int:
    """POST to a response_url; returns the status."""
    request = urllib.request.Request(url, json.dumps(answer).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def post_row(client: WebClient, *elements: dict[str, Any], to: str = "U0ANA") -> str:
    return str(client.chat_postMessage(channel=to, text="row", blocks=[actions(*elements)])["ts"])


def test_a_press_arrives_with_everything_slack_sends(client: WebClient, ana: PersonAtKeyboard, app: FakeApp) -> None:
    ts = post_row(client, button(value="42"))

    seen = ana.press("Press")

    payload = app.payloads("block_actions")[0]
    assert seen.ok
    assert payload["actions"][0]["value"] == "42"
    assert {"action_id", "block_id", "text", "type", "action_ts"} <= payload["actions"][0].keys()
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == ts
    assert payload["channel"]["name"] == "directmessage"
    assert payload["user"] == {"id": "U0ANA", "username": "ana", "name": "ana", "team_id": "T0SANDBOX"}
    assert payload["state"] == {"values": {}}
    assert payload["response_url"].startswith("http://127.0.0.1:")
    assert [envelope["type"] for envelope in app.heard if envelope["payload"] is payload] == ["interactive"]


@pytest.mark.parametrize(
    ("element", "wanted", "key", "held"),
    [
        ({"type": "static_select", "options": [option("Low", "l")]}, "Low", "selected_option", "l"),
        ({"type": "overflow", "options": [option("More", "m")]}, "More", "selected_option", "m"),
        ({"type": "users_select"}, "ben", "selected_user", "U0BEN"),
        ({"type": "channels_select"}, "#general", "selected_channel", "C0GENERAL"),
        ({"type": "datepicker"}, "2026-05-04", "selected_date", "2026-05-04"),
        ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
        ({"type": "radio_buttons", "options": [option("One", "1")]}, "One", "selected_option", "1"),
    ],
    ids=lambda part: part["type"] if isinstance(part, dict) else "",
)
def test_a_choice_arrives_in_its_own_shape(
    client: WebClient,
    ana: PersonAtKeyboard,
    app: FakeApp,
    element: dict[str, Any],
    wanted: str,
    key: str,
    held: str,
) -> None:
    post_row(client, {"action_id": "pick"} | element)

    ana.choose("pick", wanted)

    payload = app.payloads("block_actions")[0]
    chosen = payload["actions"][0][key]
    assert (chosen["value"] if isinstance(chosen, dict) else chosen) == held
    assert bool(payload["state"]["values"]) == (element["type"] != "overflow")


def test_the_newest_button_is_pressed_and_a_missing_one_named(
    client: WebClient, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    old = post_row(client, button(value="old"))
    post_row(client, button(value="new"))

    ana.press("Press")
    ana.press("Press", ts=old)

    assert [p["actions"][0]["value"] for p in app.payloads("block_actions")] == ["new", "old"]
    with pytest.raises(NoSuchButton, match="'Press'"):
        ana.press("Accept")


def test_the_body_of_a_buttons_acknowledgement_is_dropped_and_reported(
    client: WebClient, ana: PersonAtKeyboard, driver: Driver, connect_app: Callable[..., FakeApp]
) -> None:
    connect_app(lambda envelope: {"text": "lost words"})
    post_row(client, button())

    seen = ana.press("Press")

    assert seen.ephemeral is None
    assert driver.problems()[0]["kind"] == "dropped_ack_body"


def test_a_press_nobody_acknowledges_fails(
    client: WebClient, ana: PersonAtKeyboard, connect_app: Callable[..., FakeApp], driver: Driver
) -> None:
    driver.deliver(ack_seconds=0.2)
    connect_app(lambda envelope: SILENCE)
    post_row(client, button())

    assert ana.press("Press").failure == "This app is taking too long to respond. Try again?"


def test_a_response_url_works_five_times_without_membership(
    driver: Driver, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    ana.command("#general", "/project")
    url = app.payloads("slash_commands")[0]["response_url"]

    statuses = [respond(url, text=f"answer {number}") for number in range(6)]

    assert statuses == [200] * 5 + [404]
    assert [message["text"] for message in ana.messages("#general")] == [f"answer {number}" for number in range(5)]
    assert driver.person("ben").messages("#general") == []


def test_a_response_url_replaces_and_deletes_the_message_that_was_pressed(
    client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    post_row(client, button(), to=general)
    ana.press("Press", "#general")
    url = app.payloads("block_actions")[0]["response_url"]

    respond(url, text="replaced", replace_original=True)
    replaced = [message["text"] for message in ana.messages("#general")]
    respond(url, text="for all", response_type="in_channel")
    respond(url, delete_original=True)

    assert replaced == ["replaced"]
    assert [message["text"] for message in ana.messages("#general")] == ["for all"]


def test_an_ephemeral_is_replaced_in_its_place_but_not_for_the_channel(
    client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp, driver: Driver
) -> None:
    client.chat_postEphemeral(channel=general, user="U0ANA", text="x", blocks=[actions(button())])
    ana.press("Press", "#general")
    payload = app.payloads("block_actions")[0]

    respond(payload["response_url"], text="everyone?", replace_original=True, response_type="in_channel")
    before = [message["text"] for message in ana.messages("#general")]
    respond(payload["response_url"], text="replaced", replace_original=True)

    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    assert before == ["x"]
    assert [message["text"] for message in ana.messages("#general")] == ["replaced"]
    assert "cannot be replaced" in driver.problems()[0]["problem"]


def test_an_answer_can_go_into_a_thread(client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp) -> None:
    ts = post_row(client, button(), to=general)
    ana.press("Press", "#general")

    url = app.payloads("block_actions")[0]["response_url"]
    respond(url, text="reply", response_type="in_channel", thread_ts=ts, replace_original=False)

    assert [message["text"] for message in ana.thread("#general", ts)] == ["row", "reply"]


def test_an_answer_to_a_reply_joins_its_thread(
    client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    ts = post_row(client, button(), to=general)
    ana.press("Press", "#general")
    url = app.payloads("block_actions")[0]["response_url"]
    reply = ana.write("#general", "first", thread=ts)["ts"]

    respond(url, text="second", response_type="in_channel", thread_ts=reply, replace_original=False)
    ana.write("#general", "third", thread=reply)

    assert [message["text"] for message in ana.thread("#general", ts)] == ["row", "first", "second", "third"]


def test_wrong_blocks_in_an_answer_are_refused(ana: PersonAtKeyboard, app: FakeApp, driver: Driver) -> None:
    ana.command("#general", "/project")

    respond(app.payloads("slash_commands")[0]["response_url"], blocks=[section("")])

    assert ana.messages("#general") == []
    assert driver.problems()[0]["kind"] == "response_url"
    assert driver.calls("response_url")[0]["answer"] == {"ok": False, "error": "invalid_blocks"}


def test_home_buttons_and_shortcuts_reach_the_app(
    client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp
) -> None:
    client.views_publish(user_id="U0ANA", view=home(section(accessory=button("Start"))))
    message = ana.write("#general", "look at this")

    ana.press("Start", home=True)
    ana.shortcut("new_thing")
    ana.shortcut("about_this", message)

    pressed = app.payloads("block_actions")[0]
    assert pressed["view"]["type"] == "home"
    assert "response_url" not in pressed
    assert app.payloads("shortcut")[0]["callback_id"] == "new_thing"
    about = app.payloads("message_action")[0]
    assert (about["message"]["text"], about["channel"]["name"]) == ("look at this", "general")


def test_suggestions_come_from_the_app(
    client: WebClient, ana: PersonAtKeyboard, connect_app: Callable[..., FakeApp], driver: Driver
) -> None:
    app = connect_app(
        lambda envelope: (
            {"options": [option("Apollo", "a")]} if envelope["payload"]["type"] == "block_suggestion" else None
        )
    )
    post_row(client, {"type": "external_select", "action_id": "pick", "placeholder": plain("Project")})

    ana.choose("Project", "Apollo")

    assert app.payloads("block_suggestion")[0]["value"] == "Apollo"
    assert app.payloads("block_actions")[0]["actions"][0]["selected_option"]["value"] == "a"


def test_a_button_in_a_thread_is_found_with_what_was_typed_beside_it(
    client: WebClient, general: str, ana: PersonAtKeyboard, app: FakeApp, driver: Driver
) -> None:
    parent = client.chat_postMessage(channel=general, text="parent")["ts"]
    typed = field("Note", dispatch_action=True)
    reply = client.chat_postMessage(
        channel=general, text="reply", thread_ts=parent, blocks=[typed, actions(button("Take", value="1"))]
    )["ts"]

    act = {"as": "ana", "channel": general, "ts": reply, "block_id": "row", "action_id": "press"}
    driver.wire.do("press", act | {"values": {"note": {"value": {"value": "hello"}}}})
    ana.press("Take", "#general", containing="Note")

    first, second = app.payloads("block_actions")
    assert first["state"]["values"]["note"]["value"]["value"] == "hello"
    assert second["state"]["values"]["note"]["value"]["value"] == "hello"
    assert second["container"]["thread_ts"] == parent
