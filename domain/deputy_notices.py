"""What Steward says once about who acts in somebody's place."""

from __future__ import annotations

from dataclasses import dataclass

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
