"""Reads JSON from strangers: whatever it holds can be kept and written out again."""

from __future__ import annotations

import json
import math
from typing import Any


class NotJson(ValueError):
    """The text is not JSON, or holds numbers that JSON cannot."""


def read_json(text: str | bytes) -> Any:
    """Return what a JSON text holds; half characters become question marks, and infinity is refused."""
    try:
        content = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        halves = b"\\ud" in text.lower() if isinstance(text, bytes) else "\\ud" in text.lower()
        return _whole(content) if halves else content
    except (ValueError, RecursionError) as cause:
        raise NotJson(str(cause)) from None


def _refuse(word: str) -> float:
    raise NotJson(f"{word} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


def _whole(content: Any) -> Any:
    """Replace halves of characters, which no answer could be encoded with."""
    if isinstance(content, str):
        return content.encode("utf-8", "replace").decode("utf-8")
    if isinstance(content, list):
        return [_whole(item) for item in content]
    if isinstance(content, dict):
        return {_whole(name): _whole(held) for name, held in content.items()}
    return content
