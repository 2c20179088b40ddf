"""Files that were uploaded and shared."""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

PICTURES = ("image/png", "image/jpeg", "image/gif")
NAMED_IN_URL = re.compile(r"\b(F[A-Z0-9]+)\b")
KINDS_OF_CONVERSATION = {"channel": "channels", "private": "groups", "dm": "ims", "mpim": "groups"}


def files_shown(blocks: Any) -> Iterator[str]:
    """Find the id of every file that blocks show as a picture, wherever it stands in them."""
    for part in blocks.values() if isinstance(blocks, dict) else blocks if isinstance(blocks, list) else ():
        yield from files_shown(part)
    shown = blocks.get("slack_file") if isinstance(blocks, dict) else None
    if isinstance(shown, dict):
        found = NAMED_IN_URL.search(str(shown.get("url", "")))
        yield str(shown.get("id") or (found[1] if found else ""))


@dataclass
class SharedFile:
    """One file: announced, then uploaded, then shared; deleted, it leaves a tombstone in its messages."""

    id: str
    name: str
    size: int
    user: str
    team_id: str
    created: int
    site: str  # where the workspace answers
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))  # of the address at which it is awaited
    is_complete: bool = False
    is_deleted: bool = False
    shares: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)  # public | private -> channel
    shown_in: set[str] = field(default_factory=set)  # channels, or people, whose messages show it as a picture

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def filetype(self) -> str:
        return PurePath(self.name).suffix.removeprefix(".").lower() or "binary"

    @property
    def is_picture(self) -> bool:
        return self.mimetype in PICTURES and self.is_complete and not self.is_deleted

    @property
    def channels(self) -> list[str]:
        return [channel for shares in self.shares.values() for channel in shares]

    def share(self, channel: str, ts: str, *, public: bool) -> None:
        """Note that a message of a channel shows the file."""
        where = self.shares.setdefault("public" if public else "private", {})
        where.setdefault(channel, []).append({"ts": ts, "reply_users": [], "reply_users_count": 0, "reply_count": 0})

    def as_seen(self) -> dict[str, Any]:
        """Return what a page shows of the file."""
        shown = {"id": self.id, "title": self.title or self.name, "name": self.name, "size": self.size}
        return shown | {"deleted": self.is_deleted}

    def as_api(self, kinds: dict[str, str]) -> dict[str, Any]:
        """Return the file object; `kinds` says of which kind the channels are."""
        if self.is_deleted:
            return {"id": self.id, "mode": "tombstone"}
        private = f"{self.site}/files-pri/{self.team_id}-{self.id}"
        name = quote(self.name, safe="")
        where: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
        for channel in self.channels:
            where[KINDS_OF_CONVERSATION[kinds.get(channel, "channel")]].append(channel)
        return (
            self._described()
            | where
            | {
                "url_private": f"{private}/{name}",
                "url_private_download": f"{private}/download/{name}",
                "permalink": f"{self.site}/files/{self.user}/{self.id}/{name}",
                "permalink_public": f"{self.site}/files/{self.team_id}-{self.id}-public",
                "is_public": "public" in self.shares,
                "shares": self.shares,
            }
        )

    def _described(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.filetype,
            "pretty_type": self.filetype.upper(),
            "user": self.user,
            "user_team": self.team_id,
            "editable": False,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "media_display_type": "unknown",
            "has_rich_preview": False,
            "file_access": "visible",
        } | ({"alt_txt": self.alt_text} if self.alt_text else {})
