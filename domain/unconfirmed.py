"""Being named for a role that counts only once somebody has confirmed it, and hearing that instead of a bare no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from domain.identity import UserId
from domain.roles import PARTY_WORDS, Party

NAMED = (
    "You are named {role}, which counts once a workspace administrator or a department head on the workspace's list "
    "has confirmed it: ask one of them. Until then: "
)


@runtime_checkable
class WithUnconfirmed(Protocol):
    """Something in which people are named for roles that are not confirmed."""

    def unconfirmed_parties_of(self, person: UserId) -> frozenset[Party]: ...


def named_in(about: Iterable[object], person: UserId, may: frozenset[Party]) -> str:
    """What whoever is refused hears first, where a role that they are named for would let them; else nothing."""
    for one in about:
        if isinstance(one, WithUnconfirmed) and (held := one.unconfirmed_parties_of(person) & may):
            return NAMED.format(role=PARTY_WORDS[min(held)].removeprefix("the "))
    return ""
