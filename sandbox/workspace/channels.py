"""Channels and direct messages, as they are kept and as Slack's API shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.workspace.messages import Timeline


@dataclass
class Channel:
    """A public or private channel, or a direct message between two people or a few."""

    id: str
    name: str
    team_id: str
    kind: str = "channel"  # channel | private | dm | mpim
    members: list[str] = field(default_factory=list)
    creator: str = ""
    created: int = 0
    is_general: bool = False
    is_archived: bool = False
    topic: dict[str, Any] = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    purpose: dict[str, Any] = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    previous_names: list[str] = field(default_factory=list)
    timeline: Timeline = field(default_factory=Timeline)
    pins: dict[str, dict[str, Any]] = field(default_factory=dict)  # message ts -> who pinned it and when
    bookmarks: dict[str, dict[str, Any]] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)
    is_open: bool = True  # whether the app has this direct message before it

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def is_dm(self) -> bool:
        return self.kind == "dm"

    @property
    def is_direct(self) -> bool:
        return self.kind in ("dm", "mpim")

    @property
    def payload_name(self) -> str:
        """The name that interaction payloads carry: Slack hides those of private conversations."""
        return {"private": "privategroup", "dm": "directmessage"}.get(self.kind, self.name)

    def visible_to(self, person: str) -> bool:
        return self.kind == "channel" or person in self.members

    def other(self, person: str) -> str:
        """Return the other end of a direct message."""
        return next((member for member in self.members if member != person), person)

    def as_api(self, caller: str) -> dict[str, Any]:
        """Return the channel object as conversations.info gives it to one caller."""
        if self.is_dm:
            return self._direct_message(caller)
        return {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.is_private,
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "channel",
            "is_general": self.is_general,
            "is_archived": self.is_archived,
            "is_member": caller in self.members,
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "created": self.created,
            "updated": self.created * 1000,
            "creator": self.creator,
            "unlinked": 0,
            "context_team_id": self.team_id,
            "shared_team_ids": [self.team_id],
            "pending_shared": [],
            "topic": self.topic,
            "purpose": self.purpose,
            "previous_names": self.previous_names,
        }

    def _direct_message(self, caller: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "created": self.created,
            "is_im": True,
            "is_archived": False,
            "is_org_shared": False,
            "is_user_deleted": False,
            "is_open": self.is_open,
            "context_team_id": self.team_id,
            "user": self.other(caller),
            "priority": 0,
        }
