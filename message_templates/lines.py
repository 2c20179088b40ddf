"""What the macros of blocks.j2 are made of: JSON in, one line of JSON out, no limit of Slack's broken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from markupsafe import Markup

from message_templates.fences import cut, made, plain_words
from message_templates.paragraphs import plain

MOST_OPTIONS = 100


def emit(fields: dict[str, Any]) -> Markup:
    """One object as one line; what is None was not asked for."""
    return made(json.dumps({key: held for key, held in fields.items() if held is not None}) + "\n")


def gathered(body: str) -> list[Any]:
    """The objects that stand in a body, one a line."""
    return [json.loads(line) for line in str(body).split("\n") if line.strip()]


def value(held: Any) -> str | None:
    """A date, time or number as the string that an input starts with; None when it starts empty."""
    if held is None or held == "":
        return None
    return f"{held:%H:%M}" if isinstance(held, time) else held.isoformat() if isinstance(held, date) else str(held)


def options(pairs: Iterable[Sequence[str]]) -> list[dict[str, Any]] | None:
    """Pairs of value and label as options; None when there is nothing to choose from."""
    every = [{"text": plain(label, 75), "value": chosen} for chosen, label in pairs]
    return every[:MOST_OPTIONS] or None


def chosen(pairs: Iterable[Sequence[str]], wanted: str | Iterable[str]) -> list[dict[str, Any]] | None:
    """Those options that are chosen to begin with; None when none is."""
    values = {wanted} if isinstance(wanted, str) else set(wanted)
    return options(pair for pair in list(pairs)[:MOST_OPTIONS] if pair[0] in values)


def kept(fields: dict[str, Any]) -> str:
    """What a modal keeps for its submission, as the private_metadata that handlers read again."""
    return json.dumps(fields, separators=(",", ":")) if fields else ""


FILTERS = {
    "chosen": chosen,
    "emit": emit,
    "gathered": gathered,
    "kept": kept,
    "options": options,
    "plain": plain,
    "value": value,
    "cut": lambda text, most: cut(plain_words(text), most),
}
