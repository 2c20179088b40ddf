"""What the organisation has changed: whether a project that is being planned is decided has to be found again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from storage.due import looked_on
from storage.once import remembered
from storage.transactions import Transaction
from use_cases.digest_plans import plan_digests
from use_cases.gate import settle_gate
from use_cases.heads import confirm_if_listed


@dataclass(frozen=True)
class SettleAgain:
    """This project counts on something that has changed."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class LookAtPlans:
    """A day has begun in this workspace."""

    actor: Actor


def note_those_needing(
    tx: Transaction, skills: Iterable[str] = (), things: Iterable[str] = (), besides: str = ""
) -> None:
    """Note the projects in planning whose stages need these skills or things, but for one that is settled already.

    Each is settled in a transaction of its own: an answer has no time for many, and would hold them out of order.
    """
    tx.unsettled.note_needing(skills, things, besides)


def note_those_using(person: UserId, tx: Transaction, besides: str = "") -> None:
    """The same for the projects that may count on a person, because they master what is needed."""
    mastered = [one.skill_id for one in tx.skills.of_person(person) if one.level is not None]
    note_those_needing(tx, skills=mastered, besides=besides)


def look_at_plans(order: LookAtPlans, tx: Transaction, now: datetime) -> None:
    """Note once on each of the workspace's days every project that is planned, because time goes by without anybody's
    doing, and see that every head who has projects by now has their weekly digest."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    today = local_date(now, zone_of(tx.workspaces.get().zone))
    if remembered(tx.connection, tx.workspace, looked_on(today), now) is None:
        tx.unsettled.note_planned()
        plan_digests(tx, now)


def settle_again(order: SettleAgain, tx: Transaction, now: datetime) -> None:
    """Find again what of a project in planning is decided, after whether its head counts; once for many changes."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    tx.unsettled.take(project.id)
    confirm_if_listed(project, tx, now)
    settle_gate(project.id, tx, now)
