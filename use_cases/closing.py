"""The checklists of projects that are being finished: they follow what changes, whoever changes it."""

from __future__ import annotations

from datetime import datetime

from domain.closing import OpenKind, OpenThing, Settled, Settlement
from domain.closing_living import OpenWorkList
from domain.history import LENGTH_IN_HISTORY
from domain.identity import UserId, new_id
from domain.projects import Lifecycle, Project
from storage.transactions import Transaction

FINISHED_BY = ("complete", "close", "complete_project", "close_project", "open_task_done")
"""Who asks somebody to finish a project waits for the end itself, and keeps nobody from it."""


def open_things(project_id: str, tx: Transaction) -> list[OpenThing]:
    """Everything that is open in a project, in the order of a checklist."""
    under_way = OpenThing(OpenKind.ERRAND, tx.errands.under_way)
    return [one for one in tx.closings.open_things(project_id, FINISHED_BY) if one != under_way]


def keep_dropped(
    thing: OpenThing, called: str, project_id: str, by: UserId, reason: str, tx: Transaction, now: datetime
) -> None:
    """Keep for the outcome of a project what was dropped at its end, and why; no name is kept longer than a line."""
    kept = called[:LENGTH_IN_HISTORY], Settled.DROPPED, by, now, reason
    tx.closings.settle(Settlement(new_id(), project_id, thing.kind, thing.id, *kept))


def is_ending(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether a project is at its end: it is completed, or somebody asked for that not long ago."""
    closing = tx.closings.of_project(project.id)
    return project.lifecycle is Lifecycle.COMPLETED or (closing is not None and closing.is_under_way(now))


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
