"""What Slack's client makes of words that a person types: one block of rich text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]
MARK = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def written(text: str, ts: str) -> list[Part]:
    """Return the blocks of a message that a person typed; the same message always gets the same ids."""
    section = {"type": "rich_text_section", "elements": list(_elements(text))}
    return [{"type": "rich_text", "block_id": f"{zlib.crc32(ts.encode()):x}"[:5], "elements": [section]}]


def _elements(text: str) -> Iterator[Part]:
    end = 0
    for found in MARK.finditer(text):
        if found.start() > end:
            yield _words(text[end : found.start()])
        yield _marked(*found.groups())
        end = found.end()
    if end < len(text):
        yield _words(text[end:])


def _words(text: str) -> Part:
    for entity, sign in ENTITIES:
        text = text.replace(entity, sign)
    return {"type": "text", "text": text}


def _marked(sign: str, target: str, label: str | None) -> Part:
    if sign == "@":
        return {"type": "user", "user_id": target}
    if sign == "#":
        return {"type": "channel", "channel_id": target}
    if sign == "!":
        return {"type": "broadcast", "range": target}
    return {"type": "link", "url": target} | ({"text": label} if label else {})
