"""The life of a channel: created, renamed, archived, made private, deleted."""

from __future__ import annotations

from sandbox.workspace.channels import Channel
from sandbox.workspace.workspace import Event, Workspace

NAME_LIMIT = 80


def name_problem(name: str) -> str | None:
    """Return Slack's error for a channel name that it would not take, or None."""
    if not name:
        return "invalid_name_required"
    if len(name) > NAME_LIMIT:
        return "invalid_name_maxlength"
    if not any(letter.isalnum() for letter in name):
        return "invalid_name_punctuation"
    if any(not (letter.isalnum() or letter in "-_") or letter != letter.lower() for letter in name):
        return "invalid_name_specials"
    return None


def create_channel(workspace: Workspace, name: str, creator: str, *, private: bool, channel_id: str = "") -> Channel:
    kind = "private" if private else "channel"
    channel = Channel(channel_id or workspace.new_id("C"), name, workspace.team.id, kind, [creator], creator)
    channel.created = workspace.clock.seconds()
    workspace.channels[channel.id] = channel
    workspace.note_workspace(channel)
    if not private:
        made = {"id": channel.id, "name": name, "created": channel.created, "creator": creator}
        workspace.emit({"type": "channel_created", "channel": made})
    return channel


def rename_channel(workspace: Workspace, channel: Channel, name: str, actor: str) -> None:
    channel.previous_names.insert(0, channel.name)
    text = f'<@{actor}> has renamed the channel from "{channel.name}" to "{name}"'
    channel.name = name
    workspace.say(channel, actor, text, subtype="channel_name")
    named = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    _emit_seen(workspace, channel, {"type": _kind(channel, "rename"), "channel": named})


def archive_channel(workspace: Workspace, channel: Channel, actor: str) -> None:
    workspace.say(channel, actor, f"<@{actor}> archived the channel", subtype="channel_archive")
    channel.is_archived = True
    _emit_seen(workspace, channel, {"type": _kind(channel, "archive"), "channel": channel.id, "user": actor})


def unarchive_channel(workspace: Workspace, channel: Channel, actor: str) -> None:
    channel.is_archived = False
    workspace.say(channel, actor, f"<@{actor}> un-archived the channel", subtype="channel_unarchive")
    _emit_seen(workspace, channel, {"type": _kind(channel, "unarchive"), "channel": channel.id, "user": actor})


def make_private(workspace: Workspace, channel: Channel, actor: str) -> None:
    workspace.note_workspace(channel)
    channel.kind = "private"
    text = f"<@{actor}> made this channel *private*. Now, it can only be viewed or joined by invitation."
    workspace.say(channel, actor, text, subtype="channel_convert_to_private")


def delete_channel(workspace: Workspace, channel: Channel) -> None:
    workspace.note_workspace(channel)
    _emit_seen(workspace, channel, {"type": _kind(channel, "deleted"), "channel": channel.id})
    del workspace.channels[channel.id]


def _kind(channel: Channel, what: str) -> str:
    return f"group_{what}" if channel.is_private else f"channel_{what}"


def _emit_seen(workspace: Workspace, channel: Channel, event: Event) -> None:
    """Tell the app, unless the channel is a private one that it is not in."""
    if channel.visible_to(workspace.bot):
        workspace.emit(event)
