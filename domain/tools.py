"""Tools and methods that a project needs in place before its work starts: who sees to each, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem, Refused
from domain.roles import Party

MOST_TOOLS = 30
TOGETHER = timedelta(hours=1)
"""What one person is given within this time is asked of them once, as long as some of it is still open."""
WHAT_LENGTH, WHY_LENGTH = 120, 500
USUAL_TOOLS = (
    "Ticket system with the project and its people in it",
    "Remote access (VPN) to the customer's systems",
    "Monitoring of what is built",
    "Backup, and a restore that was tried",
    "Place for documents that everybody can reach",
    "Agreed way to change things (who, when, how back)",
    "Test environment",
    "Licences for every user",
)
"""What an IT-services project usually needs in place, for one that was made from no template."""


class ToolState(StrEnum):
    """How a tool or method stands."""

    OPEN = "open"
    READY = "ready"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Tool:
    """One tool or method of a project, and who sees to it; `why` says why it is not needed."""

    id: str
    project_id: str
    number: int
    what: str
    owner: UserId | None = None
    given_at: datetime | None = None
    state: ToolState = ToolState.OPEN
    why: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether somebody answers for it and nothing is left to do about it."""
        return self.owner is not None and self.state is not ToolState.OPEN

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({Party.ASSIGNEE} if person == self.owner else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.owner,) if self.owner and Party.ASSIGNEE in parties else ()

    def given_to(self, owner: UserId | None, now: datetime) -> Tool:
        """The same, seen to by this person from now on; nothing changes for who has it already."""
        return self if owner == self.owner else replace(self, owner=owner, given_at=now if owner else None)

    def stands(self, state: ToolState, why: str, by: UserId, now: datetime) -> Tool:
        """The same in this state; what nobody had belongs to whoever settles it, and only what is not needed has a why.

        Refuses what is not needed without a reason.
        """
        if state is ToolState.NOT_NEEDED and not why.strip():
            raise Refused("Say why it is not needed.", "why")
        kept = why if state is ToolState.NOT_NEEDED else ""
        settled = replace(self, state=state, why=kept)
        return settled if state is ToolState.OPEN or settled.owner else settled.given_to(by, now)


def no_such_tool() -> Refused:
    """The refusal of a tool that there is not, and word for word of one that the person must not know of."""
    return Refused("That is not on the list of tools and methods any more.")


def given_together(owner: UserId | None, others: Iterable[Tool], now: datetime) -> datetime:
    """The moment that counts for what a person is given now: that of what they were given just before.

    A form for each tool would otherwise be a message for each; what is all settled is asked for anew, to be noticed.
    """
    last = (one.given_at for one in others if one.owner == owner and one.state is ToolState.OPEN and one.given_at)
    return max((at for at in last if now - at <= TOGETHER), default=now)


def tools_are_settled(tools: Iterable[Tool]) -> bool:
    """Whether there is a list, and everything on it has somebody and is ready or not needed."""
    every = tuple(tools)
    return bool(every) and all(one.is_settled for one in every)


def tools_from(text: str) -> tuple[str, ...]:
    """The tools and methods named in a text, one a line, once each."""
    named: dict[str, str] = {}
    for line in filter(None, (" ".join(one.split()) for one in text.splitlines())):
        named.setdefault(line.casefold(), line)
    return tuple(named.values())


def tool_problems(names: Iterable[str], already: Iterable[Tool], field: str) -> list[Problem]:
    """What is wrong with adding these to a list, beside the field: nothing named, too many, too long, there already."""
    wanted, known = tuple(names), tuple(already)
    if not wanted:
        return [Problem("Name at least one tool or method, for example Remote access.", field)]
    if len(known) + len(wanted) > MOST_TOOLS:
        words = f"A list has at most {MOST_TOOLS}; this would make {len(known) + len(wanted)}. Group the smaller ones."
        return [Problem(words, field)]
    if too_long := next((one for one in wanted if len(one) > WHAT_LENGTH), None):
        words = f"Use at most {WHAT_LENGTH} characters a line; “{too_long[:30]}…” has {count_words(len(too_long))}."
        return [Problem(words, field)]
    there = {one.what.casefold() for one in known}
    if again := next((one for one in wanted if one.casefold() in there), None):
        return [Problem(f"“{again}” is on the list already.", field)]
    return []
