"""Slack channels, and which of them a project can live in."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import ChannelId


@dataclass(frozen=True)
class Channel:
    """A channel as the directory knows it."""

    id: ChannelId
    name: str
    is_private: bool = False
    is_archived: bool = False
    is_shared: bool = False
    has_bot: bool = False
    is_general: bool = False
    """Only known of a channel that Slack was just asked about; its name tells otherwise."""


def why_not_lived_in(channel: Channel | None) -> str | None:
    """The sentence that refuses this existing channel as a project's home, or None."""
    if channel is None or (channel.is_private and not channel.has_bot):
        return "Steward is not in that channel. Invite it there first (/invite @Steward), then choose it again."
    if channel.is_general or channel.name == "general":
        return f"#{channel.name} is everybody's channel. Choose another one."
    if channel.is_archived:
        return f"#{channel.name} is archived. Unarchive it first, or choose another channel."
    if channel.is_shared:
        return f"#{channel.name} is shared with another organisation. Choose a channel of your own."
    return None
