"""What a token may do: by method, by kind of conversation, and for what only some may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.web_api.registry import METHODS
from sandbox.web_api.scopes import BY_KIND, BY_METHOD
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.errors import refusal
from tests.sandbox.raw_calls import call

Opened = Callable[[str], Sandbox]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Open a workspace whose app has these scopes."""
    with ExitStack() as boxes:
        yield lambda scopes: boxes.enter_context(Sandbox(DEFAULT_SEED | {"app": {"scopes": scopes}}))


def client_of(box: Sandbox) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=box.api_url, retry_handlers=[])


def test_a_missing_scope_is_named_beside_those_that_are_there(opened: Opened) -> None:
    answer = call(opened("commands,users:read"), "chat.postMessage", channel="C0GENERAL", text="x")

    expected = {"ok": False, "error": "missing_scope", "needed": "chat:write", "provided": "commands,users:read"}
    assert answer.body == expected
    assert answer.headers["x-oauth-scopes"] == "commands,users:read"
    assert answer.headers["x-accepted-oauth-scopes"] == "chat:write"


@pytest.mark.parametrize("method", sorted(BY_METHOD.keys() | BY_KIND.keys()))
def test_no_method_that_asks_for_a_scope_opens_without_one(opened: Opened, method: str) -> None:
    box = opened("commands")
    if method == "apps.connections.open":  # its scope is the app-level token's own
        assert call(box, method, "xapp-sandbox").body["ok"]
        return

    assert call(box, method).error == "missing_scope"


def test_every_method_that_the_tables_name_is_there() -> None:
    assert (BY_METHOD.keys() | BY_KIND.keys()) <= METHODS.keys()


def test_the_scope_depends_on_the_kind_of_conversation(opened: Opened) -> None:
    box = opened("channels:read,channels:manage,im:write")
    client, driver = client_of(box), Driver(box.url)
    private = driver.channel("create", name="private", is_private=True, members=["U0APP"], as_="ana")

    assert client.conversations_info(channel="C0GENERAL")["ok"]
    answer = call(box, "conversations.info", channel=private).body
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")
    assert call(box, "conversations.create", name="other", is_private=True).body["needed"] == "groups:write"
    assert call(box, "conversations.list", types="public_channel,private_channel").body["needed"] == "groups:read"
    assert client.conversations_create(name="other")["ok"]
    assert client.conversations_open(users="U0ANA")["ok"]


def test_narrow_scopes_open_what_they_are_made_for(opened: Opened) -> None:
    box = opened("channels:write.topic,channels:join")
    client = client_of(box)
    client.conversations_join(channel="C0GENERAL")

    topic = client.conversations_setTopic(channel="C0GENERAL", topic="Hello")

    assert topic["topic"] == "Hello"
    assert call(box, "conversations.invite", channel="C0GENERAL", users="U0ANA").error == "missing_scope"


def test_only_chat_write_public_speaks_in_channels_it_has_not_joined(opened: Opened) -> None:
    quiet, loud = client_of(opened("chat:write")), client_of(opened("chat:write,chat:write.public"))

    said = loud.chat_postMessage(channel="C0GENERAL", text="x")

    assert said["ok"]
    assert refusal(quiet.chat_postMessage, channel="C0GENERAL", text="x") == "not_in_channel"
    assert refusal(loud.chat_postEphemeral, channel="C0GENERAL", user="U0ANA", text="x") == "not_in_channel"


def test_another_name_and_picture_need_a_scope_of_their_own(opened: Opened) -> None:
    plain, dressed = opened("chat:write"), opened("chat:write,chat:write.customize,im:write,im:history")
    guise: dict[str, Any] = {"channel": "U0ANA", "text": "x", "username": "Robin", "icon_emoji": ":bird:"}

    message = client_of(dressed).chat_postMessage(**guise)["message"]

    assert (message["username"], message["icons"]) == ("Robin", {"emoji": ":bird:"})
    assert call(plain, "chat.postMessage", **guise).body["needed"] == "chat:write.customize"


def test_addresses_are_shown_only_to_those_who_may_read_them(opened: Opened) -> None:
    blind, seeing = client_of(opened("users:read")), client_of(opened("users:read,users:read.email"))

    shown = seeing.users_info(user="U0ANA")["user"]["profile"]

    assert shown["email"] == "ana@sandbox.example"
    assert "email" not in blind.users_info(user="U0ANA")["user"]["profile"]
