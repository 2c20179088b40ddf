"""Moving a project through its life: start, hold, resume."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act, project_changes
from domain.living import Home, ProjectCard
from domain.notices import ProjectMoved, ToProject
from domain.permissions import Action
from domain.projects import Lifecycle, Move, Project, moved
from domain.schedules import Quiet
from storage.transactions import Transaction
from use_cases.finding import find_project
from use_cases.rounds import stop_rounds

ASLEEP = {Lifecycle.PLANNING: Quiet.NOT_STARTED, Lifecycle.ON_HOLD: Quiet.ON_HOLD}
"""Why nobody was asked in a project before it goes on; in any other it was over."""


@dataclass(frozen=True)
class MoveProject:
    """Make this move with the project of this key, or with the one in this channel."""

    actor: Actor
    move: Move
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Moved:
    """What became of a project, for whoever moved it."""

    project_key: str
    move: Move
    next_checkin: datetime | None


def move_project(order: MoveProject, tx: Transaction, now: datetime) -> Moved:
    """Move a project, start or stop its check-ins, and tell its channel."""
    found = find_project(order.actor, order.key, order.channel, tx)
    project = tx.projects.for_change(found.id)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    after = moved(project, order.move, now)
    tx.projects.change(after)
    tx.history.add(order.actor.user_id, now, Act.MOVED, project.id, project.key, project_changes(project, after))
    next_checkin = _schedule_checkins(after, ASLEEP.get(project.lifecycle, Quiet.OVER), tx, now)
    tx.outbox.add(
        ProjectMoved(
            ToProject(project.id),
            project.key,
            project.name,
            order.move,
            after.state,
            order.actor.user_id,
            project.scope.completion_date,
            next_checkin,
        ),
        now,
    )
    tx.outbox.add(ProjectCard.of(project.id), now)
    for person in project.people:
        tx.outbox.add(Home.of(person), now)
    return Moved(project.key, order.move, next_checkin)


def _schedule_checkins(project: Project, asleep: Quiet, tx: Transaction, now: datetime) -> datetime | None:
    """An active project is asked from its next working day on; any other is not asked."""
    schedule, calendar = tx.schedules.for_change(project.id), tx.workspaces.get().calendar
    today = local_date(now, zone_of(schedule.zone))
    if project.lifecycle is not Lifecycle.ACTIVE:
        tx.schedules.keep(schedule.stopped(today, calendar))
        stop_rounds(project, tx, now)
        return None
    due = schedule.begun(today, calendar, asleep)
    tx.schedules.keep(due)
    return due.next_at
