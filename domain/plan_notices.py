"""What Steward says once about a plan: who was shown it, what they said, and which file could not be handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class FileNotSent(Announcement):
    """To whoever asked for a file: it could not be handed to its reader, and why."""

    template = "file_not_sent"
    called: str
    reader: UserId
    error: str


@dataclass(frozen=True)
class PlanPresented(Announcement):
    """To the project's channel: which version of the plan the customer has now, and who was shown it."""

    template = "plan_presented"
    project_key: str
    project_name: str
    number: int
    contact: UserId | None
    contact_name: str
    presented_by: UserId


@dataclass(frozen=True)
class PlanAnswered(Announcement):
    """To the project's channel: what the customer said to a version; to its manager, who has to act on a rejection.

    With `can_start` nothing is left to decide before the project starts.
    """

    template = "plan_answered"
    project_id: str
    project_key: str
    project_name: str
    number: int
    is_accepted: bool
    answered_by: UserId
    said_by: str
    comment: str
    manager: UserId | None
    can_start: bool = False
    completion_date: date | None = None
    """By when all is to be done, as whoever starts it is asked once more."""
