"""A contact cannot be shown a version, or answer it any more: who waits for the answer is told, until there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.identity import UserId
from domain.plan_living import OfferNotShown
from domain.plans import PlanVerdict
from domain.roles import Role
from storage.transactions import Transaction, read_only
from use_cases.reading import Read


@dataclass(frozen=True)
class MissedOffer:
    """A version whose contact cannot be asked, why, and what has become of it by now."""

    project_key: str
    project_name: str
    number: int
    change: str
    """The key of the change that was to be shown, if it was one."""
    contact: UserId | None
    error: str
    was_shown: bool
    """The contact had it already, and cannot answer any more."""
    verdict: PlanVerdict | None
    newer: int
    """The version that was presented since, if one was."""
    is_over: bool


def tell_not_shown(version_id: str, error: str, tx: Transaction, was_shown: bool = False) -> None:
    """Tell whoever presented a version, and who manages the project, that its contact cannot be asked, and why."""
    version = tx.plans.get(version_id)
    project = tx.projects.get(version.project_id)
    if version.contact is None or not version.is_open or project.is_over:
        return
    for person in dict.fromkeys((version.presented_by, project.acting(Role.PROJECT_MANAGER))):
        if person is not None:
            tx.outbox.add(OfferNotShown.of(version.id, error, was_shown, person), tx.now)


@read_only
def read_offer_not_shown(order: Read, tx: Transaction, now: datetime) -> MissedOffer:
    """What is told of a version whose contact cannot be asked, as it stands now."""
    permissions.require(order.actor, Action.DELIVER)
    version_id, before, error = order.about.split("/", 2)
    version = tx.plans.get(version_id)
    project, newest = tx.projects.get(version.project_id), tx.plans.newest_of(version.project_id) or version
    return MissedOffer(
        project.key,
        project.name,
        version.shown_as,
        version.change.key if version.change else "",
        version.contact,
        error,
        before == "shown",
        version.answer.verdict if version.answer else None,
        newest.shown_as if newest.number > version.number else 0,
        project.is_over,
    )
