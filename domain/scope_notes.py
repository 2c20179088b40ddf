"""New scope that somebody noticed in passing: kept with what it may cost in hours until a change prices it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from domain.figures import count_words
from domain.hours import hours_words
from domain.identity import UserId, new_id
from domain.refusals import Problem, Refused
from domain.roles import Party

WHAT_LENGTH = 3000
HOUR = 60


@dataclass(frozen=True)
class ScopeNote:
    """One thing that somebody asked for and nobody has priced yet; `minutes` is a guess, `source` a message's link."""

    id: str
    project_id: str
    number: int
    what: str
    minutes: int | None
    noted_by: UserId
    noted_at: datetime
    source: str = ""
    source_by: UserId | None = None
    change_id: str | None = None
    dropped_by: UserId | None = None
    dropped_at: datetime | None = None

    @classmethod
    def noted(
        cls,
        project_id: str,
        number: int,
        what: str,
        minutes: int | None,
        by: UserId,
        now: datetime,
        source: str,
        source_by: UserId | None,
    ) -> ScopeNote:
        """A new note of a project."""
        return cls(new_id(), project_id, number, what.strip(), minutes, by, now, source, source_by)

    @property
    def is_open(self) -> bool:
        """Whether nobody has priced it yet, and it was not dropped."""
        return self.change_id is None and self.dropped_at is None

    def priced(self, change_id: str) -> ScopeNote:
        """The note after a change was asked for it; refuses what a change has, and what was dropped."""
        self.refuse_unless_open()
        return replace(self, change_id=change_id)

    def dropped(self, by: UserId, now: datetime) -> ScopeNote:
        """The note that turned out to be nothing new."""
        self.refuse_unless_open()
        return replace(self, dropped_by=by, dropped_at=now)

    def refuse_unless_open(self) -> None:
        """Refuse a second decision."""
        if self.change_id is not None:
            raise Refused("A change was already asked for this.")
        if self.dropped_at is not None:
            raise Refused("This was already dropped from the list.")

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.REPORTER} if person == self.noted_by else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.noted_by,) if Party.REPORTER in parties else ()


@dataclass(frozen=True)
class Tally:
    """How much new scope of a project nobody has priced: how many requests, their guessed minutes, and how many have
    no guess."""

    count: int = 0
    minutes: int = 0
    unguessed: int = 0

    @property
    def words(self) -> str:
        """The tally in words: 4 unpriced requests, about 11 h."""
        if not self.count:
            return ""
        said = f"{self.count} unpriced request{'' if self.count == 1 else 's'}"
        if self.unguessed == self.count:
            return f"{said}, nobody guessed the hours"
        about = hours_words(self.minutes if self.minutes < HOUR else round(self.minutes / HOUR) * HOUR)
        return f"{said}, about {about}" + (f" and {self.unguessed} without a guess" if self.unguessed else "")


def note_problems(what: str) -> Iterator[Problem]:
    """What is wrong with a note, beside its field."""
    if not what.strip():
        yield Problem("Say what is new.", "what")
    elif len(what) > WHAT_LENGTH:
        yield Problem(f"Use at most {count_words(WHAT_LENGTH)} characters.", "what")


def no_such_note() -> Refused:
    """The refusal of a note that there is not; word for word of one in a project that the person must not know of."""
    return Refused("What was noted does not exist any more.")
