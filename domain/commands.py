"""Reading what a person typed after the command: words, keys, and what they may have meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from domain.refusals import Refused

TYPOGRAPHY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u200b": "",
        "\ufeff": "",
    }
)
PROJECT_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
TASK_KEY = re.compile(r"([A-Z][A-Z0-9]{1,9})-([1-9][0-9]{0,8})")


def straighten(text: str) -> str:
    """Typed text with curly quotes, long dashes and odd spaces as a keyboard would have them."""
    return text.translate(TYPOGRAPHY).strip()


@dataclass(frozen=True)
class Words:
    """The words after the command: the verb in lower case and the rest as typed."""

    verb: str
    rest: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split typed text at its spaces; the first word is the verb."""
        words = straighten(text).split()
        return cls(words[0].lower() if words else "", tuple(words[1:]))

    def project_key(self) -> str | None:
        """The first word after the verb as a project key, or None; refuses what cannot be one."""
        if not self.rest:
            return None
        key = self.rest[0].upper().strip("\"'`")
        if not PROJECT_KEY.fullmatch(key):
            raise Refused(f"“{self.rest[0][:40]}” is not a project key. A key looks like NET.")
        return key

    def task_key(self, example: str) -> tuple[str, int]:
        """The first word after the verb as (project key, number); refuses with the example."""
        found = TASK_KEY.fullmatch(self.rest[0].upper().strip("\"'`")) if self.rest else None
        if not found:
            raise Refused(f"Say which task, for example `{example}`.")
        return found[1], int(found[2])


def did_you_mean(word: str, known: list[str]) -> str | None:
    """The known word nearest to a mistyped one, or None when none is near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)
