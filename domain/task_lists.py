"""Which tasks of a project somebody wants to see, as they typed it: in any order, with the project's key or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.commands import as_typed, mentioned, straighten
from domain.identity import UserId
from domain.tasks import Task

MOST_TEXT = 80
NOBODY = "-"


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
            elif person := mentioned(word):
                wanted = replace(wanted, person=person)
            elif plain in ("me", "mine"):
                wanted = replace(wanted, person=me)
            else:
                texts.append(as_typed(word))
        return replace(wanted, text=" ".join(texts).strip("\"'`“”")[:MOST_TEXT])

    @classmethod
    def with_text(cls, typed: str) -> TaskFilter:
        """The open tasks that can be chosen while somebody types."""
        return cls(text=typed.strip()[:MOST_TEXT])

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


@dataclass(frozen=True)
class Place:
    """The last task of a page, from which the next one goes on: where it stood in the order, and its number."""

    at: date | datetime
    number: int

    @classmethod
    def of(cls, task: Task) -> Place:
        """Where a task stands in a list: the open ones by their due date, the others by when they ended."""
        return cls(task.due if task.is_open or task.done_at is None else task.done_at, task.number)

    @classmethod
    def kept(cls, words: str) -> Place | None:
        """The place that a button carries; one that makes no sense is the beginning."""
        at, _, number = words.partition("/")
        try:
            return cls(datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at), int(number))
        except ValueError:
            return None

    @property
    def words(self) -> str:
        """The place as a button carries it."""
        return f"{self.at.isoformat()}/{self.number}"
