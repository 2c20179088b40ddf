"""Keeping how far a project is, once for each of its days: nobody can say later how far it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.progress_days import ProgressDay, ProgressWatch, is_watched, next_look
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.costing import figures_of


@dataclass(frozen=True)
class KeepProgressDay:
    """The day's work is over in this project: keep how far it is."""

    actor: Actor
    project_id: str


def keep_progress_day(order: KeepProgressDay, tx: Transaction, now: datetime) -> None:
    """Keep how far a project is today, and look again when the next day's work is over.

    Days on which nobody looked, because Steward stood still, stay without a row: nothing is made up for them.
    """
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    due = tx.progress_days.watch(project.id).next_at
    if due is not None and due <= now:
        look_at_progress(project, tx, now)


def look_at_progress(project: Project, tx: Transaction, now: datetime) -> None:
    """Keep how far a project is at this moment as its state of today; one that is over is not looked at again."""
    tx.progress_days.keep(progress_of(project, tx, now))
    next_at = next_look(now, project, tx.workspaces.get().calendar) if is_watched(project) else None
    tx.progress_days.keep_watch(ProgressWatch(project.id, next_at))


def progress_of(project: Project, tx: Transaction, now: datetime) -> ProgressDay:
    """How far a project is at this moment, in whole coins of its currency."""
    figures = figures_of(project, tx, now)
    value, rounded = figures.whole.value, figures.currency.rounded
    return ProgressDay(
        project.id,
        figures.today,
        rounded(value.budget),
        rounded(value.planned),
        None if value.earned is None else rounded(value.earned),
        rounded(value.spent),
        project.progress.percent,
        project.open_difficulties,
    )
