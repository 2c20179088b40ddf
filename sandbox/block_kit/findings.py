"""What is wrong with a payload, in Slack's words."""

from __future__ import annotations


class Findings:
    """Collects problems of one payload on one surface."""

    def __init__(self, surface: str) -> None:
        self.surface = surface  # message | modal | home
        self.messages: list[str] = []
        self.block_ids: set[str] = set()
        self.markdown_length = 0
        self.tables = 0
        self.focused = 0

    def note(self, pointer: str, message: str) -> None:
        self.messages.append(f"[ERROR] {message} [json-pointer:{pointer}]")
