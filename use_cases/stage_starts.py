"""Stages whose first day has come: those who may start them are asked, until they have begun."""

from __future__ import annotations

from datetime import datetime

from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.living import Home, StageQuestion
from domain.projects import Lifecycle, Project
from domain.roles import Role
from domain.stage_courses import StageDays
from domain.stage_order import due_to_begin
from domain.stages import Stage, StageState
from storage.transactions import Transaction


def ask_to_begin(project: Project, tx: Transaction, now: datetime) -> None:
    """Ask that each stage whose first day has come be started; each of those who may start it is told once."""
    if project.lifecycle is not Lifecycle.ACTIVE:
        return
    due = due_to_begin(tx.stages.open_in([project.id]), local_date(now, zone_of(project.zone)))
    for stage in due:
        for person in who_starts(stage.responsible, project):
            tx.outbox.add(StageQuestion.of(stage, person), now)
            tx.outbox.add(Home.of(person), now)


def who_starts(owner: UserId | None, project: Project) -> tuple[UserId, ...]:
    """Who is asked to start a stage: the project manager, and whoever answers for it and has a role in the project."""
    asked = (project.acting(Role.PROJECT_MANAGER), owner if owner in project.people else None)
    return tuple(dict.fromkeys(one for one in asked if one is not None))


def right_to_start(stage: Stage | StageDays, project: Project) -> tuple[Project | Stage | StageDays, ...]:
    """To what somebody must belong to start a stage: whoever answers for it may while they have a role here."""
    return (project, stage) if stage.responsible in project.people else (project,)


def redraw_beginning(before: Stage | None, project: Project, tx: Transaction, now: datetime) -> None:
    """Let what people were asked about a stage that was to begin say what has become of it."""
    if before is not None and before.state is StageState.PLANNED:
        for person in who_starts(before.responsible, project):
            tx.outbox.add(StageQuestion.of(before, person, edit_only=True), now)
