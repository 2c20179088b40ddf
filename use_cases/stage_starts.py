"""Stages whose first day has come: whoever starts them is asked, until they have begun."""

from __future__ import annotations

from datetime import datetime

from domain.calendars import local_date, zone_of
from domain.living import Home, StageQuestion
from domain.projects import Lifecycle, Project
from domain.roles import Role
from domain.stages import Stage, StageState, due_to_begin
from storage.transactions import Transaction


def ask_to_begin(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask the project manager to start each stage whose first day has come; each is told once."""
    manager = project.holder(Role.PROJECT_MANAGER)
    if manager is None or project.lifecycle is not Lifecycle.ACTIVE:
        return
    due = due_to_begin(tx.stages.open_in([project.id]), local_date(now, zone_of(project.zone)))
    for stage in due:
        tx.outbox.add(StageQuestion.of(stage, manager), now)
    if due:
        tx.outbox.add(Home.of(manager), now)


def redraw_beginning(before: Stage | None, project: Project, tx: Transaction, now: datetime) -> None:
    """Let what a project manager was asked about a stage that was to begin say what has become of it."""
    manager = project.holder(Role.PROJECT_MANAGER)
    if before is not None and manager is not None and before.state is StageState.PLANNED:
        tx.outbox.add(StageQuestion.of(before, manager, edit_only=True), now)
