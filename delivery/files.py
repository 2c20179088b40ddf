"""Files: drawn outside of any transaction, uploaded, and shared once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delivery.calling import Caller
from delivery.looking import Unreadable, find_posted
from documents.plans import draw_plan
from domain.effects import Delivered, Outcome
from domain.identity import ChannelId
from message_templates import draw_message
from use_cases.deliveries import Prepared

DRAWN_BY: dict[str, Callable[[Any], bytes]] = {"plan_file": draw_plan}


def hand_over(prepared: Prepared, caller: Caller) -> Outcome:
    """Draw a file and share it with its reader, unless an earlier attempt did."""
    if prepared.effect.uncertain and _stands(prepared, caller):
        return Delivered()
    assert prepared.named is not None
    facts = prepared.named.facts
    content = DRAWN_BY[prepared.template](facts)
    announced = caller.call("files.getUploadURLExternal", filename=facts.file_name, length=len(content))
    caller.upload(announced["upload_url"], content)
    channel = caller.call("conversations.open", users=prepared.channel)["channel"]["id"]
    files = [{"id": announced["file_id"], "title": facts.title}]
    caller.call("files.completeUploadExternal", files=files, channel_id=ChannelId(channel), blocks=_said(prepared))
    return Delivered()


def _said(prepared: Prepared) -> list[dict[str, Any]]:
    """What is said with the file; a message with a file carries no metadata, so its block is called like the effect."""
    assert prepared.named is not None
    first, *others = draw_message(prepared.template, prepared.named).blocks
    return [{**first, "block_id": prepared.effect.id}, *others]


def _stands(prepared: Prepared, caller: Caller) -> bool:
    try:
        return find_posted(prepared, caller) is not None
    except Unreadable:
        # Twice the same file is a nuisance; none would be taken for a promise not kept.
        return False
