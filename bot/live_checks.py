"""What docs/slack-assumptions.md believes of Slack and a program can see for itself, tried in one channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.composition import Steward
from bot.doctor import Ailing, Finding, found

MARK = "steward_live_check"
HOSTILE = "<!channel> *not bold* :smile: &lt; http://example.com {{ 7*7 }}"


@dataclass
class Trial:
    """One sample message in the chosen channel; people may delete it afterwards."""

    client: WebClient
    channel: str
    nonce: str
    ts: str = ""


def examine_live(steward: Steward, channel: str) -> Iterator[Finding]:
    """Post one sample message in this channel and try on it what Steward believes."""
    token = steward.settings.slack_bot_token.get_secret_value()
    trial = Trial(steward.clients.reading(token), channel, uuid4().hex)
    for name, check in LIVE.items():
        finding = found(f"live: {name}", steward, _on(check, trial))
        yield finding
        if not trial.ts:
            return  # everything else needs the message


def _on(check: Callable[[Trial], str], trial: Trial) -> Callable[[Steward], str]:
    return lambda _steward: check(trial)


def words_stay_words(trial: Trial) -> str:
    """People's words in rich text come back as they were typed (A1)."""
    metadata = {"event_type": MARK, "event_payload": {"effect": trial.nonce}}
    posted = trial.client.chat_postMessage(
        channel=trial.channel,
        text="Steward tries what it believes of Slack.",
        blocks=_blocks(HOSTILE),
        metadata=metadata,
    )
    trial.ts = str(posted["ts"])
    blocks: list[Any] = posted["message"].get("blocks") or []
    elements = blocks[0]["elements"][0]["elements"] if blocks else []
    if [element.get("text") for element in elements] != [HOSTILE]:
        raise Ailing(f"Slack made {elements} of a text: look at the message, and tell Steward's developers")
    return "rich text is seen as typed"


def marks_are_found(trial: Trial) -> str:
    """A message is found again by its metadata (A2)."""
    if _mark_in_history(trial) != trial.nonce:
        raise Ailing("history shows no metadata: a message whose delivery broke off may come twice")
    return "a message is found again by its metadata"


def edits_keep_marks(trial: Trial) -> str:
    """An edit without metadata keeps it (A3)."""
    text = "Steward tried what it believes of Slack; this message can be deleted."
    trial.client.chat_update(channel=trial.channel, ts=trial.ts, text=text, blocks=_blocks(text))
    if _mark_in_history(trial) != trial.nonce:
        raise Ailing("an edit lost the metadata")
    return "an edit keeps the metadata"


def second_pins_are_refused(trial: Trial) -> str:
    """Pinning twice is answered with already_pinned (A4)."""
    trial.client.pins_add(channel=trial.channel, timestamp=trial.ts)
    try:
        trial.client.pins_add(channel=trial.channel, timestamp=trial.ts)
    except SlackApiError as error:
        if error.response.get("error") == "already_pinned":
            return "a second pin is refused as already_pinned"
        raise
    finally:
        trial.client.pins_remove(channel=trial.channel, timestamp=trial.ts)
    raise Ailing("Slack took the same pin twice")


def _blocks(words: str) -> list[dict[str, Any]]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return [{"type": "rich_text", "elements": [section]}]


def _mark_in_history(trial: Trial) -> str | None:
    """Around the message's own time, because a workspace may be busy."""
    page = trial.client.conversations_history(
        channel=trial.channel, latest=trial.ts, inclusive=True, limit=1, include_all_metadata=True
    )
    for message in page["messages"]:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if message.get("ts") == trial.ts:
            return payload.get("effect")
    return None


LIVE: dict[str, Callable[[Trial], str]] = {
    "words stay words": words_stay_words,
    "marks are found": marks_are_found,
    "edits keep marks": edits_keep_marks,
    "second pins": second_pins_are_refused,
}
