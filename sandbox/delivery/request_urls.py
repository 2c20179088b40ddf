"""Where an app listens for HTTP: Slack keeps one address for each kind of request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

OPTIONS_REQUEST = "block_suggestion"


@dataclass(frozen=True)
class RequestUrls:
    """The addresses of one app; a kind without one cannot reach it."""

    events: str | None = None
    interactivity: str | None = None
    options: str | None = None
    commands: dict[str, str] = field(default_factory=dict)  # by command; "*" is every other one

    @classmethod
    def all_at(cls, url: str) -> RequestUrls:
        """Return one address for everything."""
        return cls(url, url, url, {"*": url})

    @property
    def main(self) -> str | None:
        """The address that stands for the app where only one is shown."""
        return self.events or self.interactivity or next(iter(self.commands.values()), None)

    def of(self, kind: str, payload: dict[str, Any]) -> str | None:
        """Return where a payload of this kind goes."""
        if kind == "events_api":
            return self.events
        if kind == "slash_commands":
            return self.commands.get(payload["command"], self.commands.get("*"))
        return self.options if payload["type"] == OPTIONS_REQUEST else self.interactivity

    def as_seen(self) -> dict[str, Any]:
        return {
            "events": self.events,
            "interactivity": self.interactivity,
            "options": self.options,
            "commands": self.commands,
        }
