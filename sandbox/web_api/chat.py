"""chat.*: what the app says."""

from __future__ import annotations

from typing import Any

from sandbox.refusals import Refused
from sandbox.web_api.contents import EDITED_LIMIT, POSTED_LIMIT, read_content, read_metadata
from sandbox.web_api.direct_messages import dm_with
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.form_state import carried_over
from sandbox.workspace.message_events import tell_changed, tell_deleted
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message
from sandbox.workspace.workspace import Workspace

PUBLIC_WITHOUT_JOINING = frozenset({"chat.postMessage", "chat.scheduleMessage"})
CUSTOM = ("username", "icon_emoji", "icon_url")


def guise(call: Call) -> dict[str, Any]:
    """Read the name and picture under which a message is to appear."""
    asked = {name: call.text(name) for name in CUSTOM if call.has(name)}
    if asked:
        call.require("chat:write.customize")
    pictures = {name.removeprefix("icon_"): held for name, held in asked.items() if name != "username"}
    return {"username": asked.get("username"), "icons": pictures}


def destination(call: Call) -> Channel:
    """Find where a message goes: a channel by id or name, or a person's direct message."""
    wanted, workspace = call.needed("channel"), call.workspace
    if wanted in workspace.people:
        return _open_to_the_app(dm_with(call, wanted), workspace)
    channel = workspace.find_channel(wanted, workspace.bot)
    if channel is None:
        raise Refused("channel_not_found")
    call.allow(channel.kind)
    open_to_all = channel.kind == "channel" and call.name in PUBLIC_WITHOUT_JOINING and call.may("chat:write.public")
    if workspace.bot not in channel.members and not open_to_all:
        raise Refused("not_in_channel")
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.is_dm and workspace.people[channel.other(workspace.bot)].deleted:
        raise Refused("user_disabled")
    return _open_to_the_app(channel, workspace)


def _open_to_the_app(channel: Channel, workspace: Workspace) -> Channel:
    if channel.is_dm and not workspace.app.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def thread_of(call: Call, channel: Channel) -> str | None:
    """Return the thread that a call wants its message in, if any."""
    if not call.has("thread_ts"):
        return None
    thread_ts = channel.timeline.thread_at(call.text("thread_ts"))
    if thread_ts is None:
        raise Refused("cannot_reply_to_message")
    return thread_ts


def place_of(call: Call, channel: Channel) -> dict[str, Any]:
    """Return where in a channel a message stands: by itself, in a thread, or in both."""
    thread_ts = thread_of(call, channel)
    broadcast = thread_ts is not None and call.flag("reply_broadcast")
    return {"thread_ts": thread_ts, "broadcast": broadcast, "subtype": "thread_broadcast" if broadcast else None}


def as_app(workspace: Workspace) -> dict[str, Any]:
    """Return what marks a message as the app's own."""
    return {"bot_id": workspace.app.bot_id, "app_id": workspace.app.id}


@method("chat.postMessage")
def post_message(call: Call) -> Answer:
    channel = destination(call)
    content, metadata = read_content(call, None) | guise(call), read_metadata(call)
    workspace = call.workspace
    content |= as_app(workspace) | place_of(call, channel) | {"metadata": metadata}
    message = workspace.say(channel, workspace.bot, **content)
    shown = message_as_api(workspace, channel, message, all_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


@method("chat.update")
def update_message(call: Call) -> Answer:
    channel, message = _own_message(call, "cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    content = read_content(call, EDITED_LIMIT) | _unmentioned(call, message)
    if "metadata" in call.arguments:
        message.metadata = read_metadata(call)
    rewrite(call, channel, message, content)
    shown = message_as_api(call.workspace, channel, message, all_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _unmentioned(call: Call, message: Message) -> dict[str, Any]:
    """Return what an update leaves as it was: blocks and attachments that it does not mention."""
    if call.has("markdown_text"):
        return {}
    return {name: getattr(message, name) for name in ("blocks", "attachments") if call.arguments.get(name) is None}


def rewrite(call: Call, channel: Channel, message: Message, content: dict[str, Any]) -> None:
    """Put new content in the place of a message's old one."""
    before = message_as_api(call.workspace, channel, message)
    message.text, message.blocks = content["text"], content["blocks"]
    message.attachments = content["attachments"]
    message.states = {person: carried_over(held, message.blocks) for person, held in message.states.items()}
    message.edited = {"user": call.workspace.bot, "ts": call.workspace.clock.next_ts()}
    call.workspace.note_message(channel, message)
    tell_changed(call.workspace, channel, message, before)


def _own_message(call: Call, error: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.timeline.get(call.needed("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.bot_id != call.workspace.app.bot_id:
        raise Refused(error)
    return channel, message


def take_back(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Let a message disappear from its channel."""
    tell_deleted(workspace, channel, message)
    channel.timeline.remove(message)
    channel.pins.pop(message.ts, None)
    workspace.note_message(channel, message)


@method("chat.delete")
def delete_message(call: Call) -> Answer:
    channel, message = _own_message(call, "cant_delete_message")
    take_back(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral")
def post_ephemeral(call: Call) -> Answer:
    channel, user, workspace = destination(call), call.needed("user"), call.workspace
    content, thread_ts = read_content(call, EDITED_LIMIT), thread_of(call, channel)
    if user not in channel.members or workspace.active_person(user) is None:
        raise Refused("user_not_in_channel")
    content |= as_app(workspace) | guise(call) | {"thread_ts": thread_ts, "ephemeral_for": user}
    message = workspace.say(channel, workspace.bot, **content)
    return {"message_ts": message.ts}


@method("chat.getPermalink")
def permalink(call: Call) -> Answer:
    channel, ts = call.channel(), call.text("message_ts")
    message = channel.timeline.get(ts)
    if message is None:
        raise Refused("message_not_found")
    link = f"{call.world.url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("chat.meMessage")
def post_me_message(call: Call) -> Answer:
    channel, workspace, text = destination(call), call.workspace, call.text("text")
    if not text:
        raise Refused("no_text")
    if len(text) > POSTED_LIMIT:
        raise Refused("msg_too_long")
    message = workspace.say(channel, workspace.bot, text, subtype="me_message", **as_app(workspace))
    return {"channel": channel.id, "ts": message.ts}
