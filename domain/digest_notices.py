"""What Steward says once under a weekly digest."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.notices import Announcement


@dataclass(frozen=True)
class DigestDiscussed(Announcement):
    """Under a digest, to both: one of them wants to talk about an entry before it is decided."""

    template = "digest_discussed"
    project_key: str
    title: str
    asked_by: UserId
    other: UserId
