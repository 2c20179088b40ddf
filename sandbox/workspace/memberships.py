"""People coming into channels and leaving them."""

from __future__ import annotations

from sandbox.workspace.channels import Channel
from sandbox.workspace.workspace import Workspace


def add_member(workspace: Workspace, channel: Channel, person: str, inviter: str | None = None) -> None:
    """Put a person into a channel, say so there, and tell the app if it is a member."""
    channel.members.append(person)
    channel.last_read.setdefault(person, workspace.clock.next_ts())
    workspace.say(channel, person, f"<@{person}> has joined the channel", subtype="channel_join")
    workspace.note_workspace(channel)
    if workspace.bot not in channel.members:
        return
    event = {"type": "member_joined_channel", "user": person, "channel": channel.id, "team": workspace.team.id}
    event["channel_type"] = "G" if channel.is_private else "C"
    workspace.emit(event | ({"inviter": inviter} if inviter else {}))


def remove_member(workspace: Workspace, channel: Channel, person: str, actor: str | None = None) -> None:
    """Take a person out of a channel; when it is the app's own user, tell the app that it was removed."""
    bot_saw_it = workspace.bot in channel.members
    workspace.note_workspace(channel)
    channel.members.remove(person)
    workspace.say(channel, person, f"<@{person}> has left the channel", subtype="channel_leave")
    if person == workspace.bot:
        kind = "group_left" if channel.is_private else "channel_left"
        workspace.emit({"type": kind, "channel": channel.id, "actor_id": actor or person})
    if bot_saw_it:
        channel_type = "G" if channel.is_private else "C"
        event = {"type": "member_left_channel", "user": person, "channel": channel.id, "team": workspace.team.id}
        workspace.emit(event | {"channel_type": channel_type})
