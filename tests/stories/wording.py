"""What was said, looked at as Slack gets it: where typed words stand, and whether they are only words."""

import html
import json
from collections.abc import Iterator
from typing import Any

TYPED = {
    "emoji only": "🎉👩‍💻🏳️‍🌈",
    "right to left": "שלום \u202eעולם\u202c مرحبا",
    "control characters": "a\x00b\x07c\x01d\x02e\x03f\x04g\x1b[31mh",
    "broadcasts": "<!channel> <!here> <!everyone> @channel",
    "mentions": "<@U0GUS> <#C0GENERAL> @gus",
    "entities": "&lt;b&gt; &amp; & < >",
    "backticks": "`code` ```block```",
    "asterisks": "*bold* _slanted_ ~gone~ > said",
    "addresses": "https://example.com <https://example.com|press me> a@example.com",
    "a template": "{{ 7*7 }} {% raw %} {# gone #} ${7*7} %(name)s {0}",
    "JSON": '"}]} {"type": "divider"}\\n\\u0000 [1]',
    "SQL": "Robert') DROP TABLE tasks -- '\" \\",
    "shortcodes": ":rocket: :+1::skin-tone-2: :not_an_emoji:",
    "a date": "<!date^0^{date}|soon> <!subteam^S1>",
}
LONG = "<&*`@>" * 500
SAYING = ("chat.postMessage", "chat.update", "views.open", "views.push", "views.update", "views.publish")
MORE_THAN_WORDS = {"link", "broadcast", "usergroup", "color"}
TYPED_IDS = {"U0GUS", "C0GENERAL", "rocket", "+1"}


def seen_as(typed: str) -> str:
    """The typed text without the control characters, which nobody can type."""
    return "".join(sign for sign in typed if sign.isprintable() or ord(sign) > 0x9F or sign == "\n")


def payload_of(arguments: dict[str, Any]) -> dict[str, Any]:
    """A call's message or view, whatever way it was sent."""
    opened = {name: json.loads(held) if _is_json(name, held) else held for name, held in arguments.items()}
    return opened.get("view") or opened


def _is_json(name: str, held: Any) -> bool:
    return name in ("view", "blocks", "metadata") and isinstance(held, str)


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in a payload's blocks, outside in."""
    if isinstance(part, dict):
        yield part
        for held in part.values():
            yield from nodes(held)
    elif isinstance(part, list):
        for held in part:
            yield from nodes(held)


def words_in(payload: dict[str, Any]) -> list[str]:
    """Every string of words that the blocks show, as a person reads it."""
    texts = [node["text"] for node in nodes(payload.get("blocks")) if isinstance(node.get("text"), str)]
    initial = [node["initial_value"] for node in nodes(payload.get("blocks")) if "initial_value" in node]
    return texts + initial


def shows(payload: dict[str, Any], typed: str) -> bool:
    """Whether the payload shows the typed words exactly."""
    return any(typed in text for text in words_in(payload))


def more_than_words(payload: dict[str, Any]) -> list[str]:
    """What typed words were made of that they must not become: mentions, links, formatting, emoji."""
    wrong = [f"raw signs in {text}" for text in (payload.get("text"),) if _is_raw(text)]
    for node in nodes(payload.get("blocks")):
        kind = node.get("type")
        if kind in MORE_THAN_WORDS or TYPED_IDS & {node.get(name) for name in ("user_id", "channel_id", "name")}:
            wrong.append(f"an element {node}")
        if kind == "mrkdwn" or (kind == "plain_text" and node.get("emoji")):
            wrong.append(f"parsed words {node}")
    return wrong


def _is_raw(text: Any) -> bool:
    """Whether the one text that Slack parses holds a bare `<`, `>` or `&`."""
    bare = html.unescape(text or "")
    return bool(text) and html.escape(bare, quote=False) != text
