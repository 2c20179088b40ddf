"""Which tasks of a project somebody wants to see, as they typed it: in any order, with the project's key or without."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.commands import as_typed, straighten
from domain.identity import UserId

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
NOBODY = "-"
MOST_TEXT = 100


class Which(StrEnum):
    """Which tasks by what became of them."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class TaskFilter:
    """The tasks in one state, of one person or of all, and with a text in the key or the title or with any."""

    which: Which = Which.OPEN
    person: UserId | None = None
    text: str = ""

    @classmethod
    def typed(cls, words: tuple[str, ...], me: UserId) -> TaskFilter:
        """What was typed after the command, the key taken out: a state, a person, and the rest as text."""
        wanted, texts = cls(), list[str]()
        for word in words:
            plain = straighten(word).lower().strip("\"'`")
            if plain in tuple(Which):
                wanted = replace(wanted, which=Which(plain))
            elif mentioned := MENTION.fullmatch(word):
                wanted = replace(wanted, person=UserId(mentioned[1]))
            elif plain in ("me", "mine"):
                wanted = replace(wanted, person=me)
            else:
                texts.append(as_typed(word))
        return replace(wanted, text=" ".join(texts).strip("\"'`“”")[:MOST_TEXT])

    @classmethod
    def kept(cls, words: str) -> TaskFilter:
        """The filter that a button carries; one that makes no sense is the usual one."""
        which, _, rest = words.partition(" ")
        person, _, text = rest.partition(" ")
        if which not in tuple(Which):
            return cls()
        return cls(Which(which), UserId(person) if person not in ("", NOBODY) else None, text[:MOST_TEXT])

    @property
    def words(self) -> str:
        """The filter as a button carries it."""
        return f"{self.which} {self.person or NOBODY} {self.text}".rstrip()
