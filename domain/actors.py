"""Who is acting: a person in a workspace, or the clock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.identity import UserId


class Standing(StrEnum):
    """How an account stands towards the workspace; only members are given work or see internal figures."""

    MEMBER = "member"
    GUEST = "guest"
    OUTSIDER = "outsider"
    BOT = "bot"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class Actor:
    """Whoever an order comes from; everything Steward does by itself is done by the clock."""

    workspace: str
    user_id: UserId
    standing: Standing = Standing.MEMBER
    is_admin: bool = False
    is_clock: bool = False

    @classmethod
    def clock(cls, workspace: str) -> Actor:
        """The actor for what is due, delivered or recorded without anybody pressing anything."""
        return cls(workspace, UserId(""), is_clock=True)
