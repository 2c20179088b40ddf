"""What every change of a task has in common: it is saved, written down, and redrawn wherever it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.history import Act, task_changes
from domain.identity import UserId
from domain.living import Home, ProjectCard, TaskOffer
from domain.projects import Project
from domain.tasks import Priority, Task, TaskState
from storage.transactions import Transaction
from use_cases.difficulty_cards import redraw_difficulty_of


@dataclass(frozen=True)
class TaskOfferFacts:
    """What the assignee is shown of a task, and what became of it."""

    id: str
    key: str
    title: str
    why: str
    done_means: str
    assignee: UserId
    helpers: tuple[UserId, ...]
    due: date
    estimate_minutes: int | None
    priority: Priority
    state: TaskState
    percent: int
    delegated_by: UserId
    answered_at: datetime | None
    question: str
    decline_reason: str
    done_by: UserId | None
    done_at: datetime | None
    project_key: str
    project_name: str
    customer: str


def change_task(before: Task, after: Task, project: Project, by: UserId, tx: Transaction, now: datetime) -> Task:
    """Save a changed task with its line of the history, and redraw what shows it; the project is held for change."""
    tx.tasks.change(before, after, project)
    tx.history.add(by, now, Act.CHANGED_TASK, project.id, after.key, task_changes(before, after))
    tx.outbox.add(TaskOffer.of(after), now)
    redraw_task(after, tx, now)
    return after


def redraw_task(task: Task, tx: Transaction, now: datetime) -> None:
    """Redraw the card of the task's project, the Homes of both sides, and the difficulty that it is a step of."""
    tx.outbox.add(ProjectCard.of(task.project_id), now)
    for person in dict.fromkeys((task.assignee, task.delegated_by)):
        tx.outbox.add(Home.of(person), now)
    redraw_difficulty_of(task, tx, now)


def offer_facts(task: Task, project: Project) -> TaskOfferFacts:
    """What a task shows of itself, with the project it belongs to."""
    names = TaskOfferFacts.__dataclass_fields__
    shown = {name: getattr(task, name) for name in names if hasattr(task, name)}
    return TaskOfferFacts(**shown, project_key=project.key, project_name=project.name, customer=project.customer)
