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

ELEMENT, TYPED, CLOSE = "\x02", "\x01", "\x03"
PARTS = re.compile(f"([{ELEMENT}{TYPED}])([^{CLOSE}]*){CLOSE}")
BLANKS = re.compile(r"[ \t\n]+")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Element = dict[str, Any]


def without_fences(text: str) -> str:
    """Text that cannot open or close a fence."""
    return text.replace(ELEMENT, "").replace(TYPED, "").replace(CLOSE, "")


def fenced(value: Any) -> Markup:
    """What a template prints, marked as typed unless one of our own filters or macros made it."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        typed = without_fences(value)
        return Markup(f"{TYPED}{typed}{CLOSE}" if typed else "")  # noqa: S704  (fenced, that is the point)
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(value)  # noqa: S704
    raise TypeError(f"{value} has no words of its own; give it to a filter")


def element(plain: str, **fields: Any) -> Markup:
    """A rich_text element together with its words for places that allow only those."""
    return Markup(f"{ELEMENT}{json.dumps([plain, fields])}{CLOSE}")  # noqa: S704


def split(body: str) -> Iterator[tuple[str, Element | None]]:
    """The parts of a body in order: its words, and the element they stand for unless they are only words."""
    pieces = PARTS.split(body.strip())
    for own, kind, held in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True):
        # A template may be broken into lines where it reads best; what people typed keeps its own.
        if own:
            yield BLANKS.sub(" ", own), None
        if kind == TYPED:
            yield held, None
        elif kind:
            plain, fields = json.loads(held)
            yield plain, fields


def spoken(body: str) -> list[Element]:
    """A body as the elements of a rich_text section; neighbouring words become one text."""
    elements: list[Element] = []
    for plain, fields in split(body):
        if fields is not None:
            elements.append(fields)
        elif elements and elements[-1]["type"] == "text" and "style" not in elements[-1]:
            elements[-1]["text"] += plain
        else:
            elements.append({"type": "text", "text": plain})
    return elements


def plain_words(body: str) -> str:
    """A body, or a text that never was in one, as nothing but words."""
    return "".join(plain for plain, _ in split(body)) if isinstance(body, Markup) else without_fences(body)


def cut(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis when it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def escaped(text: str, most: int) -> str:
    """Words for the one place that Slack parses, with the three entities, at most `most` characters."""
    whole = [ENTITIES.get(character, character) for character in text]
    if sum(map(len, whole)) <= most:
        return "".join(whole)
    lengths = accumulate(map(len, whole))
    return "".join(entity for entity, length in zip(whole, lengths, strict=True) if length < most) + "…"
