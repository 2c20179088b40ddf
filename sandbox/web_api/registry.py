"""The list of methods, and what each of them is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.json_text import NotJson, read_json
from sandbox.refusals import Refused, invalid_arguments
from sandbox.web_api.scopes import require_any, require_for_kind
from sandbox.workspace.channels import Channel
from sandbox.workspace.installs import Token
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

Answer = dict[str, Any]
NO_TOKEN = Token("", "none", "", [])


@dataclass(frozen=True)
class Call:
    """One call of the app: its arguments, read the way Slack reads them."""

    world: World
    arguments: dict[str, Any]
    name: str = ""
    token: Token = field(default_factory=lambda: NO_TOKEN)
    basic: tuple[str, str] | None = None  # client id and secret, given by Basic authorization

    @property
    def workspace(self) -> Workspace:
        return self.world.workspace

    def has(self, name: str) -> bool:
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, list):
            raise Refused("invalid_array_arg")
        if not isinstance(value, str):
            raise invalid_arguments(f"must provide a string [json-pointer:/{name}]")
        return value

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.arguments.get(name)
        if value is None:
            return default
        return value is True or value == 1 or str(value).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int, error: str = "invalid_arguments") -> int:
        try:
            value = int(self.arguments.get(name) or default)
        except (TypeError, ValueError):
            raise Refused(error, [f"[ERROR] must provide an integer [json-pointer:/{name}]"]) from None
        return min(value, most) if value > 0 else default

    def listed(self, name: str) -> list[str]:
        """Read a list that is given as an array or as words between commas."""
        value = self.arguments.get(name)
        words = value if isinstance(value, list) else str(value or "").split(",")
        return [str(word).strip() for word in words if str(word).strip()]

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """Read an argument that is JSON, possibly written as a string."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return read_json(value)
        except NotJson:
            raise Refused(error) from None

    def channel(self, name: str = "channel") -> Channel:
        """Find the channel of a call, as far as the app can see it."""
        channel = self.workspace.channels.get(self.needed(name))
        if channel is None or not channel.visible_to(self.workspace.bot):
            raise Refused("channel_not_found")
        self.allow(channel.kind)
        return channel

    def allow(self, kind: str) -> None:
        """Refuse a token that may not do this to a conversation of this kind."""
        require_for_kind(self.token, self.name, kind)

    def may(self, scope: str) -> bool:
        return scope in self.token.scopes

    def require(self, scope: str) -> None:
        require_any(self.token, [scope])

    def joined_channel(self, name: str = "channel", *, archived_error: str | None = "is_archived") -> Channel:
        """Find a channel that the app is in and that is still in use."""
        channel = self.channel(name)
        if self.workspace.bot not in channel.members:
            raise Refused("not_in_channel")
        if channel.is_archived and archived_error:
            raise Refused(archived_error)
        return channel


Method = Callable[[Call], Answer]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a function as one method of the Web API."""

    def register(function: Method) -> Method:
        if name in METHODS:
            raise ValueError(f"{name} is registered twice")
        METHODS[name] = function
        return function

    return register


def page_of(
    call: Call, items: list[Any], usual: int = 100, limit_error: str = "invalid_arguments"
) -> tuple[list[Any], Answer]:
    """Cut one page out of a list; returns it with the metadata that leads to the next one."""
    cursor = call.text("cursor")
    if cursor and not (cursor.startswith("at:") and cursor[3:].isdecimal() and len(cursor) < 20):
        raise Refused("invalid_cursor")
    start = int(cursor.removeprefix("at:") or 0)
    end = start + call.number("limit", usual, 1000, limit_error)
    return items[start:end], {"next_cursor": f"at:{end}" if end < len(items) else ""}
