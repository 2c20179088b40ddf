"""Pins and reactions: what people leave on messages, and what the app hears of it."""

from __future__ import annotations

from sandbox.workspace.channels import Channel
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message
from sandbox.workspace.workspace import Workspace


def pin_message(workspace: Workspace, channel: Channel, message: Message, person: str) -> None:
    """Pin a message to its channel."""
    channel.pins[message.ts] = {"created": workspace.clock.seconds(), "created_by": person}
    workspace.note_message(channel, message)
    _tell_pin(workspace, channel, message, person, "pin_added")


def unpin_message(workspace: Workspace, channel: Channel, message: Message, person: str) -> None:
    """Take a message's pin away."""
    workspace.note_message(channel, message)
    _tell_pin(workspace, channel, message, person, "pin_removed")
    del channel.pins[message.ts]


def _tell_pin(workspace: Workspace, channel: Channel, message: Message, person: str, kind: str) -> None:
    if workspace.bot not in channel.members:
        return
    pinned, shown = channel.pins[message.ts], message_as_api(workspace, channel, message)
    workspace.emit(
        {
            "type": kind,
            "user": person,
            "channel_id": channel.id,
            "item": {"type": "message", "channel": channel.id, "message": shown} | pinned,
            "item_user": message.user,
            "pin_count": len(channel.pins),
            "pinned_info": {"channel": channel.id, "pinned_by": pinned["created_by"], "pinned_ts": pinned["created"]},
        }
    )


def add_reaction(workspace: Workspace, channel: Channel, message: Message, person: str, name: str) -> None:
    """Put a person's emoji on a message."""
    message.reactions.setdefault(name, []).append(person)
    _tell_reaction(workspace, channel, message, person, name, "reaction_added")


def remove_reaction(workspace: Workspace, channel: Channel, message: Message, person: str, name: str) -> None:
    """Take a person's emoji off a message."""
    message.reactions[name].remove(person)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell_reaction(workspace, channel, message, person, name, "reaction_removed")


def _tell_reaction(workspace: Workspace, channel: Channel, message: Message, person: str, name: str, kind: str) -> None:
    workspace.note_message(channel, message)
    if workspace.bot in channel.members:
        item = {"type": "message", "channel": channel.id, "ts": message.ts}
        event = {"type": kind, "user": person, "reaction": name, "item": item, "item_user": message.user}
        workspace.emit(event)
