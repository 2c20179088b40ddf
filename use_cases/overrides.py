"""Starting a project although not everything is decided: by its department head, for a reason that stays visible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.moves import Move, refuse_if_illegal
from domain.overrides import started_over
from domain.projects import Project, missing_before_start
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project
from use_cases.gate import found_again, settle_gate
from use_cases.moves import save_move


@dataclass(frozen=True)
class PrepareOverride:
    """Open the form that starts the project of this key over what is open."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class OverrideForm:
    """What would stay undecided."""

    project_key: str
    project_name: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OverrideGate:
    """Start the project of this key all the same, for this reason."""

    actor: Actor
    key: str
    reason: str


@read_only
def prepare_override(order: PrepareOverride, tx: Transaction, now: datetime) -> OverrideForm:
    """The form that asks why, with everything that is open, for the department head while there is something open."""
    project = found_again(_found(order.actor, order.key, tx), tx, now)
    return OverrideForm(project.key, project.name, missing_before_start(project))


def override_gate(order: OverrideGate, tx: Transaction, now: datetime) -> str:
    """Start a project over what is open; who did, why and over what stays on its card and in its history.

    Returns the project's key.
    """
    found = _found(order.actor, order.key, tx)
    project = settle_gate(found.id, tx, now)
    permissions.require(order.actor, Action.OVERRIDE_GATE, project)
    after, override = started_over(project, order.actor.user_id, now, order.reason)
    tx.overrides.add(override)
    lines = (
        Change("not decided", after="; ".join(missing_before_start(project))),
        Change("reason", after=order.reason),
    )
    tx.history.add(order.actor.user_id, now, Act.OVERRODE_GATE, project.id, changes=lines)
    save_move(project, after, Move.START, order.actor.user_id, tx, now)
    return project.key


def _found(actor: Actor, key: str, tx: Transaction) -> Project:
    project = find_project(actor, key, None, tx)
    permissions.require(actor, Action.OVERRIDE_GATE, project)
    duties.refuse_own(project, actor.user_id)
    refuse_if_illegal(project, Move.START)
    return project
