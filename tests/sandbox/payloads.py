"""Blocks and views that tests send."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def plain(text: str) -> Part:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str | None = None) -> Part:
    return {"text": plain(text), "value": value or text}


def button(text: str = "Press", action_id: str = "press", **more: Any) -> Part:
    return {"type": "button", "text": plain(text), "action_id": action_id} | more


def actions(*elements: Part, block_id: str = "row") -> Part:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str = "Words", **more: Any) -> Part:
    return {"type": "section", "text": plain(text)} | more


def field(label: str, element: Part | str = "plain_text_input", block_id: str | None = None, **more: Any) -> Part:
    held = {"type": element} if isinstance(element, str) else element
    block = {"type": "input", "block_id": block_id or label.lower(), "label": plain(label)}
    return block | {"element": {"action_id": "value"} | held} | more


def modal(*blocks: Part, **more: Any) -> Part:
    return {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks)} | more


def home(*blocks: Part) -> Part:
    return {"type": "home", "blocks": list(blocks)}


def rich(*words: Part) -> Part:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(words)}]}
