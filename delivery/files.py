"""Files: drawn outside of any transaction, uploaded, and shared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from delivery.calling import Caller
from delivery.exports import draw_export
from delivery.looking import Unreadable, find_posted
from delivery.messages import tell_message
from documents.outcomes import draw_outcome
from documents.plans import draw_plan
from domain.customer_plan import PlanSheet
from domain.effects import Delivered, Outcome
from domain.handouts import DrawnFile
from domain.identity import ChannelId
from domain.outcome_sheets import OutcomeDocument
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.deliveries import Prepared

ALT_LENGTH = 1000
Drawn = tuple[Any, tuple[DrawnFile, ...]]
"""The facts of what is said with some files, and the files; without files only that is said."""


def _plan(sheet: PlanSheet, run: Runner) -> Drawn:
    return sheet, (DrawnFile(sheet.file_name, sheet.title, draw_plan(sheet)),)


def _outcome(document: OutcomeDocument, run: Runner) -> Drawn:
    return document, (DrawnFile(document.file_name, document.title, draw_outcome(document)),)


DRAWN_BY: dict[str, Callable[[Any, Runner], Drawn]] = {
    "plan_file": _plan,
    "outcome_file": _outcome,
    "export_file": draw_export,
}


def hand_over(prepared: Prepared, caller: Caller, run: Runner) -> Outcome:
    """Draw files and share them with their reader in one message, unless an earlier attempt did."""
    if prepared.effect.uncertain and _stands(prepared, caller):
        return Delivered()
    assert prepared.named is not None
    facts, files = DRAWN_BY[prepared.template](prepared.named.facts, run)
    drawn = replace(prepared, named=replace(prepared.named, facts=facts))
    if not files:
        return tell_message(drawn, caller)
    uploaded = [upload_file(one, caller) for one in files]
    channel = caller.call("conversations.open", users=prepared.channel)["channel"]["id"]
    caller.call("files.completeUploadExternal", files=uploaded, channel_id=ChannelId(channel), blocks=_said(drawn))
    return Delivered()


def upload_file(file: DrawnFile, caller: Caller) -> dict[str, str]:
    """The file as Slack has it by now, seen by nobody yet."""
    about: dict[str, Any] = {
        "filename": file.name,
        "length": len(file.content),
        "alt_txt": file.alt_text[:ALT_LENGTH] or None,
    }
    announced = caller.call("files.getUploadURLExternal", **about)
    caller.upload(announced["upload_url"], file.content)
    return {"id": announced["file_id"], "title": file.title}


def _said(prepared: Prepared) -> list[dict[str, Any]]:
    """What is said with the files; a message with files carries no metadata, so its block is called like the effect."""
    assert prepared.named is not None
    first, *others = draw_message(prepared.template, prepared.named).blocks
    return [{**first, "block_id": prepared.effect.id}, *others]


def _stands(prepared: Prepared, caller: Caller) -> bool:
    try:
        return find_posted(prepared, caller) is not None
    except Unreadable:
        # Twice the same file is a nuisance; none would be taken for a promise not kept.
        return False
