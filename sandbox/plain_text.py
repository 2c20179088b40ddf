"""Renders blocks as readable plain text: for notifications and for assertions in tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Part = dict[str, Any]
MENTION = re.compile(r"<([@#!])([^|>]*)(?:\|([^>]*))?>")
LINK = re.compile(r"<((?:https?|mailto):[^|>]*)(?:\|([^>]*))?>")


@dataclass(frozen=True)
class Names:
    """How ids read: handles of people, names of channels."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)

    def person(self, person_id: str) -> str:
        return f"@{self.people.get(person_id, person_id)}"

    def channel(self, channel_id: str) -> str:
        return f"#{self.channels.get(channel_id, channel_id)}"


def plain_mrkdwn(text: str, names: Names) -> str:
    """Resolve mentions, links and entities of mrkdwn; formatting characters stay."""

    def mention(found: re.Match[str]) -> str:
        sign, target, label = found.groups()
        if sign == "@":
            return names.person(target)
        if sign == "#":
            return names.channel(target)
        return label or f"@{target.split('^')[0]}"

    text = LINK.sub(lambda found: found[2] or found[1], MENTION.sub(mention, text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_blocks(blocks: list[Part], names: Names) -> str:
    """Return blocks as lines of plain text."""
    lines = (line for block in blocks for line in _lines(block, names))
    return "\n".join(line for line in lines if line.strip())


def _lines(block: Part, names: Names) -> Iterator[str]:
    draw = BLOCKS.get(block.get("type", ""))
    if draw is not None:
        yield from draw(block, names)


def _words(text: Part | None, names: Names) -> str:
    """Return one text object, or one piece of rich text, as plain words."""
    if not text:
        return ""
    if text.get("type") == "mrkdwn":
        return plain_mrkdwn(text["text"], names)
    return str(text.get("text") or text.get("alt_text") or "")


def _section(block: Part, names: Names) -> Iterator[str]:
    yield _words(block.get("text"), names)
    for field_text in block.get("fields", []):
        yield _words(field_text, names)
    if "accessory" in block:
        yield _label(block["accessory"], names)


def _label(element: Part, names: Names) -> str:
    """Return what an element shows: its text, its choice or its placeholder."""
    for key in ("text", "initial_option", "placeholder"):
        held = element.get(key)
        if held:
            return f"[{_words(held.get('text') if key == 'initial_option' else held, names)}]"
    return str(element.get("alt_text", ""))


def _actions(block: Part, names: Names) -> Iterator[str]:
    yield " ".join(filter(None, (_label(element, names) for element in block.get("elements", []))))


def _context(block: Part, names: Names) -> Iterator[str]:
    yield " ".join(_words(element, names) for element in block.get("elements", []))


def _text_only(block: Part, names: Names) -> Iterator[str]:
    yield _words(block.get("text"), names)


def _markdown(block: Part, _names: Names) -> Iterator[str]:
    yield str(block.get("text", ""))


def _input(block: Part, names: Names) -> Iterator[str]:
    yield _words(block.get("label"), names)
    yield _words(block.get("hint"), names)


def _image(block: Part, names: Names) -> Iterator[str]:
    yield _words(block.get("title"), names) or str(block.get("alt_text", ""))


def _table(block: Part, names: Names) -> Iterator[str]:
    for row in block.get("rows", []):
        yield " | ".join(_cell(cell, names) for cell in row)


def _cell(cell: Part, names: Names) -> str:
    if cell.get("type") == "rich_text":
        return " ".join(_rich_text(cell, names))
    return str(cell.get("text", cell.get("value", "")))


def _rich_text(block: Part, names: Names) -> Iterator[str]:
    for part in block.get("elements", []):
        if part.get("type") == "rich_text_list":
            yield from _rich_list(part, names)
        else:
            yield _inline(part, names)


def _rich_list(part: Part, names: Names) -> Iterator[str]:
    indent = "  " * part.get("indent", 0)
    for number, item in enumerate(part.get("elements", []), start=1 + part.get("offset", 0)):
        sign = f"{number}." if part.get("style") == "ordered" else "•"
        yield f"{indent}{sign} {_inline(item, names)}"


def _inline(part: Part, names: Names) -> str:
    return "".join(_word(word, names) for word in part.get("elements", []))


def _word(word: Part, names: Names) -> str:
    draw = WORDS.get(word.get("type", ""))
    return draw(word, names) if draw is not None else ""


WORDS: dict[str, Callable[[Part, Names], str]] = {
    "text": lambda word, names: word["text"],
    "link": lambda word, names: word.get("text") or word["url"],
    "user": lambda word, names: names.person(word["user_id"]),
    "channel": lambda word, names: names.channel(word["channel_id"]),
    "usergroup": lambda word, names: f"@{word['usergroup_id']}",
    "broadcast": lambda word, names: f"@{word['range']}",
    "emoji": lambda word, names: f":{word['name']}:",
    "date": lambda word, names: word.get("fallback") or str(word["timestamp"]),
    "color": lambda word, names: word["value"],
}
BLOCKS: dict[str, Callable[[Part, Names], Iterator[str]]] = {
    "section": _section,
    "header": _text_only,
    "alert": _text_only,
    "markdown": _markdown,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "table": _table,
    "rich_text": _rich_text,
}
