"""The message object, as history, payloads, events and answers carry it."""

from __future__ import annotations

import uuid
from typing import Any

from sandbox.workspace.channels import Channel
from sandbox.workspace.files import SharedFile
from sandbox.workspace.messages import Message
from sandbox.workspace.workspace import Workspace
from sandbox.workspace.written_blocks import written

Shown = dict[str, Any]
ICON = "https://a.slack-edge.com/80588/img/plugins/app/bot"


def message_as_api(workspace: Workspace, channel: Channel, message: Message, *, all_metadata: bool = False) -> Shown:
    """Return one message as the app gets to see it."""
    shown: Shown = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    shown["team"] = workspace.team.id
    if message.bot_id is not None:
        shown |= {"bot_id": message.bot_id, "app_id": message.app_id, "bot_profile": bot_profile(workspace)}
    for name in ("subtype", "blocks", "attachments", "thread_ts", "edited", "username", "icons"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if _is_typed(message):
        shown |= {"client_msg_id": _client_msg_id(message), "blocks": written(message.text, message.ts)}
    if message.files:
        shown |= {"files": [file_as_api(workspace, file) for file in message.files], "upload": False}
    if message.is_reply:
        shown["parent_user_id"] = _parent_user(channel, message)
    if message.reactions:
        shown["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
    if message.ts in channel.pins:
        shown["pinned_to"] = [channel.id]
    if message.metadata:
        shown["metadata"] = message.metadata if all_metadata else {"event_type": message.metadata["event_type"]}
    return shown | thread_summary(channel, message)


def _is_typed(message: Message) -> bool:
    """People's words come with what their client made of them; notices and what apps say do not."""
    return message.bot_id is None and message.subtype is None and not message.blocks and bool(message.text)


def _client_msg_id(message: Message) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{message.channel}/{message.ts}"))


def file_as_api(workspace: Workspace, file: SharedFile) -> Shown:
    """Return one file as the app gets to see it."""
    return file.as_api({channel.id: channel.kind for channel in workspace.channels.values()})


def bot_profile(workspace: Workspace) -> Shown:
    app = workspace.app
    profile = {"id": app.bot_id, "deleted": False, "name": app.name, "app_id": app.id, "team_id": workspace.team.id}
    icons = {f"image_{size}": f"{ICON}_{size}.png" for size in (36, 48, 72)}
    return profile | {"updated": workspace.people[app.bot_user].updated, "icons": icons}


def _parent_user(channel: Channel, message: Message) -> str:
    parent = channel.timeline.get(message.thread_ts or "")
    return parent.user if parent else ""


def thread_summary(channel: Channel, message: Message) -> Shown:
    """Return how many replies a message has and who wrote them; nothing for one without a thread."""
    replies = channel.timeline.replies(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    counts = {"reply_count": len(replies), "reply_users_count": len(users), "reply_users": users[:5]}
    return counts | {"thread_ts": message.ts, "latest_reply": replies[-1].ts, "is_locked": False}
