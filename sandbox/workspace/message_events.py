"""What the app hears of messages: that one was said, changed or deleted, and that it was mentioned."""

from __future__ import annotations

from typing import Any

from sandbox.workspace.channels import Channel
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message
from sandbox.workspace.subscriptions import hears
from sandbox.workspace.workspace import Event, Workspace

CHANNEL_TYPES = {"private": "group", "dm": "im"}


def tell_said(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Tell the app of a new message where it can read, and that somebody mentioned it."""
    mentions = f"<@{workspace.bot}" in message.text and message.bot_id is None and not message.is_system
    heard = hears(workspace.app, {"type": "message", "channel_type": _type_of(channel)})
    if not (heard or mentions) or not _readable(workspace, channel, message):
        return  # most apps hear of no message, and a busy workspace should not draw each for nobody
    place = {"channel": channel.id, "channel_type": _type_of(channel)}
    said = message_as_api(workspace, channel, message)
    if message.subtype == "thread_broadcast":
        parent = channel.timeline.get(message.thread_ts or "")
        said |= {"root": message_as_api(workspace, channel, parent)} if parent is not None else {}
    workspace.emit(said | place, at=message.ts)
    if mentions and not channel.is_dm:
        workspace.emit(said | {"type": "app_mention", "channel": channel.id}, at=message.ts)


def tell_changed(workspace: Workspace, channel: Channel, message: Message, before: dict[str, Any]) -> None:
    """Tell the app that a message reads differently now."""
    if _readable(workspace, channel, message):
        shown = message_as_api(workspace, channel, message)
        _tell_hidden(workspace, channel, "message_changed", {"message": shown, "previous_message": before})


def tell_deleted(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Tell the app that a message is gone."""
    if _readable(workspace, channel, message):
        before = message_as_api(workspace, channel, message)
        _tell_hidden(workspace, channel, "message_deleted", {"previous_message": before, "deleted_ts": message.ts})


def _tell_hidden(workspace: Workspace, channel: Channel, subtype: str, more: Event) -> None:
    ts = workspace.clock.next_ts()
    event: Event = {"type": "message", "subtype": subtype, "channel": channel.id, "hidden": True, "ts": ts}
    workspace.emit(event | more | {"channel_type": _type_of(channel)}, at=ts)


def _readable(workspace: Workspace, channel: Channel, message: Message) -> bool:
    """Ephemeral messages are events for nobody, and of other people's channels an app hears nothing."""
    return message.ephemeral_for is None and workspace.bot in channel.members


def _type_of(channel: Channel) -> str:
    return CHANNEL_TYPES.get(channel.kind, channel.kind)
