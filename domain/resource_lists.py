"""Which of a customer's resources somebody wants to see: a filter that is typed, shown and kept in buttons as words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.commands import straighten
from domain.resources import KINDS, ResourceEntry, ResourceKind

TEXT_LENGTH = 80
"""So that a filter fits where Slack lets a button keep it, beside a key and a number."""
USED, UNUSED = "used", "unused"


@dataclass(frozen=True)
class ResourceFilter:
    """Everything, or less: one kind, only what the project uses or does not use, or what has these words."""

    kind: ResourceKind | None = None
    is_used: bool | None = None
    text: str = ""

    @classmethod
    def typed(cls, words: Iterable[str]) -> ResourceFilter:
        """Read a filter as it was typed; a word that names neither a kind nor a use is looked for."""
        kind, is_used, looked_for = None, None, []
        for word in words:
            plain = straighten(word).lower()
            if plain in (USED, UNUSED):
                is_used = plain == USED
            elif plain in KINDS:
                kind = KINDS[plain]
            else:
                looked_for.append(straighten(word))
        return cls(kind, is_used, " ".join(looked_for)[:TEXT_LENGTH].strip())

    @classmethod
    def called(cls, name: str) -> ResourceFilter:
        """What is called so, whatever the words of the name would mean alone."""
        return cls(text=" ".join(name.split())[:TEXT_LENGTH])

    @property
    def words(self) -> str:
        """The filter as it could be typed: reading that gives the same filter again."""
        use = "" if self.is_used is None else USED if self.is_used else UNUSED
        return " ".join(part for part in (use, self.kind.value if self.kind else "", self.text) if part)

    def lets(self, entry: ResourceEntry, is_used: bool) -> bool:
        """Whether this resource is among what is wanted: every word stands in its words or its owner."""
        if self.kind not in (None, entry.kind) or self.is_used not in (None, is_used):
            return False
        said = f"{entry.words} {entry.owner}".casefold()
        return all(word in said for word in self.text.casefold().split())
