"""The end of a project: everything that is open in it is settled, moved to another project, or dropped, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.actions import Action
from domain.figures import count_words
from domain.identity import UserId
from domain.moves import Move
from domain.projects import Project
from domain.refusals import Refused

REASON_LENGTH = 1000
END_TAKES = 30
"""Days after somebody asks for the end of a project in which what is dropped is left undone at its end, and not midway.
"""
NAMED = 5
"""So many things are named in one question; of the others it says how many there are."""
ELSEWHERE = "another project"


class OpenKind(StrEnum):
    """What can be open in a project at its end, in the order in which it is listed."""

    TASK = "task"
    DIFFICULTY = "difficulty"
    CHANGE = "change"
    NOTE = "scope note"
    PLAN = "plan"
    STAGE = "stage"
    VOTE = "vote"
    VERDICT = "verdict"
    ERRAND = "errand"


DROPPED_HERE = (
    OpenKind.DIFFICULTY,
    OpenKind.CHANGE,
    OpenKind.NOTE,
    OpenKind.PLAN,
    OpenKind.VOTE,
    OpenKind.VERDICT,
    OpenKind.ERRAND,
)
"""What is dropped with a reason from the checklist alone: a task has its own form, and a stage its usual end."""
MOVABLE = (OpenKind.TASK, OpenKind.DIFFICULTY)


class Settled(StrEnum):
    """What became of something that nobody did: it goes on in another project, or it does not go on."""

    MOVED = "moved"
    DROPPED = "dropped"


@dataclass(frozen=True)
class OpenThing:
    """One thing that is open in a project, by its id."""

    kind: OpenKind
    id: str

    @property
    def sign(self) -> str:
        """The name under which a checklist remembers it."""
        return f"{self.kind.name.lower()}:{self.id}"

    @classmethod
    def signed(cls, sign: str) -> OpenThing:
        """The thing of this name; refuses a name that there is not."""
        kind, _, thing = sign.partition(":")
        if kind.upper() not in OpenKind.__members__ or not thing:
            raise no_such_thing()
        return cls(OpenKind[kind.upper()], thing)


@dataclass(frozen=True)
class Closing:
    """The checklist of a project that somebody wants to finish: who is shown it, and everything it ever had on it."""

    project_id: str
    opened_at: datetime
    readers: tuple[UserId, ...]
    seen: tuple[str, ...] = ()

    def shown_to(self, person: UserId) -> Closing:
        """The same with one more reader."""
        return self if person in self.readers else replace(self, readers=(*self.readers, person))

    def is_under_way(self, now: datetime) -> bool:
        """Whether its project is being finished still; later somebody has to ask for the end again."""
        return now - self.opened_at < timedelta(days=END_TAKES)

    def meeting(self, things: Iterable[OpenThing]) -> Closing:
        """The same with everything on it that is open now."""
        return replace(self, seen=tuple(dict.fromkeys((*self.seen, *(one.sign for one in things)))))


@dataclass(frozen=True)
class Settlement:
    """What was moved or dropped at the end of a project, by whom and why; `to_id` is what goes on in its place."""

    id: str
    project_id: str
    kind: OpenKind
    thing_id: str
    called: str
    how: Settled
    by: UserId
    at: datetime
    reason: str = ""
    to_project_id: str | None = None
    to_id: str | None = None
    to_key: str = ""

    def whereto(self, is_secret: bool) -> str:
        """Where it went, as a reader is told who may know of that project or may not."""
        return ELSEWHERE if is_secret else self.to_key


@dataclass(frozen=True)
class EndQuestion:
    """One thing that is still to be said at the end, with the button that says it.

    `keeps_from` are the moves that wait for it; without any it is only told. `people` is for whom it waits, and only
    who has the `right` is shown the button.
    """

    what: str
    action: str = ""
    button: str = ""
    value: str = ""
    keeps_from: tuple[Move, ...] = ()
    people: tuple[UserId, ...] = ()
    right: Action | None = None


def stated(reason: str) -> str:
    """Why something is dropped, as it was typed; refuses none, and one that is too long."""
    if not reason.strip():
        raise Refused("Say why it is dropped, so that everybody understands it later.", "reason")
    if len(reason) > REASON_LENGTH:
        raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
    return reason.strip()


def refuse_same(project: Project, target: Project, key: str) -> None:
    """Refuse to move something to where it is."""
    if target.id == project.id:
        raise Refused(f"{key} is in {project.key} already. Choose another project.", "project")


def no_such_thing() -> Refused:
    """The refusal of something that there is not; word for word of what the person must not know of."""
    return Refused("That is not open any more, or never was.")
