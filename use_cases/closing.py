"""The checklists of projects that are being finished: they follow what changes, whoever changes it."""

from __future__ import annotations

from datetime import datetime

from domain.closing import OpenKind, OpenThing
from domain.closing_living import OpenWorkList
from storage.transactions import Transaction

FINISHED_BY = ("complete", "close", "complete_project", "close_project", "open_task_done")
"""Who asks somebody to finish a project waits for the end itself, and keeps nobody from it."""


def open_things(project_id: str, tx: Transaction) -> list[OpenThing]:
    """Everything that is open in a project, in the order of a checklist."""
    under_way = OpenThing(OpenKind.ERRAND, tx.errands.under_way)
    return [one for one in tx.closings.open_things(project_id, FINISHED_BY) if one != under_way]


def redraw_closing(project_id: str, tx: Transaction, now: datetime) -> None:
    """Let the checklists of a project that somebody wants to finish show what has just changed in it."""
    before = tx.closings.of_project(project_id)
    if before is None:
        return
    after = before.meeting(open_things(project_id, tx))
    if after != before:
        tx.closings.keep(after)
    for reader in after.readers:
        tx.outbox.add(OpenWorkList.of(after, reader), now)


def end_closing(project_id: str, tx: Transaction, now: datetime) -> None:
    """Let the checklists of a project that goes on say so; its next end has one of its own."""
    redraw_closing(project_id, tx, now)
    tx.closings.forget(project_id)
