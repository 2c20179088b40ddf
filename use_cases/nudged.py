"""What was put before people by somebody who waits for it: when it was last, and drawn again once it is done."""

from __future__ import annotations

from datetime import date, datetime

from domain.identity import UserId
from domain.nudges import REMINDER, Nudge, last_nudges
from storage.transactions import Transaction

LINES_READ = 50


def nudged_in(project_id: str, tx: Transaction) -> dict[tuple[str, UserId], date]:
    """When each person was asked last for each thing in a project."""
    return last_nudges(tx.history.of_project(project_id, LINES_READ, about=REMINDER))


def redraw_nudges(thing: str, tx: Transaction, now: datetime) -> None:
    """Let whoever was asked for this see how it stands by now; a project alone is all that it decides."""
    for mark in tx.outbox.posted_marks(f"{Nudge.subject}:{thing}/"):
        tx.outbox.add(Nudge.told(mark), now)
