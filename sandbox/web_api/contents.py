"""What messages say: their text, blocks, attachments and metadata, read and checked as Slack does."""

from __future__ import annotations

import json
from typing import Any

from sandbox.block_kit import check_message_blocks
from sandbox.block_kit.completed import completed
from sandbox.refusals import Refused
from sandbox.web_api.registry import Call
from sandbox.workspace.files import files_shown

POSTED_LIMIT = 40_000
EDITED_LIMIT = 4_000
MARKDOWN_LIMIT = 12_000
METADATA_LIMIT = 16_000
MOST_ATTACHMENTS = 100


def read_blocks(call: Call) -> list[dict[str, Any]]:
    """Read and check the blocks of a message; refuses as Slack's validator does."""
    blocks = call.structure("blocks", "invalid_blocks_format")
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = check_message_blocks(blocks) or _without_their_file(blocks, call)
    if problems:
        raise Refused("invalid_blocks", problems, errors=[problem.removeprefix("[ERROR] ") for problem in problems])
    return completed(blocks)


def _without_their_file(blocks: list[Any], call: Call) -> list[str]:
    """Name the pictures whose file the app cannot see, or that is none: Slack says the same while it prepares one."""
    workspace = call.workspace
    found = ((shown, workspace.files.get(shown)) for shown in files_shown(blocks))
    fine = {shown for shown, file in found if file and file.is_picture and workspace.sees_file(workspace.bot, file)}
    missing = [number for number, block in enumerate(blocks) if any(one not in fine for one in files_shown(block))]
    return [f"[ERROR] invalid slack file [json-pointer:/blocks/{number}/slack_file]" for number in missing]


def read_attachments(call: Call) -> list[dict[str, Any]]:
    """Read the attachments of a message, and check the blocks that stand in them."""
    attachments = call.structure("attachments", "invalid_attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(attachment, dict) for attachment in attachments):
        raise Refused("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    problems = [
        problem.replace("/blocks", f"/attachments/{number}/blocks", 1)
        for number, attachment in enumerate(attachments)
        for problem in check_message_blocks(attachment.get("blocks") or [])
    ]
    if problems:
        raise Refused("invalid_attachments", problems)
    return attachments


def read_content(call: Call, limit: int | None) -> dict[str, Any]:
    """Read what a message says; with a limit, longer text is refused, without one it is cut."""
    text, blocks = call.text("text"), read_blocks(call)
    markdown = call.text("markdown_text")
    if markdown and (text or blocks):
        raise Refused("markdown_text_conflict")
    if len(markdown) > MARKDOWN_LIMIT:
        raise Refused("msg_blocks_too_long" if limit is None else "msg_too_long")
    if limit is not None and len(text) > limit:
        raise Refused("msg_too_long")
    if markdown:
        blocks = completed([{"type": "markdown", "text": markdown}])
    attachments = read_attachments(call)
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    return {"text": (text or markdown)[:POSTED_LIMIT], "blocks": blocks, "attachments": attachments}


def read_metadata(call: Call) -> dict[str, Any] | None:
    """Read a message's metadata; an empty object clears it."""
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata in (None, {}):
        return None
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    event_type, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(event_type, str) or not event_type or not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(payload)) > METADATA_LIMIT:
        raise Refused("metadata_too_large")
    return {"event_type": event_type, "event_payload": payload}
