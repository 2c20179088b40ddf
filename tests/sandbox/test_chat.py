from __future__ import annotations

import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.errors import refusal
from tests.sandbox.payloads import section

META = {"event_type": "posted", "event_payload": {"effect": "e1"}}


def test_only_its_tokens_open_the_workspace(box: Sandbox) -> None:
    def error(token: str | None, method: str = "auth.test") -> Any:
        return refusal(WebClient(token, base_url=box.api_url).api_call, api_method=method)

    assert error(None) == "not_authed"
    assert error("xoxb-other") == "invalid_auth"
    assert error("xapp-sandbox") == "not_allowed_token_type"
    assert error("xoxb-sandbox", "apps.connections.open") == "not_allowed_token_type"
    assert error("xoxb-sandbox", "chat.explode") == "unknown_method"


def test_a_message_needs_membership_and_something_to_say(client: WebClient, general: str, driver: Driver) -> None:
    other = driver.channel("create", name="other")

    assert refusal(client.chat_postMessage, channel=other, text="x") == "not_in_channel"
    assert refusal(client.api_call, api_method="chat.postMessage", json={"channel": general}) == "no_text"
    assert refusal(client.chat_postMessage, channel="C0NOWHERE", text="x") == "channel_not_found"
    assert refusal(client.chat_postMessage, channel=general, text="x", thread_ts="1.1") == "cannot_reply_to_message"


def test_timestamps_grow_and_text_is_kept_as_sent(client: WebClient, general: str) -> None:
    stamps = [client.chat_postMessage(channel=general, text="a & b <@U0ANA> &lt;")["ts"] for _ in range(20)]

    history = client.conversations_history(channel=general, limit=1)["messages"]

    assert stamps == sorted(set(stamps))
    assert history[0]["text"] == "a & b <@U0ANA> &lt;"


def test_wrong_blocks_name_their_place(client: WebClient, general: str) -> None:
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]

    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=general, text="x", blocks=blocks)

    assert refused.value.response["error"] == "invalid_blocks"
    complaint = "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert refused.value.response["response_metadata"]["messages"] == [complaint]
    assert refusal(client.chat_postMessage, channel=general, text="x", blocks="{") == "invalid_blocks_format"


def test_long_text_is_cut_when_posted_and_refused_when_edited(client: WebClient, general: str) -> None:
    posted = client.chat_postMessage(channel=general, text="x" * 50_000)

    assert len(posted["message"]["text"]) == 40_000
    assert refusal(client.chat_update, channel=general, ts=posted["ts"], text="x" * 4001) == "msg_too_long"
    assert refusal(client.chat_postEphemeral, channel=general, user="U0ANA", text="x" * 4001) == "msg_too_long"


