"""Says hostile things in the room, and waits until the page shows them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


def post(client: WebClient, blocks: list[dict[str, Any]], text: str = "hostile") -> bool:
    """Post to the room; what Slack would not take never reaches a page either."""
    try:
        client.chat_postMessage(channel="C3", text=text, blocks=blocks)
    except SlackApiError as refusal:
        return refused_as(refusal, "invalid_blocks")
    return True


def refused_as(refusal: SlackApiError, error: str) -> bool:
    """False, for Slack refused it; and so it had to be called."""
    assert refusal.response["error"] == error
    return False


def shown_last(page: Page, client: WebClient) -> Locator:
    """Wait until everything that was said before is drawn."""
    client.chat_postMessage(channel="C3", text="That was all.")
    last = page.get_by_test_id("message").filter(has_text="That was all.")
    expect(last).to_be_visible()
    return page.get_by_test_id("messages")
