"""Which errors Slack documents for which method, and the few that the sandbox guesses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HELD = json.loads((Path(__file__).parent / "documented_errors.json").read_text(encoding="utf-8"))
EVERYWHERE: list[str] = HELD["common"]
DOCUMENTED: dict[str, list[str]] = HELD["methods"]

ARCHIVED = "the documentation names none for an archived channel; its neighbours say this"
UNJOINED = "apps that are not in a channel report this, though the documentation does not"
BOT = "seen since direct messages exist, never documented"
# method -> error -> why the sandbox answers so without Slack's documentation
GUESSES: dict[str, dict[str, str]] = {
    "chat.postMessage": {
        "cannot_dm_bot": BOT,
        "user_disabled": "what conversations.open says of the same person",
        "invalid_attachments": "what chat.update says of the same attachments",
    },
    "chat.scheduleMessage": {
        "cannot_reply_to_message": "what chat.postMessage says of the same thread",
        "invalid_attachments": "what chat.update says of the same attachments",
    },
    "conversations.kick": {"is_archived": ARCHIVED},
    "conversations.open": {"cannot_dm_bot": BOT},
    "conversations.replies": {"not_in_channel": UNJOINED},
    "files.completeUploadExternal": {
        "invalid_blocks_format": "what chat.postMessage says of the same blocks",
        "cannot_reply_to_message": "what chat.postMessage says of the same thread",
    },
    "pins.add": {"is_archived": ARCHIVED},
    "pins.remove": {"is_archived": ARCHIVED, "not_in_channel": UNJOINED},
    "reactions.add": {"not_in_channel": UNJOINED},
    "reactions.get": {"is_archived": ARCHIVED, "not_in_channel": UNJOINED},
    "reactions.list": {"invalid_cursor": "what other methods with pages say"},
    "reactions.remove": {"is_archived": ARCHIVED, "not_in_channel": UNJOINED},
    "users.getPresence": {"user_not_found": "what users.info says of the same person"},
}


def is_known(method: str, error: str) -> bool:
    """Tell whether Slack may answer so, as far as its documentation and our guesses go."""
    return error in EVERYWHERE or error in DOCUMENTED.get(method, []) or error in GUESSES.get(method, {})


def strange_refusals(calls: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what Slack would never have said in these calls, but for faults that a test asked for."""
    refused = [(call["method"], call["answer"]["error"]) for call in calls if not call["answer"]["ok"]]
    return [
        (method, error)
        for method, error in refused
        if method in DOCUMENTED and not error.startswith("(fault: ") and not is_known(method, error)
    ]
