"""What was put before people by somebody who waits for it: when it was last, and drawn again once it is done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from domain.identity import UserId
from domain.nudges import REMINDER, Nudge, last_nudges
from storage.transactions import Transaction

LINES_READ = 50
LATELY = timedelta(days=2)


def nudged_in(project_id: str, tx: Transaction) -> dict[tuple[str, UserId], date]:
    """When each person was asked last for each thing in a project."""
    return last_nudges(tx.history.of_project(project_id, LINES_READ, about=REMINDER))


def nudged_lately(project_id: str, thing: str, person: UserId, tx: Transaction, now: datetime) -> date | None:
    """When a person was asked last for one thing, if that was within two days, however often others were."""
    before = None
    while lines := tx.history.of_project(project_id, LINES_READ, before, about=REMINDER):
        if last := last_nudges(lines).get((thing, person)):
            return last
        if lines[-1].at < now - LATELY:
            break
        before = lines[-1].number
    return None


def redraw_nudges(thing: str, tx: Transaction, now: datetime, *, only: Collection[str] = ()) -> None:
    """Let whoever was asked for this see how it stands by now; a project alone is all that it decides, or `only` this.

    The outbox is asked once, however many are named.
    """
    named = tuple(f"{Nudge.subject}:{thing}/{one}/" for one in only or ("",))
    for mark in tx.outbox.posted_marks(f"{Nudge.subject}:{thing}/"):
        if not only or mark.startswith(named):
            tx.outbox.add(Nudge.told(mark), now)
