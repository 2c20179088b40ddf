"""What a person sees, ready for assertions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.plain_text import Names, plain_blocks, plain_mrkdwn

Part = dict[str, Any]


def plain(message: Part | None, names: Names | None = None) -> str:
    """Render a message (or a view) as readable plain text: its blocks, or its text when it has none."""
    if message is None:
        return ""
    known = names or Names()
    blocks = message.get("blocks") or []
    return plain_blocks(blocks, known) if blocks else plain_mrkdwn(message.get("text") or "", known)


@dataclass(frozen=True)
class Seen:
    """What one person saw after one act."""

    failure: str | None
    ephemeral: Part | None
    errors: dict[str, str]
    modals: list[Part]
    text: str

    @property
    def blocks(self) -> list[Part]:
        return list(self.ephemeral["blocks"]) if self.ephemeral else []

    @property
    def ok(self) -> bool:
        return self.failure is None and not self.errors

    @classmethod
    def from_answer(cls, answer: Part, names: Names) -> Seen:
        ephemeral = answer.get("ephemeral")
        errors, modals = answer.get("errors") or {}, answer.get("modals") or []
        return cls(answer.get("failure"), ephemeral, errors, modals, plain(ephemeral, names))
