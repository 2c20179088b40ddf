"""Which events the app hears, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from sandbox.workspace.seeds import DEFAULT_SEED
from tests.sandbox.fake_app import FakeApp


@pytest.fixture
def opened() -> Iterator[Callable[..., tuple[Sandbox, FakeApp]]]:
    """Open a workspace whose app has these scopes and subscriptions, with the app listening."""
    everything: list[FakeApp | Sandbox] = []

    def open_one(**profile: object) -> tuple[Sandbox, FakeApp]:
        box = Sandbox(DEFAULT_SEED | {"app": {"name": "Helper", "bot_user": "U0APP"} | profile}).start()
        app = FakeApp(box.url)
        everything.extend((box, app))
        return box, app

    yield open_one
    for one in reversed(everything):
        one.close() if isinstance(one, FakeApp) else one.stop()


def test_a_message_in_a_channel_of_the_app_is_an_event(
    general: str, ana: PersonAtKeyboard, app: FakeApp, driver: Driver
) -> None:
    said = ana.write(
        "#general", "Look at <#C0GENERAL|general> &amp; ask <@U0BEN>, <!here>: <https://example.com|there>"
    )

    driver.wait_until(lambda: [event for event in app.events("message") if event["user"] == ana.id])

    event = app.events("message")[-1]
    [section] = event["blocks"][0]["elements"]
    assert (event["ts"], event["event_ts"], event["channel_type"]) == (said["ts"], said["ts"], "channel")
    assert section["elements"] == [
        {"type": "text", "text": "Look at "},
        {"type": "channel", "channel_id": "C0GENERAL"},
        {"type": "text", "text": " & ask "},
        {"type": "user", "user_id": "U0BEN"},
        {"type": "text", "text": ", "},
        {"type": "broadcast", "range": "here"},
        {"type": "text", "text": ": "},
        {"type": "link", "url": "https://example.com", "text": "there"},
    ]


def test_a_change_and_a_deletion_carry_the_message_as_it_was(
    client: WebClient, general: str, app: FakeApp, driver: Driver
) -> None:
    ts = client.chat_postMessage(channel=general, text="before")["ts"]
    client.chat_update(channel=general, ts=ts, text="after")
    client.chat_delete(channel=general, ts=ts)

    driver.wait_until(lambda: [e for e in app.events("message") if e.get("subtype") == "message_deleted"])

    changed, deleted = [event for event in app.events("message") if event.get("hidden")]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("before", "after")
    assert (deleted["previous_message"]["text"], deleted["deleted_ts"]) == ("after", ts)


def test_a_mention_is_told_beside_the_message(opened: Callable[..., tuple[Sandbox, FakeApp]]) -> None:
    box, app = opened(scopes="app_mentions:read,channels:join", events=["app_mention"])
    WebClient("xoxb-sandbox", base_url=box.api_url).conversations_join(channel="C0GENERAL")
    driver = Driver(box.url)

    driver.person("ana").write("#general", "<@U0APP> what is open?")
    driver.person("ana").write("#general", "nothing for you")
    driver.wait_until(lambda: app.events("app_mention"))

    assert [event["text"] for event in app.events("app_mention")] == ["<@U0APP> what is open?"]
    assert app.events("message") == []


def test_nothing_is_heard_of_channels_that_the_app_is_not_in(
    ana: PersonAtKeyboard, app: FakeApp, driver: Driver
) -> None:
    ana.write("#general", "<@U0APP> are you there?")
    ana.open_home()

    driver.wait_until(lambda: app.events("app_home_opened"))

    assert app.events("message") + app.events("app_mention") == []


@pytest.mark.parametrize(
    "profile",
    [
        {"events": ["app_home_opened"]},
        {"scopes": "chat:write"},
        {
            "scopes": "chat:write,channels:history,groups:read",
            "events": ["app_home_opened", "message.im", "user_change"],
        },
    ],
)
def test_an_event_needs_its_subscription_and_its_scope(
    opened: Callable[..., tuple[Sandbox, FakeApp]], profile: dict[str, object]
) -> None:
    box, app = opened(**profile)
    driver = Driver(box.url)

    driver.channel("invite", "general", user="U0APP")
    driver.channel("rename", "general", name="everybody")
    driver.change_person("deactivate", "chi")
    driver.person("ana").open_home()
    driver.wait_until(lambda: app.events("app_home_opened"))

    assert {payload["event"]["type"] for payload in app.payloads("events_api")} == {"app_home_opened"}
