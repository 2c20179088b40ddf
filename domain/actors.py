"""Who is acting: a person in a workspace, or the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    stands_for: dict[str, UserId] = field(default_factory=dict, compare=False, repr=False)
    """In whose place they were let pass in what is done now, by project; noted by `permissions.require`."""

    @property
    def is_from_outside(self) -> bool:
        """Whether it is a person who is a guest here or at home in another organisation, as customers often are."""
        return self.standing in (Standing.GUEST, Standing.OUTSIDER)

    @classmethod
    def clock(cls, workspace: str) -> Actor:
        """The actor for what is due, delivered or recorded without anybody pressing anything."""
        return cls(workspace, UserId(""), is_clock=True)
