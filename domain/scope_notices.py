"""What Steward says once before work starts: what became of a request."""

from __future__ import annotations

from dataclasses import dataclass

from domain.history import Change
from domain.identity import UserId
from domain.notices import Announcement
from domain.requests import RequestState


@dataclass(frozen=True)
class RequestAnswered(Announcement):
    """To the requester: their request became a draft project, or was declined with a reason.

    Of a project that they must not know of they hear neither key nor name.
    """

    template = "request_answered"
    number: int
    what: str
    stands: RequestState
    answered_by: UserId
    responsible: UserId | None = None
    project_manager: UserId | None = None
    reason: str = ""
    project_key: str = ""
    project_name: str = ""


@dataclass(frozen=True)
class RequestCorrected(Announcement):
    """To whoever has a request that nobody answered: what whoever asked says another way now; its card shows all."""

    template = "request_corrected"
    number: int
    what: str
    asked_by: UserId
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class RequestWithdrawn(Announcement):
    """To whoever had a request: whoever asked does not want it any more, and why."""

    template = "request_withdrawn"
    number: int
    what: str
    asked_by: UserId
    reason: str


@dataclass(frozen=True)
class RequestMoved(Announcement):
    """To the requester: how far the project is that was made of their request; `state` is the word people see."""

    template = "request_moved"
    number: int
    what: str
    state: str
    reason: str = ""
    project_key: str = ""
    project_name: str = ""
