"""Messages that wait, by the workspace's clock."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Driver
from sandbox.driver import PersonAtKeyboard
from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.journal import Journal
from sandbox.workspace.scheduled import ScheduledMessages
from sandbox.workspace.seeds import make_workspace
from tests.sandbox.errors import refusal


@pytest.fixture
def later(driver: Driver) -> int:
    """In an hour, as the workspace tells the time."""
    return int(driver.clock().timestamp()) + 3600


def texts(ana: PersonAtKeyboard) -> list[str]:
    return [message["text"] for message in ana.messages("#general")]


def test_a_message_waits_until_the_clock_has_come_to_it(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard, later: int
) -> None:
    client.chat_scheduleMessage(channel=general, text="second", post_at=later + 60)
    client.chat_scheduleMessage(channel=general, text="first", post_at=later)

    driver.jump(by=timedelta(minutes=50))
    before = texts(ana)
    driver.jump(by=timedelta(days=1))

    assert (before, texts(ana)) == ([], ["first", "second"])
    said_at = [float(message["ts"]) for message in ana.messages("#general")]
    assert said_at == pytest.approx([later, later + 60], abs=5)


def test_a_message_comes_by_itself_when_nobody_moves_the_clock(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard
) -> None:
    client.chat_scheduleMessage(channel=general, text="soon", post_at=int(driver.clock().timestamp()) + 2)

    driver.wait_until(lambda: texts(ana) == ["soon"])


def test_a_jump_that_stops_short_of_a_message_brings_it_nearer(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard
) -> None:
    client.chat_scheduleMessage(channel=general, text="soon", post_at=int(driver.clock().timestamp()) + 602)

    driver.jump(by=timedelta(minutes=10))

    driver.wait_until(lambda: texts(ana) == ["soon"])


class SlowClock(WorkspaceClock):
    """Goes half as fast as the clock that wakes us, as one that is being set right by its network does."""

    def now(self) -> datetime:
        began = datetime(2026, 3, 2, tzinfo=UTC)
        return began + timedelta(seconds=(time.monotonic() - self.started) / 2)

    started = time.monotonic()


def test_who_wakes_too_early_waits_on() -> None:
    workspace = make_workspace({"people": [], "channels": [{"id": "C1", "name": "general", "members": ["U0APP"]}]})
    workspace.clock = SlowClock()
    scheduled = ScheduledMessages(workspace, Journal())

    async def wait_for_it() -> None:
        post_at = int(workspace.clock.now().timestamp()) + 1
        scheduled.add("C1", post_at, {"text": "soon", "metadata": None})
        async with asyncio.timeout(5):
            while not workspace.channels["C1"].timeline.messages:
                await asyncio.sleep(0.02)

    asyncio.run(wait_for_it())

    assert scheduled.next_moment() is None


def test_what_waits_is_listed_and_can_be_taken_back(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard, later: int
) -> None:
    ids = [
        client.chat_scheduleMessage(channel=general, text=str(n), post_at=later + n)["scheduled_message_id"]
        for n in range(3)
    ]

    client.chat_deleteScheduledMessage(channel=general, scheduled_message_id=ids[1])

    waiting = client.chat_scheduledMessages_list(channel=general)["scheduled_messages"]
    assert [(one["id"], one["text"], one["post_at"]) for one in waiting] == [
        (ids[0], "0", later),
        (ids[2], "2", later + 2),
    ]
    page = client.chat_scheduledMessages_list(limit=1)
    assert len(page["scheduled_messages"]) == 1
    assert page["response_metadata"]["next_cursor"]
    assert [one["text"] for one in client.chat_scheduledMessages_list(oldest=str(later + 1))["scheduled_messages"]] == [
        "2"
    ]
    again = refusal(client.chat_deleteScheduledMessage, channel=general, scheduled_message_id=ids[1])
    assert again == "invalid_scheduled_message_id"
    driver.jump(by=timedelta(hours=2))
    assert texts(ana) == ["0", "2"]


@pytest.mark.parametrize(
    ("ahead", "error"),
    [(-10, "time_in_past"), (121 * 86400, "time_too_far"), ("soon", "invalid_time")],
)
def test_a_moment_must_lie_in_the_next_120_days(
    client: WebClient, general: str, driver: Driver, ahead: Any, error: str
) -> None:
    post_at = ahead if isinstance(ahead, str) else int(driver.clock().timestamp()) + ahead

    assert refusal(client.chat_scheduleMessage, channel=general, text="x", post_at=post_at) == error


def test_a_channel_takes_thirty_messages_in_five_minutes(client: WebClient, general: str, later: int) -> None:
    window = later - later % 300
    for number in range(30):
        client.chat_scheduleMessage(channel=general, text="x", post_at=window + number)

    assert (
        refusal(client.chat_scheduleMessage, channel=general, text="x", post_at=window + 299) == "restricted_too_many"
    )
    assert client.chat_scheduleMessage(channel=general, text="x", post_at=window + 300)["ok"]


def test_what_cannot_be_posted_any_more_is_lost_without_a_word_to_the_app(
    client: WebClient, general: str, driver: Driver, ana: PersonAtKeyboard, later: int
) -> None:
    metadata = {"event_type": "posted", "event_payload": {}}
    client.chat_scheduleMessage(channel=general, text="marked", post_at=later, metadata=metadata)
    client.chat_scheduleMessage(channel=general, text="late", post_at=later + 7200)

    driver.jump(by=timedelta(hours=2))
    driver.channel("archive", general)
    driver.jump(by=timedelta(hours=2))

    assert texts(ana) == []
    problems = [one["problem"] for one in driver.problems() if one["kind"] == "scheduled_message"]
    assert problems == [
        "A scheduled message was not posted: it carries metadata, and Slack never posts those.",
        "A scheduled message was not posted: its channel is archived or gone.",
    ]
