"""What the organisation has changed: whether a project that is being planned is decided has to be found again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.identity import UserId
from storage.transactions import Transaction
from use_cases.gate import settle_gate

SETTLED_AT_ONCE = 20
"""As many as a press has time for; every other is found again when somebody next changes or starts it."""


def settle_those_needing(
    tx: Transaction, now: datetime, skills: Iterable[str] = (), things: Iterable[str] = (), besides: str = ""
) -> None:
    """Settle the projects in planning whose stages need these skills or things, the oldest first, but for one."""
    for project in tx.stages.needing(skills, things, SETTLED_AT_ONCE):
        if project != besides:
            settle_gate(project, tx, now)


def settle_those_using(person: UserId, tx: Transaction, now: datetime, besides: str = "") -> None:
    """The same for the projects that may count on a person, because they master what is needed."""
    mastered = [one.skill_id for one in tx.skills.of_person(person) if one.level is not None]
    settle_those_needing(tx, now, skills=mastered, besides=besides)
