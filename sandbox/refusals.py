"""The one way a Web API method says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Slack's error name, with whatever else the answer carries."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more
        if messages:
            self.more["response_metadata"] = {"messages": messages}

    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error} | self.more


def invalid_arguments(*messages: str) -> Refused:
    return Refused("invalid_arguments", [f"[ERROR] {message}" for message in messages])
