"""conversations.history and replies."""

from __future__ import annotations

import math

from sandbox.refusals import Refused
from sandbox.web_api.direct_messages import TIMESTAMP
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message


def moment_of(call: Call, name: str, error: str) -> float | None:
    """Read a moment out of an argument, if it is there."""
    if not call.has(name):
        return None
    try:
        moment = float(call.text(name))
    except ValueError:
        moment = math.nan
    if not math.isfinite(moment):
        raise Refused(error)
    return moment


def _between(call: Call, message: Message) -> bool:
    """Tell whether a message lies between oldest and latest, with the ends only when inclusive."""
    ts = float(message.ts)
    oldest, latest = (moment_of(call, name, f"invalid_ts_{name}") for name in ("oldest", "latest"))
    if call.flag("inclusive"):
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _after_cursor(call: Call, message: Message, newest_first: bool) -> bool:
    cursor = call.text("cursor")
    if not cursor:
        return True
    if not cursor.startswith("ts:"):
        raise Refused("invalid_cursor")
    last = cursor.removeprefix("ts:")
    return message.ts < last if newest_first else message.ts > last


def _page(call: Call, channel: Channel, found: list[Message], most: int) -> Answer:
    limit = call.number("limit", 100, most)
    page, more = found[:limit], len(found) > limit
    everything = call.flag("include_all_metadata")
    messages = [message_as_api(call.workspace, channel, message, all_metadata=everything) for message in page]
    answer: Answer = {"messages": messages, "has_more": more}
    return answer | ({"response_metadata": {"next_cursor": f"ts:{page[-1].ts}"}} if more else {})


@method("conversations.history")
def read_history(call: Call) -> Answer:
    channel = call.joined_channel(archived_error=None)
    limit = call.number("limit", 100, 999)
    found: list[Message] = []
    for message in channel.timeline.newest_first():
        if _between(call, message) and _after_cursor(call, message, newest_first=True):
            found.append(message)
        if len(found) > limit:
            break
    return _page(call, channel, found, 999) | {"pin_count": len(channel.pins)}


@method("conversations.replies")
def read_replies(call: Call) -> Answer:
    channel, ts = call.joined_channel(archived_error=None), call.needed("ts")
    parent = channel.timeline.get(ts)
    if parent is None:
        raise Refused("thread_not_found")
    thread = [parent, *channel.timeline.replies(parent.thread_ts if parent.is_reply and parent.thread_ts else ts)]
    found = [m for m in thread if _after_cursor(call, m, newest_first=False) and (m is parent or _between(call, m))]
    return _page(call, channel, found, 1000)


def pointed_at(call: Call) -> tuple[Channel, Message]:
    """Find the message that a pin or a reaction is about."""
    channel, ts = call.joined_channel(), call.text("timestamp")
    if not ts:
        raise Refused("no_item_specified")
    if not TIMESTAMP.fullmatch(ts):
        raise Refused("bad_timestamp")
    message = channel.timeline.get(ts)
    if message is None:
        raise Refused("message_not_found")
    return channel, message
