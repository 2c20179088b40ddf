"""Scaling the hours that a template reckoned: when the number of users changes they are scaled, or stay by a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.changes import ChangeState
from domain.cost_history import stage_changes
from domain.demands import stage_label
from domain.figures import count_words
from domain.history import Act, Change
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused, SoByNow
from domain.scaled_stages import kept_as_it_is, scaled, unscaled
from domain.scaling import Kept
from domain.stages import Stage
from storage.transactions import Transaction
from use_cases.approved import CHANGES_READ
from use_cases.cost_watches import with_agreed_room
from use_cases.costing import currency_of
from use_cases.finding import visible
from use_cases.gate import settle_gate
from use_cases.stages import OVER, names_in

USERS = "IT users"


@dataclass(frozen=True)
class ScaledLine:
    """One stage, for how many users its hours were reckoned, its minutes now, and what they would be."""

    stage_id: str
    stage: str
    planned_for: int
    before: int
    after: int


@dataclass(frozen=True)
class ScalingQuestion:
    """The stages that were reckoned for another number of users than the scope has; for how many, if all alike."""

    project_id: str
    users: int
    planned_for: int | None
    lines: tuple[ScaledLine, ...]
    before: int
    after: int
    may_answer: bool


@dataclass(frozen=True)
class ScaleStages:
    """Reckon the hours of the stages that were planned for another number of users for this one."""

    actor: Actor
    project_id: str
    users: int


@dataclass(frozen=True)
class KeepHours:
    """Let the hours stay as they are for this number of users."""

    actor: Actor
    project_id: str
    users: int


def scaling_question(
    project: Project, stages: Iterable[Stage], actor: Actor, tx: Transaction
) -> ScalingQuestion | None:
    """What is asked about hours that were reckoned for another number of users; nothing where none is to be said."""
    users, found = project.scope.users_count, _asked(project, stages, tx)
    if users is None or not found:
        return None
    lines = tuple(_line(one, users) for one in found)
    planned = {one.planned_for for one in lines}
    return ScalingQuestion(
        project.id,
        users,
        planned.pop() if len(planned) == 1 else None,
        lines,
        sum(one.before for one in lines),
        sum(one.after for one in lines),
        permissions.allowed(actor, Action.PLAN_STAGES, project) and not project.is_over,
    )


def _line(stage: Stage, users: int) -> ScaledLine:
    planned_for = stage.scaling.users if stage.scaling else users
    return ScaledLine(stage.id, stage_label(stage), planned_for, stage.minutes, scaled(stage, users).minutes)


def _asked(project: Project, stages: Iterable[Stage], tx: Transaction) -> list[Stage]:
    """The stages that are asked about; of what the customer accepted only those that an approved change concerns."""
    found = [] if project.is_over else unscaled(stages, project.scope.users_count)
    return found if found and (not project.is_approved or _has_moved(project, tx)) else []


def _has_moved(project: Project, tx: Transaction) -> bool:
    """Whether a change that was approved has moved the number of users."""
    approved = tx.changes.in_state(project.id, (ChangeState.APPROVED,), CHANGES_READ)
    return any(one.approved.users_count != one.offer.terms.users_count for one in approved)


def scale_stages(order: ScaleStages, tx: Transaction, now: datetime) -> str:
    """Scale the hours of a project's stages to its number of users; each stage has its line in the history.

    Returns the project's key.
    """
    project, found = _held(order, tx)
    names, currency, by = names_in(found, tx), currency_of(project, tx), order.actor.user_id
    for before in found:
        after = with_agreed_room(scaled(before, order.users), project, tx)
        tx.stages.change(after)
        said = (_users(before, order.users), *stage_changes(before, after, names, currency))
        tx.history.add(by, now, Act.SCALED_STAGE, project.id, f"{before.number} {before.name}", said)
    settle_gate(project.id, tx, now)
    return project.key


def keep_hours(order: KeepHours, tx: Transaction, now: datetime) -> str:
    """Let hours stay that were reckoned for another number of users, until that changes again.

    Returns the project's key.
    """
    project, found = _held(order, tx)
    by = order.actor.user_id
    for one in found:
        tx.stages.change(kept_as_it_is(one, Kept(order.users, by, now)))
        said = (_users(one, order.users),)
        tx.history.add(by, now, Act.KEPT_HOURS, project.id, f"{one.number} {one.name}", said)
    return project.key


def _users(stage: Stage, users: int) -> Change:
    return Change(USERS, count_words(stage.scaling.users) if stage.scaling else "", count_words(users))


def _is_so(order: ScaleStages | KeepHours, stages: Iterable[Stage]) -> bool:
    """Whether what would be decided is what was: the hours were scaled to these users, or stayed for them."""
    decided = [one.scaling for one in stages if one.scaling]
    if isinstance(order, ScaleStages):
        return any(one.users == order.users for one in decided)
    return any(one.kept is not None and one.kept.users == order.users for one in decided)


def _held(order: ScaleStages | KeepHours, tx: Transaction) -> tuple[Project, list[Stage]]:
    """The project, held, and the stages that are asked about; refuses an answer about another number of users."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.PLAN_STAGES, project)
    refuse_if_over(project, OVER)
    stages = tx.stages.in_project(project.id)
    found = _asked(project, stages, tx)
    if not found:
        raise (SoByNow if _is_so(order, stages) else Refused)(
            f"Nothing in the stages of {project.key} waits to be scaled any more."
        )
    if order.users != project.scope.users_count:
        users = count_words(project.scope.users_count or 0)
        raise Refused(f"The scope of {project.key} has {users} users by now:", to_type=f"stages {project.key}")
    return project, found
