"""slack_sdk's own clients, plain and asynchronous: the same calls get the same answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.request import Request, urlopen

import pytest
from aiohttp import ClientConnectionError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from tests.sandbox.payloads import home, section

TOKEN = "xoxb-sandbox"
Calling = Callable[..., Any]


def plainly(box: Sandbox) -> Calling:
    client = WebClient(TOKEN, base_url=box.api_url, retry_handlers=[RateLimitErrorRetryHandler(1)])
    return lambda method, **given: getattr(client, method)(**given)


def asynchronously(box: Sandbox) -> Calling:
    client = AsyncWebClient(TOKEN, base_url=box.api_url, retry_handlers=[AsyncRateLimitErrorRetryHandler(1)])
    return lambda method, **given: asyncio.run(getattr(client, method)(**given))


@pytest.fixture(params=[plainly, asynchronously])
def call(request: pytest.FixtureRequest, box: Sandbox) -> Calling:
    """Call a method of the client by its name."""
    calling: Calling = request.param(box)
    return calling


def refusal_of(call: Calling, method: str, **given: Any) -> str:
    """The error that Slack names."""
    with pytest.raises(SlackApiError) as refused:
        call(method, **given)
    return str(refused.value.response["error"])


def test_a_channel_is_made_filled_and_read(call: Calling, ana: PersonAtKeyboard) -> None:
    channel = call("conversations_create", name="printers")["channel"]["id"]
    call("conversations_invite", channel=channel, users=[ana.id])
    call("conversations_setTopic", channel=channel, topic="Ink & paper")
    planned = {"event_type": "planned", "event_payload": {"step": 1}}
    ts = call("chat_postMessage", channel=channel, text="Plan", blocks=[section("Plan")], metadata=planned)["ts"]
    call("chat_update", channel=channel, ts=ts, text="Plan B", blocks=[section("Plan B")])
    call("pins_add", channel=channel, timestamp=ts)
    call("reactions_add", channel=channel, timestamp=ts, name="eyes")
    call("chat_postMessage", channel=channel, text="A detail", thread_ts=ts)

    history = call("conversations_history", channel=channel, include_all_metadata=True)["messages"]
    replies = call("conversations_replies", channel=channel, ts=ts)["messages"]

    said = next(message for message in history if message["ts"] == ts)
    assert (said["text"], said["metadata"], said["reply_count"]) == ("Plan B", planned, 1)
    assert [message["text"] for message in replies] == ["Plan B", "A detail"]
    shown = ana.messages("#printers")[0]
    assert (ana.plain(shown), shown["pinned"], shown["reactions"][0]["name"]) == ("Plan B", True, "eyes")


def test_a_list_is_read_page_by_page(call: Calling) -> None:
    names, cursor = [], None
    while cursor != "":
        page = call("users_list", limit=2, cursor=cursor)
        names += [person["name"] for person in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]

    assert {"ana", "ben", "chi", "app", "slackbot"} == set(names)
    assert len(names) == 5


def test_a_home_is_published_for_a_person(call: Calling, ana: PersonAtKeyboard) -> None:
    call("views_publish", user_id=ana.id, view=home(section("Good morning")))

    assert ana.plain(ana.home()) == "Good morning"


def test_a_file_is_uploaded_shared_and_read_back(call: Calling, box: Sandbox, general: str) -> None:
    shared = call("files_upload_v2", channel=general, filename="week.csv", content="a,b", initial_comment="Figures")

    shown = Driver(box.url).person("ana").messages("#general")[-1]
    described = call("files_info", file=shared["file"]["id"])["file"]
    asked = Request(described["url_private_download"], headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(asked, timeout=5) as answer:
        content = answer.read()

    assert (shown["text"], shown["files"][0]["name"], content) == ("Figures", "week.csv", b"a,b")


def test_a_message_for_later_is_said_then(call: Calling, driver: Driver, general: str) -> None:
    moment = int((driver.clock() + timedelta(hours=2)).timestamp())
    call("chat_scheduleMessage", channel=general, text="Good evening", post_at=moment)
    waiting = call("chat_scheduledMessages_list")["scheduled_messages"]

    driver.jump(by=timedelta(hours=2, minutes=1))

    assert [message["text"] for message in waiting] == ["Good evening"]
    assert driver.person("ana").messages("#general")[-1]["text"] == "Good evening"


def test_refusals_have_slacks_own_names(call: Calling) -> None:
    assert refusal_of(call, "chat_postMessage", channel="C0NOWHERE", text="?") == "channel_not_found"
    assert refusal_of(call, "conversations_create", name="general") == "name_taken"
    assert refusal_of(call, "views_open", trigger_id="1.2.3", view={"type": "modal"}) == "invalid_arguments"


def test_a_client_that_is_told_to_wait_says_it_once(call: Calling, driver: Driver, general: str) -> None:
    driver.fault("chat.postMessage", "status", status=429, retry_after=0, times=1)

    call("chat_postMessage", channel=general, text="Patience")

    assert [made["answer"]["ok"] for made in driver.calls("chat.postMessage")] == [False, True]
    assert [message["text"] for message in driver.person("ana").messages("#general")] == ["Patience"]


def test_a_connection_that_is_cut_after_the_effect_is_an_error_for_the_client(
    call: Calling, driver: Driver, general: str
) -> None:
    driver.fault("chat.postMessage", "drop_after")

    with pytest.raises((OSError, ClientConnectionError)):
        call("chat_postMessage", channel=general, text="Heard anyway")

    assert [message["text"] for message in driver.person("ana").messages("#general")] == ["Heard anyway"]
