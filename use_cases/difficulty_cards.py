"""What a difficulty shows of itself: its card in the channel and with whoever leads, and one for who asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.difficulties import Category, Difficulty, DifficultyState, Severity, no_such_difficulty
from domain.identity import UserId
from domain.living import DifficultyCard, Home, ProjectCard
from domain.notices import ToPerson
from domain.projects import Project
from domain.roles import LEADING_ROLES
from domain.tasks import Task, TaskState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.moved_on import moved_on, open_elsewhere, whereto_for_all
from use_cases.reading import Read

STEPS_SHOWN = 8


@dataclass(frozen=True)
class ShowDifficulty:
    """The difficulty with this key such as NET-D3, or with this id from a button."""

    actor: Actor
    key: str | None = None
    difficulty_id: str = ""


@dataclass(frozen=True)
class StepLine:
    """One step of a difficulty: a task that somebody was given to resolve it."""

    key: str
    title: str
    assignee: UserId
    due: date
    state: TaskState
    percent: int
    overdue: bool

    @classmethod
    def of(cls, task: Task, today: date) -> StepLine:
        """The line of a step on this local date."""
        overdue = task.is_overdue(today)
        return cls(task.key, task.title, task.assignee, task.due, task.state, task.percent, overdue)


@dataclass(frozen=True)
class DifficultyFacts:
    """Everything that a card shows; minutes are of the clock, and what the reader may press is true for channels."""

    id: str
    key: str
    what: str
    severity: Severity
    category: Category
    impact_minutes: int | None
    needed_by: date | None
    is_late: bool
    state: DifficultyState
    reported_by: UserId
    reported_at: datetime
    source: str
    source_by: UserId | None
    acknowledged_by: UserId | None
    minutes_to_acknowledge: int | None
    resolved_by: UserId | None
    minutes_to_resolve: int | None
    resolution: str
    why_no_step: str
    times_reopened: int
    reopened_at: datetime | None
    related_key: str
    related_title: str
    steps: tuple[StepLine, ...]
    steps_in_all: int
    steps_open: int
    project_key: str
    project_name: str
    project_is_over: bool
    may_handle: bool = True
    may_settle: bool = True
    moved_to: str = ""
    """Where it goes on, in words that everybody may read; nothing of what was not moved."""
    is_open_there: bool = False


@read_only
def read_difficulty_card(order: Read, tx: Transaction, now: datetime) -> DifficultyFacts:
    """What the card of a difficulty shows now."""
    permissions.require(order.actor, Action.DELIVER)
    difficulty = tx.difficulties.get(order.about)
    return difficulty_facts(difficulty, tx.projects.get(difficulty.project_id), tx, now)


@read_only
def show_difficulty(order: ShowDifficulty, tx: Transaction, now: datetime) -> Named[DifficultyFacts]:
    """One difficulty for the person who asked, with the buttons that they may press."""
    difficulty = tx.difficulties.by_key(order.key) if order.key else tx.difficulties.get(order.difficulty_id)
    project = project_of_difficulty(difficulty, order.actor, tx, order.key)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    facts = replace(
        difficulty_facts(difficulty, project, tx, now),
        may_handle=permissions.allowed(order.actor, Action.HANDLE_DIFFICULTY, project, difficulty),
        may_settle=permissions.allowed(order.actor, Action.SETTLE_DIFFICULTY, project, difficulty),
    )
    return tx.people.named(facts)


def project_of_difficulty(difficulty: Difficulty, actor: Actor, tx: Transaction, key: str | None = None) -> Project:
    """The project of a difficulty; for who must not know of the project there is no such difficulty either.

    `key`, when that is what they know of it, and not its id.
    """
    return _visible(tx.projects.get(difficulty.project_id), actor, key)


def held_difficulty(difficulty_id: str, actor: Actor, tx: Transaction) -> tuple[Difficulty, Project]:
    """A difficulty and its project, both held for change, the project first as everywhere."""
    found = tx.difficulties.get(difficulty_id)
    project = _visible(tx.projects.for_change(found.project_id), actor)
    return tx.difficulties.for_change(difficulty_id), project


def _visible(project: Project, actor: Actor, key: str | None = None) -> Project:
    if project.is_hidden_from(actor):
        raise no_such_difficulty(key)
    return project


def difficulty_facts(difficulty: Difficulty, project: Project, tx: Transaction, now: datetime) -> DifficultyFacts:
    """The facts of one difficulty as the database has them now, for a place where everybody reads them."""
    today = local_date(now, zone_of(project.zone))
    steps = tx.tasks.of_difficulty(difficulty.id)
    related = tx.tasks.get(difficulty.task_id) if difficulty.task_id else None
    own = {
        name: getattr(difficulty, name) for name in DifficultyFacts.__dataclass_fields__ if hasattr(difficulty, name)
    }
    move = moved_on(difficulty, tx)
    return DifficultyFacts(
        **own,
        moved_to=whereto_for_all(move, tx) if move else "",
        is_open_there=bool(move and open_elsewhere(difficulty, tx)),
        is_late=difficulty.is_open and difficulty.needed_by is not None and difficulty.needed_by < today,
        related_key=related.key if related else "",
        related_title=related.title if related else "",
        steps=tuple(StepLine.of(step, today) for step in steps[:STEPS_SHOWN]),
        steps_in_all=len(steps),
        steps_open=sum(step.is_open for step in steps),
        project_key=project.key,
        project_name=project.name,
        project_is_over=project.is_over,
    )


def redraw_difficulty(difficulty: Difficulty, project: Project, tx: Transaction, now: datetime) -> None:
    """Redraw a difficulty wherever it shows: its card, the project's, and with everybody who leads the project."""
    tx.outbox.add(DifficultyCard.of(difficulty), now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for leader in dict.fromkeys((*project.holders(*LEADING_ROLES), *project.all_acting(*LEADING_ROLES))):
        tx.outbox.add(DifficultyCard(ToPerson(leader), difficulty.id, edit_only=True), now)
        tx.outbox.add(Home.of(leader), now)
    redraw_closing(project.id, tx, now)


def redraw_difficulty_of(task: Task, tx: Transaction, now: datetime) -> None:
    """Redraw the difficulty that a task is a step of, if it is one."""
    if task.difficulty_id is not None:
        redraw_difficulty(tx.difficulties.get(task.difficulty_id), tx.projects.get(task.project_id), tx, now)


def refuse_unless_in(difficulty: Difficulty, project: Project) -> None:
    """Refuse a difficulty of another project than the one that is spoken of, whether or not it may be known of."""
    if difficulty.project_id != project.id:
        raise no_such_difficulty()
