"""What Steward says once about who acts in somebody's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.deputies import WhyOpen
from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class PlacesOpen(Announcement):
    """To whoever looks for a deputy: who cannot stand in for whom, why, and that somebody else is needed."""

    template = "places_open"
    leave_id: str
    person: UserId
    deputy: UserId
    why: WhyOpen
    words: str
    opened: tuple[str, ...]
    """What is open again, each as the project's key and the role, or as the task."""


@dataclass(frozen=True)
class PlacesAdded(Announcement):
    """To somebody who has leave: what falls into it since it was entered, and who sees to it, or that nobody does."""

    template = "places_added"
    leave_id: str
    person: UserId
    first_day: date
    whats: tuple[str, ...]
    deputy: UserId | None


@dataclass(frozen=True)
class PlacesGiven(Announcement):
    """To a deputy who was told already: what they take over besides, or on which days by now."""

    template = "places_given"
    leave_id: str
    person: UserId
    first_day: date
    until: date
    whats: tuple[str, ...]
    more: int


class Kept(StrEnum):
    """What somebody else did about one's leave."""

    ENTERED = "entered"
    MOVED = "moved"
    TAKEN_OUT = "taken out"
    NAMED = "named"


@dataclass(frozen=True)
class LeaveKept(Announcement):
    """To somebody whose leave another entered, moved or took out, or for whose place another named a deputy."""

    template = "leave_kept"
    leave_id: str
    by: UserId
    did: Kept
    first_day: date
    last_day: date
    what: str = ""
    """The line for which a deputy was named."""
    deputy: UserId | None = None
