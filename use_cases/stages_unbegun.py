"""The stages of a project that never began: at its end somebody says once why they do not take place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.closing import OpenKind, OpenThing, stated
from domain.history import Act, Change
from domain.projects import PUT_AWAY, Project, refuse_if_over
from domain.refusals import SoByNow
from domain.stages import Stage
from storage.transactions import Transaction, read_only
from use_cases.closing import keep_dropped, redraw_closing
from use_cases.finding import find_project
from use_cases.outcome_cards import redraw_outcome
from use_cases.ready_to_close import tell_if_closable
from use_cases.stages_not_begun import unexplained


@dataclass(frozen=True)
class PrepareUnbegun:
    """Open the form that asks why stages of the project of this key never began."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class UnbegunForm:
    """The stages of which nobody has said yet why they do not take place."""

    project_key: str
    project_name: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class ExplainUnbegun:
    """This is why the stages of the project of this key that never began do not take place."""

    actor: Actor
    key: str
    reason: str


@read_only
def prepare_unbegun(order: PrepareUnbegun, tx: Transaction, now: datetime) -> UnbegunForm:
    """The form that asks why, for whoever may finish the project, while any stage is not explained."""
    project = find_project(order.actor, order.key, None, tx)
    left = _asked(project, order.actor, tx)
    return UnbegunForm(project.key, project.name, tuple(f"{one.number} {one.name}" for one in left))


def explain_unbegun(order: ExplainUnbegun, tx: Transaction, now: datetime) -> str:
    """Keep for the outcome why these stages did not take place; returns the project's key."""
    project = tx.projects.for_change(find_project(order.actor, order.key, None, tx).id)
    left, reason, by = _asked(project, order.actor, tx), stated(order.reason), order.actor.user_id
    for one in left:
        called = f"Stage {one.number}: {one.name}"
        keep_dropped(OpenThing(OpenKind.STAGE, one.id), called, project.id, by, reason, tx, now)
        tx.history.add(by, now, Act.DROPPED_WORK, project.id, called, (Change("why", "", reason),))
    redraw_closing(project.id, tx, now)
    tell_if_closable(project, by, tx, now)
    if project.is_over:
        redraw_outcome(project, tx, now)
    return project.key


def _asked(project: Project, actor: Actor, tx: Transaction) -> list[Stage]:
    permissions.require(actor, Action.MOVE_PROJECT, project)
    if project.lifecycle in PUT_AWAY:
        refuse_if_over(project, ", so nothing is said of its stages any more")
    if left := unexplained(project, tx):
        return left
    raise SoByNow(f"Of every stage of {project.key} that never began it is said why by now.")
