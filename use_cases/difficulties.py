"""What becomes of a difficulty: somebody takes it on, resolves it, or brings it back, and who must know hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.differences import difficulty_changes
from domain.difficulties import Difficulty
from domain.history import Act
from domain.identity import UserId
from domain.notices import DifficultyAnswered, ToPerson
from domain.projects import Project
from domain.roles import Role
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.difficulty_cards import StepLine, held_difficulty, project_of_difficulty, redraw_difficulty
from use_cases.difficulty_reports import redraw_report
from use_cases.moved_on import refuse_open_elsewhere


@dataclass(frozen=True)
class AcknowledgeDifficulty:
    """Somebody takes the difficulty on."""

    actor: Actor
    difficulty_id: str


@dataclass(frozen=True)
class PrepareResolution:
    """Open the form that asks how it was resolved."""

    actor: Actor
    difficulty_id: str


@dataclass(frozen=True)
class ResolutionForm:
    """The difficulty, whether anything was done about it by a task, and the steps that are still open."""

    difficulty_id: str
    key: str
    what: str
    project_name: str
    has_step: bool
    open_steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class ResolveDifficulty:
    """The difficulty is over; without a step, `why_no_step` says why none was needed."""

    actor: Actor
    difficulty_id: str
    resolution: str
    why_no_step: str = ""


@dataclass(frozen=True)
class ReopenDifficulty:
    """The difficulty is back."""

    actor: Actor
    difficulty_id: str


def acknowledge_difficulty(order: AcknowledgeDifficulty, tx: Transaction, now: datetime) -> None:
    """Take a difficulty on, and tell who reported it."""
    before, project = held_difficulty(order.difficulty_id, order.actor, tx)
    permissions.require(order.actor, Action.HANDLE_DIFFICULTY, project, before)
    take_on(before, project, order.actor.user_id, tx, now)


def take_on(before: Difficulty, project: Project, by: UserId, tx: Transaction, now: datetime) -> Difficulty:
    """Save that somebody looks after a difficulty, and tell who reported it; both are held for change."""
    after = before.acknowledged(by, now)
    change_difficulty(Act.ACKNOWLEDGED_DIFFICULTY, before, after, project, by, tx, now)
    _answer((after.reported_by,), after, project, by, "", tx, now)
    return after


@read_only
def prepare_resolution(order: PrepareResolution, tx: Transaction, now: datetime) -> Named[ResolutionForm]:
    """The form for resolving, for whoever may; it asks for a reason when no step was taken."""
    difficulty = tx.difficulties.get(order.difficulty_id)
    project = project_of_difficulty(difficulty, order.actor, tx)
    permissions.require(order.actor, Action.SETTLE_DIFFICULTY, project, difficulty)
    difficulty.refuse_if_resolved()
    steps = tx.tasks.of_difficulty(difficulty.id)
    today = local_date(now, zone_of(project.zone))
    still_open = tuple(StepLine.of(step, today) for step in steps if step.is_open)
    form = ResolutionForm(difficulty.id, difficulty.key, difficulty.what, project.name, bool(steps), still_open)
    return tx.people.named(form)


def resolve_difficulty(order: ResolveDifficulty, tx: Transaction, now: datetime) -> None:
    """Close a difficulty with how it was resolved; steps that are open stay what they are: tasks of somebody."""
    before, project = held_difficulty(order.difficulty_id, order.actor, tx)
    permissions.require(order.actor, Action.SETTLE_DIFFICULTY, project, before)
    by, has_step = order.actor.user_id, bool(tx.tasks.of_difficulty(before.id))
    end_difficulty(before, before.resolved(by, order.resolution, order.why_no_step, has_step, now), project, tx, now)


def end_difficulty(before: Difficulty, after: Difficulty, project: Project, tx: Transaction, now: datetime) -> None:
    """Save how a difficulty ended, and tell who reported it and who took it on; both are held for change."""
    by = after.resolved_by
    assert by is not None
    change_difficulty(Act.RESOLVED_DIFFICULTY, before, after, project, by, tx, now)
    _answer((after.reported_by, after.acknowledged_by), after, project, by, after.resolution, tx, now)


def reopen_difficulty(order: ReopenDifficulty, tx: Transaction, now: datetime) -> None:
    """Bring a difficulty back, and tell who reported and who resolved it."""
    before, project = held_difficulty(order.difficulty_id, order.actor, tx)
    permissions.require(order.actor, Action.SETTLE_DIFFICULTY, project, before)
    refuse_open_elsewhere(before, order.actor, tx)
    by = order.actor.user_id
    after = before.reopened(project, now)
    change_difficulty(Act.REOPENED_DIFFICULTY, before, after, project, by, tx, now)
    concerned = (after.reported_by, before.resolved_by, project.acting(Role.PROJECT_MANAGER))
    _answer(concerned, after, project, by, "", tx, now)


def change_difficulty(
    act: Act, before: Difficulty, after: Difficulty, project: Project, by: UserId, tx: Transaction, now: datetime
) -> None:
    """Save a changed difficulty with its line of the history, and redraw it; the project is held for change."""
    tx.difficulties.change(before, after, project)
    tx.history.add(by, now, act, project.id, after.key, difficulty_changes(before, after))
    redraw_difficulty(after, project, tx, now)
    redraw_report(project, tx, now)


def _answer(
    whom: Iterable[UserId | None],
    difficulty: Difficulty,
    project: Project,
    by: UserId,
    words: str,
    tx: Transaction,
    now: datetime,
) -> None:
    for person in dict.fromkeys(whom):
        if person is not None and person != by:
            tx.outbox.add(_answered(person, difficulty, project, by, words), now)


def _answered(person: UserId, difficulty: Difficulty, project: Project, by: UserId, words: str) -> DifficultyAnswered:
    """What one person is told, with what they may do about it from there."""
    reader = Actor(project.workspace, person)
    may_open = not project.is_hidden_from(reader)
    may_settle = may_open and permissions.allowed(reader, Action.SETTLE_DIFFICULTY, project, difficulty)
    return DifficultyAnswered(
        ToPerson(person),
        difficulty.key,
        difficulty.what,
        project.name,
        difficulty.state,
        by,
        words,
        difficulty.id,
        may_open,
        may_settle and not difficulty.is_open and not project.is_over,
    )
