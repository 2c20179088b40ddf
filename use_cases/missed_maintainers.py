"""A service whose maintainer has gone: shown to the department head and the IT manager until somebody maintains it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.calendars import local_date, zone_of
from domain.handover_living import HandoverOffer, MaintainerLeft
from domain.handovers import Handover, stands_of
from domain.identity import UserId
from domain.living import Home
from domain.projects import Lifecycle, Project
from domain.roles import Party
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.finding import caretakers_of, gone_among
from use_cases.reading import Read

TOLD = frozenset({Party.DEPARTMENT_HEAD, Party.IT_MANAGER})


@dataclass(frozen=True)
class MissedFacts:
    """A service whose maintainer has gone: who is asked by now, and who maintains it instead.

    Where `by_now` begins on a later day, `comes_on` is that day and `handover_id` theirs.
    """

    handover_id: str
    project_key: str
    project_name: str
    service: str
    maintainer: UserId
    since: date
    is_to_come: bool
    is_back: bool
    is_over: bool
    asked: UserId | None
    declined_by: UserId | None
    reason: str
    by_now: UserId | None
    comes_on: date | None


def show_missed(one: Handover, project: Project, tx: Transaction, now: datetime) -> None:
    """Show the department head and the IT manager that nobody maintains a service any more.

    Where both have gone, whoever looks after the project.
    """
    held = project.holders_of(TOLD)
    here = [person for person in held if person not in gone_among(held, tx)]
    for person in here or caretakers_of(project, tx):
        tx.outbox.add(MaintainerLeft.of(person, one), now)


def redraw_missed(project_id: str, sign: str, tx: Transaction, now: datetime) -> None:
    """Show how a service stands now: on what was told of a maintainer who has gone, and to who finishes the project."""
    redraw_closing(project_id, tx, now)
    for one in tx.handovers.in_project(project_id):
        if one.sign == sign:
            for mark in tx.outbox.posted_marks(f"{MaintainerLeft.subject}:{one.id}:"):
                tx.outbox.add(MaintainerLeft.told(mark), now)


def redraw_handovers(project_id: str, tx: Transaction, now: datetime) -> None:
    """Show wherever an offer stands, and on what was told of a maintainer who has gone, how the project stands."""
    for one in tx.handovers.in_force_in(project_id, now):
        tx.outbox.add(HandoverOffer.of(one, edit_only=True), now)
        if one.waits:
            tx.outbox.add(Home.of(one.maintainer), now)
        else:
            redraw_missed(project_id, one.sign, tx, now)


@read_only
def read_maintainer_left(order: Read, tx: Transaction, now: datetime) -> MissedFacts:
    """How a service whose maintainer has gone stands now."""
    permissions.require(order.actor, Action.DELIVER)
    one = tx.handovers.get(order.about)
    project = tx.projects.get(one.project_id)
    today = local_date(now, zone_of(project.zone))
    (stand,) = stands_of([one.service], tx.handovers.in_project(project.id), now)
    declined = None if stand.declined is None or stand.declined.number < one.number else stand.declined
    by_now = stand.accepted if stand.accepted and stand.accepted.id != one.id else None
    is_to_come = by_now is not None and by_now.starts_on > today
    return MissedFacts(
        by_now.id if by_now else one.id,
        project.key,
        project.name,
        one.service,
        one.maintainer,
        one.starts_on,
        one.starts_on > today,
        one.counts(now) and one.maintainer not in gone_among((one.maintainer,), tx),
        project.lifecycle is Lifecycle.CANCELLED,
        stand.offered.maintainer if stand.offered else None,
        declined.maintainer if declined else None,
        declined.reason if declined else "",
        by_now.maintainer if by_now else None,
        by_now.starts_on if by_now and is_to_come else None,
    )