def test_only_the_apps_own_messages_can_be_changed(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    hers = ana.write("#general", "mine")["ts"]
    own = client.chat_postMessage(channel=general, text="first", blocks=[section("first")])["ts"]

    client.chat_update(channel=general, ts=own, text="second")
    still = ana.messages("#general")[-1]["blocks"]
    client.chat_update(channel=general, ts=own, text="second", blocks=[])

    assert still[0]["text"]["text"] == "first"
    assert refusal(client.chat_update, channel=general, ts=hers, text="x") == "cant_update_message"
    assert refusal(client.chat_delete, channel=general, ts=hers) == "cant_delete_message"
    assert refusal(client.chat_update, channel=general, ts="1.1", text="x") == "message_not_found"
    seen = ana.messages("#general")[-1]
    assert (seen["text"], seen["blocks"], seen["edited"]) == ("second", [], True)
    client.chat_delete(channel=general, ts=own)
    assert [message["text"] for message in ana.messages("#general")] == ["mine"]


def test_metadata_comes_back_whole_only_with_the_flag(client: WebClient, general: str) -> None:
    client.chat_postMessage(channel=general, text="x", metadata=META)

    def newest(**flags: Any) -> Any:
        return client.conversations_history(channel=general, limit=1, **flags)["messages"][0]["metadata"]

    assert newest() == {"event_type": "posted"}
    assert newest(include_all_metadata=True) == META
    wrong = {"event_type": "posted"}
    assert refusal(client.chat_postMessage, channel=general, text="x", metadata=wrong) == "invalid_metadata_format"


def test_history_is_read_newest_first_in_pages_and_between_moments(client: WebClient, general: str) -> None:
    stamps = [client.chat_postMessage(channel=general, text=str(number))["ts"] for number in range(7)]

    pages = client.conversations_history(channel=general, oldest=stamps[0], limit=4)
    texts = [message["text"] for page in pages for message in page["messages"]]
    inside = client.conversations_history(channel=general, oldest=stamps[2], latest=stamps[4], inclusive=True)

    assert texts == ["6", "5", "4", "3", "2", "1"]
    assert [message["text"] for message in inside["messages"]] == ["4", "3", "2"]


def test_replies_stay_in_their_thread_unless_broadcast(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    parent = client.chat_postMessage(channel=general, text="parent")["ts"]
    client.chat_postMessage(channel=general, text="quiet", thread_ts=parent, metadata=META)
    client.chat_postMessage(channel=general, text="loud", thread_ts=parent, reply_broadcast=True)

    replies = client.conversations_replies(channel=general, ts=parent, include_all_metadata=True)["messages"]

    assert [message["text"] for message in replies] == ["parent", "quiet", "loud"]
    assert replies[1]["metadata"] == META
    assert [message["text"] for message in ana.messages("#general")] == ["parent", "loud"]
    assert ana.messages("#general")[0]["reply_count"] == 2
    assert [message["text"] for message in ana.thread("#general", parent)] == ["parent", "quiet", "loud"]
    assert refusal(client.conversations_replies, channel=general, ts="1.1") == "thread_not_found"


def test_an_ephemeral_is_seen_by_one_person(client: WebClient, general: str, driver: Driver) -> None:
    client.chat_postEphemeral(channel=general, user="U0ANA", text="psst")

    assert [m["text"] for m in driver.person("ana").messages("#general")] == ["psst"]
    assert driver.person("ben").messages("#general") == []
    assert refusal(client.chat_postEphemeral, channel=general, user="U0NOBODY", text="x") == "user_not_in_channel"
    assert all(m["text"] != "psst" for m in client.conversations_history(channel=general)["messages"])


def test_pins_and_bookmarks_are_kept_per_channel(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    ts = client.chat_postMessage(channel=general, text="card")["ts"]
    client.pins_add(channel=general, timestamp=ts)
    mark = client.bookmarks_add(channel_id=general, title="Plan", type="link", link="https://x.example")["bookmark"]

    channel = next(c for c in ana.workspace()["channels"] if c["id"] == general)

    assert refusal(client.pins_add, channel=general, timestamp=ts) == "already_pinned"
    assert [item["message"]["text"] for item in client.pins_list(channel=general)["items"]] == ["card"]
    assert [pinned["text"] for pinned in channel["pinned"]] == ["card"]
    assert [held["title"] for held in channel["bookmarks"]] == ["Plan"]
    client.bookmarks_edit(channel_id=general, bookmark_id=mark["id"], title="New plan")
    assert client.bookmarks_list(channel_id=general)["bookmarks"][0]["title"] == "New plan"
    client.bookmarks_remove(channel_id=general, bookmark_id=mark["id"])
    client.pins_remove(channel=general, timestamp=ts)
    assert refusal(client.pins_remove, channel=general, timestamp=ts) == "no_pin"
    assert refusal(client.bookmarks_remove, channel_id=general, bookmark_id=mark["id"]) == "not_found"


def test_a_channel_takes_a_hundred_pins(client: WebClient, general: str) -> None:
    stamps = [client.chat_postMessage(channel=general, text="x")["ts"] for _ in range(101)]
    for ts in stamps[:100]:
        client.pins_add(channel=general, timestamp=ts)

    assert refusal(client.pins_add, channel=general, timestamp=stamps[100]) == "too_many_pins"


def test_reactions_count_once(client: WebClient, general: str, ana: PersonAtKeyboard) -> None:
    ts = client.chat_postMessage(channel=general, text="x")["ts"]

    client.reactions_add(channel=general, timestamp=ts, name="eyes")

    assert ana.messages("#general")[0]["reactions"] == [{"name": "eyes", "users": ["U0APP"], "count": 1}]
    assert refusal(client.reactions_add, channel=general, timestamp=ts, name="eyes") == "already_reacted"


def test_a_permalink_leads_to_the_page(client: WebClient, general: str, box: Sandbox) -> None:
    ts = client.chat_postMessage(channel=general, text="x")["ts"]

    link = client.chat_getPermalink(channel=general, message_ts=ts)["permalink"]

    assert link == f"{box.url}/archives/{general}/p{ts.replace('.', '')}"


def test_two_hundred_messages_are_taken_quickly(client: WebClient, general: str) -> None:
    began = time.monotonic()

    for number in range(200):
        client.chat_postMessage(channel=general, text=str(number), blocks=[section()])

    assert time.monotonic() - began < 5


def test_an_app_that_takes_no_messages_can_still_write_to_people() -> None:
    with Sandbox(DEFAULT_SEED | {"app": {"messages_read_only": True}}) as box:
        ana = Driver(box.url).person("ana")
        WebClient("xoxb-sandbox", base_url=box.api_url).chat_postMessage(channel=ana.id, text="Your check-in")
        told = ana.dm()

        with pytest.raises(ControlRefused, match="Sending messages to this app has been turned off"):
            ana.write(told[0]["channel"], "Hello?")

        assert [message["text"] for message in ana.dm()] == ["Your check-in"]
