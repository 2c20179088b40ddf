"""Text as a person typed it, without what nobody can type."""

from __future__ import annotations

import re
import unicodedata

ADDRESS = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")
KEPT = "\n\t"
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, its line ends as `\\n`."""
    lines = text.replace("\r\n", "\n")
    if lines.isascii() and lines.isprintable():
        return lines
    return "".join(sign for sign in lines if sign in KEPT or unicodedata.category(sign) not in ("Cc", "Cs"))


def without_brackets(text: str) -> str:
    """A command's words with addresses as they were typed; Slack puts each one between angle brackets."""
    return ADDRESS.sub(r"\1", text)


def is_blank(text: str) -> bool:
    """Whether nobody could see anything of this text."""
    return all(unicodedata.category(sign) in INVISIBLE for sign in text)


def number_in(words: str, most_digits: int = 8) -> int | None:
    """The whole number that stands in a button's value; None for anything else, and for more digits than may be."""
    is_number = words.isascii() and words.isdecimal() and len(words) <= most_digits
    return int(words) if is_number else None
