"""Compares what the sandbox sends with the shapes of what Slack sends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHAPES: dict[str, Any] = json.loads((Path(__file__).parent / "shapes.json").read_text(encoding="utf-8"))
PARTS: dict[str, Any] = SHAPES["parts"]
PLACE = {"channel": "string", "channel_type": "string", "event_ts": "string"}  # where a message event happened
NAMES = {
    dict: "object",
    list: "list",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
}


def shape_of(group: str, name: str) -> dict[str, Any]:
    """Return a shape by name; events of messages are messages with the place they stand in."""
    if group == "events" and name == "message":
        return {**PARTS["message"], **PLACE}
    shape = SHAPES[group][name]
    shape = PARTS[shape[1:]] if isinstance(shape, str) else shape
    return {**PARTS["hidden_event"], **shape} if name in ("message_changed", "message_deleted") else dict(shape)


def differences(held: Any, shape: Any, at: str = "") -> list[str]:
    """Return how something differs from its shape, one sentence a place; nothing when it is alike."""
    if isinstance(shape, str):
        return _differences_of_types(held, shape, at)
    if isinstance(shape, list):
        if not isinstance(held, list):
            return [f"{at} is {held!r} instead of a list"]
        return [found for number, one in enumerate(held) for found in differences(one, shape[0], f"{at}[{number}]")]
    if not isinstance(held, dict):
        return [f"{at} is {held!r} instead of an object"]
    known = {key.rstrip("?*"): inner for key, inner in shape.items()}
    found = [f"{at}.{key} is missing" for key in shape if key[-1] not in "?*" and key not in held]
    found += [f"{at}.{key} is not in Slack's" for key in held if key not in known]
    return found + [one for key in held if key in known for one in differences(held[key], known[key], f"{at}.{key}")]


def _differences_of_types(held: Any, shape: str, at: str) -> list[str]:
    """Compare with one of several types or parts."""
    plain = [name for name in shape.split("|") if not name.startswith("@")]
    if NAMES[type(held)] in plain:
        return []
    parts = [name[1:] for name in shape.split("|") if name.startswith("@")]
    return differences(held, PARTS[parts[0]], at) if parts else [f"{at} is {held!r} instead of {shape}"]
