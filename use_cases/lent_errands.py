"""What somebody was asked to do and has not done waits for their deputy, too, while they are away."""

from __future__ import annotations

from datetime import datetime

from domain.deputies import StandIn
from domain.errands import Errand
from domain.identity import UserId
from domain.living import ErrandCard, Home
from domain.notices import ToPerson
from storage.transactions import Transaction


def lend_errands(line: StandIn, after: StandIn, waiting: dict[str, Errand], tx: Transaction, now: datetime) -> None:
    """Show what waits in a line's project with whoever acts by now, and no more with whoever acted until now.

    `waiting` is what waits in the project, by its id and held.
    """
    was, comes = line.acting or line.acted, after.acting
    if line.role is None or was == comes:
        return
    for one in [each for each in waiting.values() if line.person in each.asked]:
        left = one.without_deputy(was) if was else one
        changed = left.with_deputy(line.person, comes) if comes else left
        if changed != one:
            waiting[one.id] = changed
            tx.errands.change(changed)
            _show(changed, [person for person in (was, comes) if person], tx, now)


def _show(errand: Errand, people: list[UserId], tx: Transaction, now: datetime) -> None:
    for person in people:
        tx.outbox.add(ErrandCard(ToPerson(person), errand.id), now)
        tx.outbox.add(Home.of(person), now)
