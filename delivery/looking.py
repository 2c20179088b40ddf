"""Looking for a message that an earlier attempt may have left."""

from __future__ import annotations

from typing import Any

from delivery.calling import Caller, CallFailed
from delivery.classification import Verdict
from domain.effects import Posted
from domain.identity import ChannelId
from domain.living import Living
from domain.notices import ToPair, ToPerson
from use_cases.deliveries import Prepared

EVENT_TYPE = "steward_message"
NEWEST = 200
MOST_REPLIES = 1000
PAGES_OF_REPLIES = 5


class Unreadable(Exception):
    """Slack does not let us read there, so nobody can say whether the message stands."""


def metadata_of(prepared: Prepared) -> dict[str, Any]:
    """Ids by which a message is found again; everybody in the channel can read them, so nothing but ids."""
    payload = {"effect": prepared.effect.id}
    if isinstance(prepared.effect.wanted, Living):
        payload["mark"] = prepared.effect.wanted.mark
    return {"event_type": EVENT_TYPE, "event_payload": payload}


def find_posted(prepared: Prepared, caller: Caller) -> Posted | None:
    """Where this effect's message stands already, or None when an earlier attempt left nothing."""
    try:
        channel = channel_of(prepared, caller)
        messages = _replies(prepared, channel, caller) if prepared.thread_ts else _newest(channel, caller)
    except CallFailed as failed:
        if failed.failure.verdict in (Verdict.PERMANENT, Verdict.HUMAN):
            raise Unreadable from failed
        raise
    found = next((message["ts"] for message in messages if _is_ours(message, prepared)), None)
    return Posted(ChannelId(channel), found) if found else None


def channel_of(prepared: Prepared, caller: Caller) -> str:
    """The channel that a message goes to; one with people alone is opened, as often as it is asked for."""
    wanted = prepared.effect.wanted
    if not isinstance(getattr(wanted, "to", None), ToPerson | ToPair):
        return prepared.channel
    opened = caller.call("conversations.open", users=prepared.channel)
    return str(opened["channel"]["id"])


def _newest(channel: str, caller: Caller) -> list[dict[str, Any]]:
    # Not from an instant on: message times are of the workspace's clock, which a demo moves.
    answer = caller.call("conversations.history", channel=channel, limit=NEWEST, include_all_metadata=True)
    return list(answer.get("messages") or [])


def _replies(prepared: Prepared, channel: str, caller: Caller) -> list[dict[str, Any]]:
    """The whole thread, because replies come oldest first."""
    found: list[dict[str, Any]] = []
    where = {"channel": channel, "ts": prepared.thread_ts, "limit": MOST_REPLIES, "include_all_metadata": True}
    cursor: str | None = None
    for _ in range(PAGES_OF_REPLIES):
        answer = caller.call("conversations.replies", fine=("thread_not_found",), cursor=cursor, **where)
        found += answer.get("messages") or []
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return found[::-1]


def _is_ours(message: dict[str, Any], prepared: Prepared) -> bool:
    """By the effect's id, which a message with a file carries in a block; a living message also by its mark.

    Unless it is the old one that could not be edited."""
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    blocks = {block.get("block_id") for block in message.get("blocks") or ()}
    if prepared.effect.id in {payload.get("effect"), *blocks}:
        return True
    wanted, old = prepared.effect.wanted, prepared.posted
    return isinstance(wanted, Living) and payload.get("mark") == wanted.mark and message["ts"] != (old and old.ts)
