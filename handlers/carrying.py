"""What is answered on the way to what somebody asked for carries their errand along: in a form, or under buttons.

A template calls the block of the button that does what was asked `asked`, and the block of a button that only brings
it nearer and shows the same message again `on_the_way@…`.
"""

from __future__ import annotations

import json
from typing import Any

from handlers.saying import Message, Sentence

ASKED = "asked"
ON_THE_WAY = "on_the_way"
MARK = "~"


def errand_under(block_id: str, name: str) -> str | None:
    """The errand that a block of this name carries, if any."""
    own, _, errand = block_id.partition(MARK)
    return errand or None if own.partition("@")[0] == name else None


def message_carrying(message: Message, errand: str | None) -> Message:
    """The message; its buttons that lead to what was asked remember for whom they are pressed."""
    if errand is None:
        return message
    return Sentence(message.text, [_block_carrying(block, errand) for block in message.blocks])


def _block_carrying(block: dict[str, Any], errand: str) -> dict[str, Any]:
    name = str(block.get("block_id", ""))
    leads_on = name.partition("@")[0] in (ASKED, ON_THE_WAY)
    return {**block, "block_id": f"{name}{MARK}{errand}"} if leads_on else block


def view_carrying(view: dict[str, Any], errand: str | None) -> dict[str, Any]:
    """The form, remembering for whom it is filled in."""
    if errand is None:
        return view
    kept = json.loads(view.get("private_metadata") or "{}")
    return {**view, "private_metadata": json.dumps({**kept, "errand": errand}, separators=(",", ":"))}
