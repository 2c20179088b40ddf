"""Closing a project although not everything is handed over: by its department head, for a reason that stays visible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.handovers import closed_over
from domain.history import Act, Change
from domain.moves import Move, moved, refuse_if_illegal
from domain.projects import Project
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
from use_cases.closing import open_things
from use_cases.end_questions import end_questions, kept_by
from use_cases.finding import find_project
from use_cases.handover_lists import handovers_left, handovers_question
from use_cases.moves import save_move


@dataclass(frozen=True)
class PrepareClosingOver:
    """Open the form that closes the project of this key over what is not handed over."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class ClosingOverForm:
    """What nobody would maintain."""

    project_key: str
    project_name: str
    left: tuple[str, ...]


@dataclass(frozen=True)
class CloseOver:
    """Close the project of this key all the same, for this reason."""

    actor: Actor
    key: str
    reason: str


@read_only
def prepare_closing_over(order: PrepareClosingOver, tx: Transaction, now: datetime) -> ClosingOverForm:
    """The form that asks why, with what is not handed over, for the department head of a completed project."""
    project = _found(order.actor, order.key, tx)
    _refuse_while_open(project, order.actor, tx, now)
    return ClosingOverForm(project.key, project.name, handovers_left(project, tx, now))


def close_over(order: CloseOver, tx: Transaction, now: datetime) -> str:
    """Close a project over what is not handed over; who did, why and over what stays on its card and in its history.

    Returns the project's key.
    """
    project = tx.projects.for_change(_found(order.actor, order.key, tx).id)
    permissions.require(order.actor, Action.CLOSE_OVER, project)
    by, after = order.actor.user_id, moved(project, Move.CLOSE, now)
    _refuse_while_open(project, order.actor, tx, now)
    over = closed_over(project, by, now, order.reason, handovers_left(project, tx, now))
    tx.handovers.close_over(replace(over, made_for=order.actor.stands_for.get(project.id)))
    lines = (Change("not handed over", after="; ".join(over.services)), Change("reason", after=over.grounds))
    tx.history.add(by, now, Act.CLOSED_OVER, project.id, changes=lines)
    save_move(project, after, Move.CLOSE, by, tx, now)
    return project.key


def _found(actor: Actor, key: str, tx: Transaction) -> Project:
    project = find_project(actor, key, None, tx)
    permissions.require(actor, Action.CLOSE_OVER, project)
    duties.refuse_own(project, actor.user_id)
    refuse_if_illegal(project, Move.CLOSE)
    return project


def _refuse_while_open(project: Project, actor: Actor, tx: Transaction, now: datetime) -> None:
    """Only what is not handed over is closed over: everything else that is open has a way of its own."""
    ours = tuple(handovers_question(project, tx, now))
    others = [one for one in kept_by(end_questions(project, actor, tx, now), Move.CLOSE) if one not in ours]
    if others or open_things(project.id, tx):
        raise Refused(
            f"Something else in {project.key} is still open. Settle that first:", to_type=f"close {project.key}"
        )
