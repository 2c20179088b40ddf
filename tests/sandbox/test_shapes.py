"""Everything the sandbox sends has the shape of what Slack sends: nothing missing, nothing more, the same types."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp
from tests.sandbox.listener import Listener
from tests.sandbox.payloads import actions, button, field, home, modal, option, plain, section
from tests.sandbox.shapes import SHAPES, differences, shape_of

SELECTS: list[dict[str, Any]] = [
    {"type": "static_select", "action_id": "pick", "options": [option("High")], "placeholder": plain("Pick")},
    {"type": "multi_static_select", "action_id": "picks", "options": [option("High")]},
    {"type": "overflow", "action_id": "more", "options": [option("High")]},
    {"type": "checkboxes", "action_id": "ticks", "options": [option("High")]},
    {"type": "radio_buttons", "action_id": "radio", "options": [option("High")]},
    {"type": "users_select", "action_id": "user"},
    {"type": "multi_users_select", "action_id": "users"},
    {"type": "channels_select", "action_id": "channel"},
    {"type": "conversations_select", "action_id": "conversation"},
    {"type": "datepicker", "action_id": "day"},
    {"type": "timepicker", "action_id": "hour"},
]
CHOICES: list[Any] = ["High", ["High"], "High", ["High"], "High", "ben", ["ben"], "#general", "#general"]
CHOICES += ["2027-01-31", "09:30"]
SEARCH: dict[str, Any] = {"type": "external_select", "action_id": "find", "min_query_length": 0}


def fitting(payload: dict[str, Any], name: str, group: str = "payloads") -> dict[str, Any]:
    """Hold a payload against its shape; returns it, or fails with every difference."""
    assert differences(payload, shape_of(group, name), name) == []
    return payload


def asked(ana: PersonAtKeyboard, view: str, block: str) -> dict[str, Any]:
    return {"as": ana.id, "view_id": view, "block_id": block, "action_id": "find", "value": "x"}


def test_a_slash_command(app: FakeApp, ana: PersonAtKeyboard) -> None:
    ana.command("#general", "/project status")

    [envelope] = [one for one in app.heard if one["type"] == "slash_commands"]
    fitting(envelope, "envelope")
    fitting(envelope["payload"], "slash_command")


def test_presses_and_choices_on_a_message(client: WebClient, app: FakeApp, ana: PersonAtKeyboard) -> None:
    link = button("Go", "go", url="https://example.com", style="primary", value="1")
    row = actions(button(), link, *(one for one in SELECTS if not one["type"].startswith("multi")))
    beside = [section(accessory=one) for one in SELECTS if one["type"].startswith("multi")]
    client.chat_postMessage(channel=ana.id, text="row", blocks=[row, *beside])

    ana.press("Press")
    ana.press("Go")
    for select, choice in zip(SELECTS, CHOICES, strict=True):
        ana.choose(select["action_id"], choice)

    heard = [one for one in app.heard if one["type"] == "interactive"]
    assert len(heard) == len(SELECTS) + 2
    for envelope in heard:
        fitting(fitting(envelope, "envelope")["payload"], "block_actions_message")


def test_presses_in_a_thread_and_on_an_ephemeral_message(
    client: WebClient, general: str, app: FakeApp, ana: PersonAtKeyboard
) -> None:
    parent = client.chat_postMessage(channel=general, text="parent")["ts"]
    row = {"channel": general, "text": "row", "blocks": [actions(button())]}
    reply = client.chat_postMessage(**row, thread_ts=parent)["ts"]
    ana.press("Press", channel=general, ts=str(reply))
    hidden = client.chat_postEphemeral(**row, user=ana.id)["message_ts"]

    ana.press("Press", channel=general, ts=str(hidden))

    in_thread, ephemeral = app.payloads("block_actions")
    assert fitting(in_thread, "block_actions_message")["container"]["thread_ts"] == parent
    assert fitting(ephemeral, "block_actions_ephemeral")["container"]["is_ephemeral"] is True


def test_a_modal_from_its_opening_to_its_end(client: WebClient, app: FakeApp, ana: PersonAtKeyboard) -> None:
    chooser = {"type": "conversations_select", "response_url_enabled": True}
    blocks = [actions(button()), field("Name"), field("Where", chooser), field("Search", SEARCH)]
    view = modal(*blocks, callback_id="form", notify_on_close=True)

    def open_one() -> str:
        ana.command("#general", "/open")
        return str(
            client.views_open(trigger_id=app.payloads("slash_commands")[-1]["trigger_id"], view=view)["view"]["id"]
        )

    view_id = open_one()
    form = ana.modal()
    form.press("Press")
    form._wire.do("suggest", asked(ana, view_id, "search"))
    app.answer = lambda envelope: {"options": [option("x")]} if "action_id" in envelope["payload"] else None
    form.fill({"Name": "Ada", "Where": "#general", "Search": "x"}).submit()
    open_one()
    ana.modal().close()

    fitting(app.payloads("block_actions")[0], "block_actions_view")
    fitting(app.payloads("block_suggestion")[0], "block_suggestion_view")
    assert len(fitting(app.payloads("view_submission")[0], "view_submission")["response_urls"]) == 1
    assert fitting(app.payloads("view_closed")[0], "view_closed")["is_cleared"] is False


def test_a_search_on_a_message_and_a_press_at_home(
    client: WebClient, app: FakeApp, ana: PersonAtKeyboard, driver: Driver
) -> None:
    ts = client.chat_postMessage(channel=ana.id, text="row", blocks=[actions(SEARCH)])["ts"]
    client.views_publish(user_id=ana.id, view=home(actions(button("At home"))))

    place = {"as": ana.id, "channel": ana.dm_id(), "ts": ts, "block_id": "row", "action_id": "find", "value": "x"}
    driver.wire.do("suggest", place)
    ana.press("At home", home=True)

    fitting(app.payloads("block_suggestion")[0], "block_suggestion_message")
    assert fitting(app.payloads("block_actions")[0], "block_actions_view")["view"]["type"] == "home"


def test_shortcuts(client: WebClient, general: str, app: FakeApp, ana: PersonAtKeyboard) -> None:
    hers = ana.write("#general", "a message")
    client.chat_postMessage(channel=general, text="of the app", blocks=[section()])

    ana.shortcut("anywhere")
    ana.shortcut("here", message=hers)
    ana.shortcut("here", message=ana.messages("#general")[-1])

    fitting(app.payloads("shortcut")[0], "shortcut")
    assert [fitting(payload, "message_action")["callback_id"] for payload in app.payloads("message_action")] == [
        "here"
    ] * 2


def test_every_event(client: WebClient, general: str, app: FakeApp, ana: PersonAtKeyboard, driver: Driver) -> None:
    everything_happens(client, general, ana, driver)
    driver.wait_until(lambda: app.events("app_uninstalled") and app.events("tokens_revoked"))

    heard = set()
    for payload in app.payloads("events_api"):
        event = fitting(payload, "event_callback")["event"]
        name = event["subtype"] if event.get("hidden") else event["type"]
        heard.add(name)
        fitting(event, name, "events")
    assert heard == set(SHAPES["events"])


def everything_happens(client: WebClient, general: str, ana: PersonAtKeyboard, driver: Driver) -> None:
    """Do whatever makes an event."""
    ana.open_home()
    client.views_publish(user_id=ana.id, view=home(section()))
    ana.open_home()
    ana.write("#general", "<@U0APP> look")
    hers = ana.write("#general", "in a thread", thread=ana.messages("#general")[-1]["ts"])
    posted = client.chat_postMessage(channel=general, text="x", blocks=[section()])["ts"]
    client.chat_postMessage(channel=general, text="to all", thread_ts=posted, reply_broadcast=True)
    client.chat_postMessage(channel=ana.id, text="to you")
    client.chat_update(channel=general, ts=posted, text="y")
    client.pins_add(channel=general, timestamp=posted)
    client.pins_remove(channel=general, timestamp=posted)
    for _ in range(2):
        driver.wire.do("react", {"as": ana.id, "channel": general, "ts": hers["ts"], "name": "eyes"})
    client.chat_delete(channel=general, ts=posted)
    channels_live(client, driver)
    driver.change_person("add", name="dee")
    driver.change_person("change", "dee", changes={"title": "New"})
    driver.app("uninstall")


def channels_live(client: WebClient, driver: Driver) -> None:
    """Make channels of both kinds, and do to them whatever can be done."""
    for private in (False, True):
        made = client.conversations_create(name=f"life-{private}".lower(), is_private=private)["channel"]["id"]
        client.conversations_invite(channel=made, users="U0ANA")
        driver.channel("rename", made, name=f"lived-{private}".lower(), as_="ana")
        driver.channel("archive", made, as_="ana")
        driver.channel("unarchive", made, as_="ana")
        driver.channel("kick", made, user="U0ANA", as_="ana")
        other = client.conversations_create(name=f"gone-{private}".lower(), is_private=private)["channel"]["id"]
        client.conversations_invite(channel=other, users="U0ANA")
        driver.channel("delete", other, as_="ana")
        driver.channel("kick", made, user="U0APP")


def test_a_repeated_event_and_the_frames_around_it(
    app: FakeApp, ana: PersonAtKeyboard, driver: Driver, box: Sandbox
) -> None:
    app.answer = lambda envelope: SILENCE
    driver.deliver(retry_scale=0.0001, ack_seconds=0.1)
    ana.open_home()
    driver.wait_until(lambda: len(app.heard) > 1)
    for _ in range(10):
        extra = FakeApp(box.url)

    fitting(app.hello, "hello")
    fitting(extra.hello, "disconnect")
    first, second = (fitting(envelope, "events_api") for envelope in app.heard[:2])
    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")


def test_forms_and_json_over_http(box: Sandbox, client: WebClient, ana: PersonAtKeyboard, driver: Driver) -> None:
    listener = Listener()
    listener.answers.append((200, b"", {}))
    with pytest.raises(Exception, match="challenge"):
        box.register_http_app(listener.url)
    box.register_http_app(listener.url)
    client.chat_postMessage(channel=ana.id, text="row", blocks=[actions(button())])
    driver.wait_until(lambda: len(listener.heard) == 2)

    ana.command("#general", "/project status")
    ana.press("Press")

    challenge, event, command, press = (body.decode() for _, body in listener.heard)
    listener.close()
    fitting(json.loads(challenge), "url_verification")
    fitting(json.loads(event), "event_callback")
    fitting(dict(parse_qsl(command, keep_blank_values=True)), "slash_command")
    [(name, payload)] = parse_qsl(press)
    fitting(json.loads(payload), "block_actions_message")
    assert name == "payload"


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ({"team_id": None}, "x.user.team_id is None instead of string"),
        ({"nick": "x"}, "x.user.nick is not in Slack's"),
        ({"id": ...}, "x.user.id is missing"),
    ],
)
def test_the_comparison_sees_what_differs(change: dict[str, Any], difference: str) -> None:
    whole = {"id": "U1", "username": "ana", "name": "ana", "team_id": "T1"} | change
    user = {key: held for key, held in whole.items() if held is not ...}

    assert differences({"user": user}, {"user": "@user"}, "x") == [difference]
