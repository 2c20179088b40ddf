from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import Driver, Sandbox
from sandbox.driver import ControlRefused, PersonAtKeyboard
from tests.sandbox.fake_app import SILENCE, FakeApp
from tests.sandbox.payloads import section


def test_a_command_arrives_with_everything_slack_sends(ana: PersonAtKeyboard, app: FakeApp) -> None:
    ana.command("#general", "/project create now")

    payload = app.payloads("slash_commands")[0]
    assert payload["command"] == "/project"
    assert payload["text"] == "create now"
    assert (payload["user_id"], payload["user_name"]) == ("U0ANA", "ana")
    assert (payload["channel_id"], payload["channel_name"]) == ("C0GENERAL", "general")
    assert payload["response_url"].startswith("http://127.0.0.1:")
    assert {"trigger_id", "team_id", "team_domain", "api_app_id"} <= payload.keys()
    assert app.heard[0]["accepts_response_payload"] is True


def test_mentions_arrive_as_ids_and_addresses_in_brackets(driver: Driver, ana: PersonAtKeyboard, app: FakeApp) -> None:
    secret = driver.channel("create", name="secret", is_private=True, as_="ana")

    ana.command("#general", "/project add @ben #general #secret @nobody a@ben.example https://x.example/@ben#general")

    text = app.payloads("slash_commands")[0]["text"]
    people = f"add <@U0BEN|ben> <#C0GENERAL|general> <#{secret}|> @nobody a@ben.example"
    assert text == f"{people} <https://x.example/@ben#general>"


@pytest.mark.parametrize(
    ("answer", "seen_by_others"),
    [({"text": "Hi"}, []), ({"text": "Hi", "response_type": "in_channel"}, ["/project x", "Hi"])],
)
def test_an_answer_is_seen_by_one_or_by_all(
    driver: Driver,
    ana: PersonAtKeyboard,
    connect_app: Callable[..., FakeApp],
    answer: dict[str, Any],
    seen_by_others: list[str],
) -> None:
    connect_app(lambda envelope: answer)

    seen = ana.command("#general", "/project x")

    assert seen.failure is None
    assert ana.messages("#general")[-1]["text"] == "Hi"
    assert [message["text"] for message in driver.person("ben").messages("#general")] == seen_by_others


def test_an_ephemeral_answer_is_what_the_person_sees(ana: PersonAtKeyboard, connect_app: Callable[..., Any]) -> None:
    connect_app(lambda envelope: {"blocks": [section("For you")]})

    seen = ana.command("#general", "/project")

    assert seen.text == "For you"
    assert seen.blocks[0]["type"] == "section"


def test_a_wrong_answer_is_not_shown_but_reported(
    driver: Driver, ana: PersonAtKeyboard, connect_app: Callable[..., FakeApp]
) -> None:
    connect_app(lambda envelope: {"blocks": [section("")]})

    seen = ana.command("#general", "/project")

    assert seen.failure == '/project failed with the error "dispatch_failed"'
    assert "must be more than 0 characters" in driver.problems()[0]["problem"]


def test_without_an_acknowledgement_in_time_the_command_fails(
    ana: PersonAtKeyboard, connect_app: Callable[..., FakeApp], driver: Driver
) -> None:
    driver.deliver(ack_seconds=0.2)
    connect_app(lambda envelope: SILENCE)

    seen = ana.command("#general", "/project status")

    assert seen.failure == '/project failed with the error "operation_timeout"'


def test_without_a_connection_the_command_fails_at_once(ana: PersonAtKeyboard) -> None:
    assert ana.command("#general", "/project").failure == '/project failed with the error "dispatch_failed"'


def test_a_seed_that_lists_commands_knows_no_others() -> None:
    seed = {
        "app": {"name": "Helper", "commands": [{"command": "/help-me", "description": "Helps", "usage_hint": ""}]},
        "people": [{"id": "U1", "name": "one"}],
        "channels": [{"id": "C1", "name": "room", "members": ["U1"]}],
    }
    with Sandbox(seed) as box:
        seen = Driver(box.url).person("one").command("#room", "/other")

    assert seen.failure == "/other is not a valid command."


def test_nobody_acts_where_they_are_not(driver: Driver, ana: PersonAtKeyboard, app: FakeApp) -> None:
    driver.channel("create", name="secret", is_private=True, as_="ben")
    ben = driver.person("ben")
    driver.change_person("deactivate", "ben")

    with pytest.raises(ControlRefused, match="sees no channel"):
        ana.command("#secret", "/project")
    with pytest.raises(ControlRefused, match="deactivated"):
        ben.command("#general", "/project")
    with pytest.raises(ControlRefused, match="threads"):
        driver.wire.do("command", {"as": "ana", "channel": "#general", "text": "/x", "thread_ts": "1.1"})
    assert app.payloads("slash_commands") == []
