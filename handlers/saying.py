"""A sentence as Slack shows it: in a message, or in a small modal where no message can be."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

LONGEST = 3000
LONGEST_LABEL = 75
# What a modal is called that is a message, with nothing to fill in.
SAID = "say"


class Message(Protocol):
    """Anything with a text and blocks, such as what message_templates draws."""

    @property
    def text(self) -> str: ...
    @property
    def blocks(self) -> Sequence[dict[str, Any]]: ...


@dataclass(frozen=True)
class Sentence:
    """One sentence for a person, shown exactly as it stands."""

    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)


def say(words: str) -> Sentence:
    """The words as a message in which nothing is formatted, linked or mentioned."""
    return Sentence(html.escape(words[:LONGEST], quote=False), [{"type": "section", "text": plain(words[:LONGEST])}])


def say_with(words: str, buttons: Iterable[tuple[str, str, str]]) -> Sentence:
    """The words with buttons under them, each a label, an action and a value."""
    said = say(words)
    made = [
        {"type": "button", "text": plain(label), "action_id": action, "value": value}
        for label, action, value in buttons
    ]
    return Sentence(said.text, [*said.blocks, *([{"type": "actions", "elements": made}] if made else [])])


def say_view(message: Message) -> dict[str, Any]:
    """The message as a small modal with nothing to fill in."""
    return {
        "type": "modal",
        "callback_id": SAID,
        "title": plain("Steward"),
        "close": plain("Close"),
        "blocks": list(message.blocks) or say(html.unescape(message.text)).blocks,
    }


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}


def options_of(pairs: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Pairs of value and label as the options of a select that asks while somebody types."""
    return [{"text": plain(_cut(label, LONGEST_LABEL)), "value": value} for value, label in pairs]


def groups_of(groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> list[dict[str, Any]]:
    """The same under headings; each group has options."""
    return [{"label": plain(_cut(called, LONGEST_LABEL)), "options": options_of(pairs)} for called, pairs in groups]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
