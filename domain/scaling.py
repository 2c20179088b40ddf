"""Scaling: what of a stage's hours grows with the number of IT users, and for how many it was reckoned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.identity import UserId
from domain.project_templates import WorkOutline


@dataclass(frozen=True)
class Kept:
    """Somebody said that the hours stay as they are for this number of users; another number asks again."""

    users: int
    by: UserId
    at: datetime


@dataclass(frozen=True)
class Scaling:
    """For how many users a template reckoned the hours of a stage, and those of its hours that grow with them.

    Hours that somebody typed since are their own words and stand in it no longer.
    """

    users: int
    work: tuple[WorkOutline, ...]
    kept: Kept | None = None

    def without(self, skill: str, level: int) -> Scaling | None:
        """The same without the hours of this skill at this level; nothing when no others are left."""
        left = tuple(one for one in self.work if (one.skill_id, one.level) != (skill, level))
        return replace(self, work=left) if left else None

    def waits_for_answer(self, users: int | None) -> bool:
        """Whether this number of users is another one than the hours were reckoned for, and nobody let them stay."""
        kept = self.kept.users if self.kept else self.users
        return users is not None and users not in (self.users, kept)
