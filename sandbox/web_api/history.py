"""conversations.history and replies, and how a message looks to the app."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.messages import Message
from sandbox.workspace.workspace import Workspace


def message_as_api(workspace: Workspace, channel: Channel, message: Message, *, all_metadata: bool = False) -> Answer:
    """Return the message object that history, payloads and answers carry."""
    shown: Answer = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    shown["team"] = workspace.team.id
    if message.bot_id is not None:
        shown |= {"bot_id": message.bot_id, "app_id": message.app_id, "bot_profile": bot_profile(workspace)}
    for name in ("subtype", "blocks", "attachments", "thread_ts", "edited"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if message.is_reply:
        shown["parent_user_id"] = _parent_user(channel, message)
    if message.reactions:
        shown["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
    if message.ts in channel.pins:
        shown["pinned_to"] = [channel.id]
    if message.metadata:
        shown["metadata"] = message.metadata if all_metadata else {"event_type": message.metadata["event_type"]}
    return shown | thread_summary(channel, message)


def bot_profile(workspace: Workspace) -> Answer:
    app = workspace.app
    return {"id": app.bot_id, "deleted": False, "name": app.name, "app_id": app.id, "team_id": workspace.team.id}


def _parent_user(channel: Channel, message: Message) -> str:
    parent = channel.timeline.get(message.thread_ts or "")
    return parent.user if parent else ""


def thread_summary(channel: Channel, message: Message) -> Answer:
    """Return how many replies a message has and who wrote them; nothing for one without a thread."""
    replies = channel.timeline.replies(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    counts = {"reply_count": len(replies), "reply_users_count": len(users), "reply_users": users[:5]}
    return counts | {"thread_ts": message.ts, "latest_reply": replies[-1].ts}


def _moment(call: Call, name: str) -> float | None:
    if not call.has(name):
        return None
    try:
        return float(call.text(name))
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _between(call: Call, message: Message) -> bool:
    """Tell whether a message lies between oldest and latest, with the ends only when inclusive."""
    ts, oldest, latest = float(message.ts), _moment(call, "oldest"), _moment(call, "latest")
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
