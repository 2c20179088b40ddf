"""The people of the workspace, the team they belong to and the app that serves them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.workspace.installs import Installs

SLACKBOT = "USLACKBOT"


@dataclass
class Team:
    id: str
    name: str
    domain: str


@dataclass
class AppProfile:
    """The one app that is installed, as its manifest would describe it."""

    id: str
    name: str
    bot_user: str
    bot_id: str
    installs: Installs
    commands: list[dict[str, Any]] = field(default_factory=list)
    shortcuts: list[dict[str, Any]] = field(default_factory=list)
    events: tuple[str, ...] | None = None  # what it subscribes to; None is everything
    redirect_urls: tuple[str, ...] = ()  # where OAuth may send people; none is anywhere
    home_tab: bool = True
    messages_tab: bool = True  # without it nobody can be written to directly
    messages_read_only: bool = False  # people cannot write to the app; it can still write to them

    @property
    def refusal(self) -> str | None:
        """Why Slack refuses the app: account_inactive once uninstalled, token_revoked once revoked."""
        return self.installs.bot_token.refusal

    def as_seen(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "bot_user": self.bot_user,
            "commands": self.commands,
            "shortcuts": self.shortcuts,
            "messages_read_only": self.messages_read_only,
            "installed": self.refusal is None,
        }


WORDS = frozenset({"id", "name", "real_name", "title", "email", "team_id"})
MOST_LETTERS = 1000


def unfit(described: dict[str, Any]) -> str | None:
    """Return what is wrong with the words and flags that describe a person, or None."""
    for name, value in described.items():
        if name in WORDS and not (isinstance(value, str) and len(value) <= MOST_LETTERS):
            return f"A person's {name} is a text of at most {MOST_LETTERS} letters."
        if name == "tz" and not (value is None or isinstance(value, str)):
            return "A person's tz is the name of a time zone, such as Europe/Berlin, or null."
        if name not in WORDS | {"tz", "updated"} and not isinstance(value, bool):
            return f"A person's {name} is true or false."
    return None


@dataclass
class Person:
    """One account; `name` is the handle that people type after @."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    title: str = ""
    email: str = ""
    tz: str | None = "Etc/UTC"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    updated: int = 0

    def as_api(self, now: datetime, *, with_email: bool = False) -> dict[str, Any]:
        """Return the user object as users.info gives it; the e-mail address only to those who may read it."""
        zone = self.tz or "America/Los_Angeles"
        offset = _offset(zone, now)
        user: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "profile": self.profile(with_email=with_email),
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
        }
        if self.deleted:
            return user
        user |= {"real_name": self.real_name, "color": "9f69e7", "tz": zone, "tz_label": zone, "tz_offset": offset}
        flags = ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted")
        user |= {flag: getattr(self, flag) for flag in flags} | {"is_primary_owner": False, "is_email_confirmed": True}
        return user | ({"is_stranger": True} if self.is_stranger else {})

    def profile(self, *, with_email: bool = False) -> dict[str, Any]:
        """Return what people tell about themselves."""
        shown = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "",
            "team": self.team_id,
        }
        return shown | ({"email": self.email} if with_email and not self.is_bot else {})

    def as_seen(self) -> dict[str, Any]:
        """Return what a person in the workspace sees of this one."""
        keys = ("id", "name", "real_name", "title", "tz", "team_id", "deleted")
        flags = ("is_admin", "is_owner", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
        return {key: getattr(self, key) for key in keys + flags}

    @property
    def is_guest(self) -> bool:
        return self.is_restricted or self.is_ultra_restricted


def _offset(zone: str, now: datetime) -> int:
    try:
        delta = now.astimezone(ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    return int(delta.total_seconds()) if delta else 0
