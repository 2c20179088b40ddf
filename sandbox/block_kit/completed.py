"""Completes accepted blocks as Slack does: ids that were left out, and the defaults of text objects."""

from __future__ import annotations

import secrets
from typing import Any


def completed(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a copy of the blocks with every id and default written out."""
    own: list[dict[str, Any]] = _copied(blocks)
    for block in own:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)[:5]
        _complete(block, block["type"])
    return own


def _copied(part: Any) -> Any:
    """Copy what came as JSON: it holds nothing twice and no circles, which copy.deepcopy spends most of its time on."""
    if isinstance(part, dict):
        return {name: _copied(held) for name, held in part.items()}
    return [_copied(item) for item in part] if isinstance(part, list) else part


def _complete(part: Any, kind: str) -> None:
    """Walk down one part; rich_text keeps its words exactly as they are."""
    if isinstance(part, list):
        for item in part:
            _complete(item, kind)
    if not isinstance(part, dict) or part.get("type") == "rich_text":
        return
    if part.get("type") == "plain_text":
        part.setdefault("emoji", True)
    elif part.get("type") == "mrkdwn":
        part.setdefault("verbatim", False)
    else:
        _name_action(part)
        for held in part.values():
            _complete(held, kind)


INERT = frozenset({"image", "raw_text", "raw_number"})


def _name_action(part: dict[str, Any]) -> None:
    """Give an action_id to the elements of a block that have none."""
    nested = part.get("elements", []) if part.get("type") == "actions" else []
    nested = nested + [part[key] for key in ("element", "accessory") if isinstance(part.get(key), dict)]
    for element in nested:
        if element.get("type") not in INERT and not element.get("action_id"):
            element["action_id"] = secrets.token_urlsafe(4)[:5]
