"""What is still open in a project, one by one, for whoever wants to finish it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.moves import Move
from domain.projects import Project
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.difficulty_lists import DifficultyLine, difficulty_lines
from use_cases.finding import find_project
from use_cases.project_facts import TaskLine, task_lines

LINES_SHOWN = 8
"""Of each kind: a message has room for so many with their buttons."""


@dataclass(frozen=True)
class ShowOpenWork:
    """What still keeps the project with this key from this move?"""

    actor: Actor
    key: str
    move: Move = Move.COMPLETE


@dataclass(frozen=True)
class OpenWork:
    """The open tasks of a project, earliest due first, its open difficulties, worst first, and how many in all."""

    project_key: str
    project_name: str
    move: Move
    tasks: tuple[TaskLine, ...]
    open_tasks: int
    difficulties: tuple[DifficultyLine, ...]
    open_difficulties: int


@read_only
def show_open_work(order: ShowOpenWork, tx: Transaction, now: datetime) -> Named[OpenWork]:
    """What is open in a project now, for whoever may finish it."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    return tx.people.named(open_work(project, order.move, tx, now))


def open_work(project: Project, move: Move, tx: Transaction, now: datetime) -> OpenWork:
    """What is open in this project now."""
    today = local_date(now, zone_of(project.zone))
    found = tx.tasks.open_in(project.id, today, LINES_SHOWN)
    return OpenWork(
        project.key,
        project.name,
        move,
        task_lines(found, today),
        project.progress.open,
        difficulty_lines(tx.difficulties.open_in(project.id, LINES_SHOWN), zone_of(project.zone), now),
        project.open_difficulties,
    )
