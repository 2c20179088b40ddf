"""Keeps people's words apart from the template's own: what is typed can only ever be words.

Everything a template prints goes through `fenced`: typed text is put between two control characters, and
elements that a filter made (a mention, a date) between two others. Typed text loses those characters first, so
nothing that anybody types can open a fence. The macros of blocks.j2 split the fences out again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from markupsafe import Markup

ELEMENT, TYPED, CLOSE, BETWEEN = "\x02", "\x01", "\x03", "\x04"
PARTS = re.compile(f"([{ELEMENT}{TYPED}])([^{CLOSE}]*){CLOSE}")
FENCES = re.compile(f"[{ELEMENT}{TYPED}{CLOSE}{BETWEEN}]")
LONGEST_WORD = 25
ENCODED = json.JSONEncoder().encode
BLANKS = re.compile(r"[ \t\n]+")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def without_fences(text: str) -> str:
    """Text that cannot open or close a fence."""
    if FENCES.search(text):
        return FENCES.sub("", text)
    return text


def made(text: str) -> Markup:
    """Text that our own code put together; `Markup(text)` does the same in three times the time."""
    return str.__new__(Markup, text)


def fenced(value: Any) -> Markup:
    """What a template prints, marked as typed unless one of our own filters or macros made it."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        typed = without_fences(value)
        return made(f"{TYPED}{typed}{CLOSE}" if typed else "")
    if isinstance(value, int) and not isinstance(value, bool):
        return made(str(value))
    raise TypeError(f"{value} has no words of its own; give it to a filter")


def element(plain: str, **fields: Any) -> Markup:
    """A rich_text element together with its words for places that allow only those."""
    return ready_element(plain, json.dumps(fields))


def ready_element(plain: str, as_json: str) -> Markup:
    """The same for an element that is JSON already."""
    return made(f"{ELEMENT}{without_fences(plain)}{BETWEEN}{as_json}{CLOSE}")


def split(body: str) -> Iterator[tuple[str, str]]:
    """The parts of a body in order: its words, and the element they stand for in JSON, if any."""
    pieces = PARTS.split(str(body).strip())
    last = len(pieces) - 1
    for at in range(0, last + 1, 3):
        # A template may be broken into lines where it reads best; what people typed keeps its own.
        if own := pieces[at]:
            yield BLANKS.sub(" ", own), ""
        if at == last:
            return
        plain, _, as_json = pieces[at + 2].partition(BETWEEN)
        yield plain, as_json


def spoken(body: str) -> str:
    """A body as the elements of a rich_text section, in JSON; neighbouring words become one text."""
    elements: list[str] = []
    words = ""
    for plain, as_json in split(body):
        if not as_json:
            words += plain
            continue
        if words:
            elements.append(text_element(words))
            words = ""
        elements.append(as_json)
    return ", ".join([*elements, text_element(words)] if words else elements)


def text_element(words: str, style: str = "") -> str:
    """Words in JSON; an encoded string is all that has to be made, which is much faster than encoding a mapping."""
    styled = f', "style": {{"{style}": true}}' if style else ""
    return f'{{"type": "text", "text": {ENCODED(words)}{styled}}}'


def plain_words(body: str) -> str:
    """A body, or a text that never was in one, as nothing but words."""
    return "".join(plain for plain, _ in split(body)) if isinstance(body, Markup) else without_fences(body)


def cut(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis when it is longer than `most` characters.

    A word stays whole unless it is very long.
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    whole = kept if text[most - 1].isspace() else kept.rpartition(" ")[0]
    return (whole if len(whole) > most - min(LONGEST_WORD, most // 3) else kept).rstrip() + "…"


def escaped(text: str, most: int) -> str:
    """Words for the one place that Slack parses, with the three entities, at most `most` characters."""
    whole = [ENTITIES.get(character, character) for character in text]
    if sum(map(len, whole)) <= most:
        return "".join(whole)
    lengths = accumulate(map(len, whole))
    return "".join(entity for entity, length in zip(whole, lengths, strict=True) if length < most) + "…"
