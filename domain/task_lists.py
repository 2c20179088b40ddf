"""Which tasks of a project somebody wants to see, as they typed it: in any order, with the project's key or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.commands import TASK_KEY, as_typed, bare_key, mentioned, straighten
from domain.identity import UserId
from domain.refusals import Refused
from domain.tasks import Task

MOST_TEXT = 80
NOBODY = "-"


class Which(StrEnum):
    """Which tasks by what became of them."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"
    NAMED = "named"
    """The one with the key that was typed, whatever became of it."""


TYPED = (Which.OPEN, Which.OVERDUE, Which.DONE, Which.DROPPED)
UNHELD = "nobody"


@dataclass(frozen=True)
class TaskFilter:
    """The tasks in one state, of one person, of nobody or of all, and with a text in the key or the title or with any.

    Nobody holds a task that was declined or taken back, or whose assignee cannot work here any more.
    """

    which: Which = Which.OPEN
    person: UserId | None = None
    text: str = ""
    is_unheld: bool = False

    @classmethod
    def typed(cls, words: tuple[str, ...], me: UserId) -> TaskFilter:
        """What was typed after the command, the key taken out: a state, a person or @nobody, and the rest as text.

        A task's key alone means that task; refuses states that no task has at once.
        """
        wanted, texts, states = cls(), list[str](), list[Which]()
        for word in words:
            plain = straighten(word).lower().strip("\"'`")
            if plain in TYPED:
                states.append(Which(plain))
            elif person := mentioned(word):
                wanted = replace(wanted, person=person, is_unheld=False)
            elif plain in ("me", "mine"):
                wanted = replace(wanted, person=me, is_unheld=False)
            elif plain == f"@{UNHELD}":
                wanted = replace(wanted, person=None, is_unheld=True)
            else:
                texts.append(as_typed(word))
        wanted = replace(wanted, text=" ".join(texts).strip("\"'`“”")[:MOST_TEXT])
        if key := wanted.task_key:
            wanted = replace(wanted, text=key)
        return replace(wanted, which=_state_of(states, Which.NAMED if key else Which.OPEN))

    @property
    def task_key(self) -> str | None:
        """The key of a task, when that is all that is looked for."""
        key = bare_key(self.text)
        return key if TASK_KEY.fullmatch(key) else None

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
        is_person = person not in ("", NOBODY, UNHELD)
        return cls(Which(which), UserId(person) if is_person else None, text[:MOST_TEXT], person == UNHELD)

    @property
    def words(self) -> str:
        """The filter as a button carries it."""
        return f"{self.which} {UNHELD if self.is_unheld else self.person or NOBODY} {self.text}".rstrip()


def _state_of(typed: list[Which], usual: Which) -> Which:
    """The one state that all these words leave; what is overdue is open anyway."""
    states = set(typed) - ({Which.OPEN} if Which.OVERDUE in typed else set())
    if len(states) > 1:
        listed = " and ".join(one for one in TYPED if one in states)
        raise Refused(f"No task is {listed} at once. Ask for one of these at a time.")
    return next(iter(states), usual)


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
