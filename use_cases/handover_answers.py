"""What a maintainer answers to the offer of a service: yes, or no with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import instant_of, local_date, zone_of
from domain.handover_living import HandoverOffer
from domain.handover_notices import HandoverAnswered
from domain.handover_terms import Support
from domain.handovers import (
    Handover,
    HandoverState,
    refuse_unless_delivering,
    refuse_unless_wanted,
    still_before,
)
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.living import Home
from domain.projects import Lifecycle, Project
from storage.transactions import Transaction, read_only
from use_cases.finding import caretakers_of, gone_among
from use_cases.handover_lists import handovers_left, seen_handover
from use_cases.missed_maintainers import redraw_missed
from use_cases.reading import Read
from use_cases.ready_to_close import tell_if_closable


@dataclass(frozen=True)
class AcceptHandover:
    """The maintainer takes the service on."""

    actor: Actor
    handover_id: str


@dataclass(frozen=True)
class PrepareDecline:
    """Open the form that asks why a service is not taken on."""

    actor: Actor
    handover_id: str


@dataclass(frozen=True)
class DeclineForm:
    """The service that would not be taken on."""

    handover_id: str
    project_name: str
    service: str


@dataclass(frozen=True)
class DeclineHandover:
    """The maintainer does not take the service on, and says why."""

    actor: Actor
    handover_id: str
    reason: str


@dataclass(frozen=True)
class HandoverFacts:
    """One offer as its maintainer reads it; `previous` maintains the service before them, and `following` after them.

    They are relieved on `until`, where that lies ahead.
    """

    id: str
    project_key: str
    project_name: str
    customer: str
    service: str
    maintainer: UserId
    starts_on: date
    support: Support
    offered_by: UserId
    why: str
    state: HandoverState
    reason: str
    previous: UserId | None
    following: UserId | None
    until: date | None
    is_over: bool
    """Whether the project was cancelled, so that nothing is to be answered any more."""


def accept_handover(order: AcceptHandover, tx: Transaction, now: datetime) -> str:
    """Take a service on, relieve whoever maintains it on the day it begins, and tell whoever asked; returns the
    service."""
    handover, project = _held(order.actor, order.handover_id, tx)
    accepted = handover.accepted(now)
    refuse_unless_delivering(project)
    refuse_unless_wanted(project, handover, _maintained_before(handover, tx, now))
    settle_accepted(accepted, project, tx, now)
    return handover.service


def settle_accepted(one: Handover, project: Project, tx: Transaction, now: datetime, is_new: bool = False) -> None:
    """Keep that somebody maintains a service from a day on; what counts until then ends on that day."""
    begins, left = instant_of(one.starts_on, time.min, zone_of(project.zone)), handovers_left(project, tx, now)
    before = [each for each in _maintained_before(one, tx, now) if each.id != one.id]
    for each in before:
        tx.handovers.change(each.relieved(one, begins, now))
        tx.outbox.add(HandoverOffer.of(each, edit_only=True), now)
    (tx.handovers.add if is_new else tx.handovers.change)(one)
    tx.history.add(one.maintainer, now, Act.ACCEPTED_HANDOVER, project.id, one.service)
    relieved = [each.maintainer for each in before if each.maintainer not in (one.maintainer, one.offered_by)]
    here = set(relieved) - gone_among(relieved, tx)
    for person in sorted(here):
        told = replace(HandoverAnswered.about(one, project, person), is_relieved=True, is_to_come=begins > now)
        tx.outbox.add(told, now)
    _follow(one, project, tx, now)
    if left:
        tell_if_closable(project, one.maintainer, tx, now)


def _maintained_before(one: Handover, tx: Transaction, now: datetime) -> list[Handover]:
    """What is maintained of the same service, also what somebody is relieved of on a later day."""
    in_force = tx.handovers.in_force_in(one.project_id, now)
    return [each for each in in_force if each.sign == one.sign and each.counts(now)]


def decline_handover(order: DeclineHandover, tx: Transaction, now: datetime) -> str:
    """Do not take a service on; whoever asked is told why and names another; returns the service."""
    handover, project = _held(order.actor, order.handover_id, tx)
    declined = handover.declined(order.reason, now)
    tx.handovers.change(declined)
    why = Change("reason", after=declined.reason[:LENGTH_IN_HISTORY])
    tx.history.add(order.actor.user_id, now, Act.DECLINED_HANDOVER, project.id, handover.service, (why,))
    _follow(declined, project, tx, now)
    return handover.service


@read_only
def prepare_decline(order: PrepareDecline, tx: Transaction, now: datetime) -> DeclineForm:
    """The form that asks why, for whoever was asked and has not answered."""
    handover = tx.handovers.get(order.handover_id)
    project = seen_handover(handover, order.actor, tx)
    permissions.require(order.actor, Action.ANSWER_HANDOVER, handover)
    handover.refuse_unless_waiting()
    return DeclineForm(handover.id, project.name, handover.service)


def _held(actor: Actor, handover_id: str, tx: Transaction) -> tuple[Handover, Project]:
    found = tx.handovers.get(handover_id)
    seen_handover(found, actor, tx)
    project = tx.projects.for_change(found.project_id)
    handover = tx.handovers.for_change(found.id)
    permissions.require(actor, Action.ANSWER_HANDOVER, handover)
    return handover, project


def _follow(one: Handover, project: Project, tx: Transaction, now: datetime) -> None:
    """Show the answer wherever the offer stands, and tell it to whoever asked."""
    tx.outbox.add(HandoverOffer.of(one, edit_only=True), now)
    tell_proposer(one, project, tx, now)
    redraw_missed(project.id, one.sign, tx, now)
    tx.outbox.add(Home.of(one.maintainer), now)


def tell_proposer(one: Handover, project: Project, tx: Transaction, now: datetime, has_gone: bool = False) -> None:
    """Tell whoever asked what came of it; when they have gone too, whoever looks after the project."""
    others = (each for each in _maintained_before(one, tx, now) if each.is_accepted and each.id != one.id)
    maintained = next((each.id for each in others), "")
    asked_by = (one.offered_by,)
    for person in caretakers_of(project, tx) if gone_among(asked_by, tx) else asked_by:
        if person != one.maintainer:
            told = HandoverAnswered.about(one, project, person)
            tx.outbox.add(replace(told, has_gone=has_gone, maintained_id=maintained), now)


@read_only
def read_handover_offer(order: Read, tx: Transaction, now: datetime) -> HandoverFacts:
    """What the maintainer is shown of an offer now."""
    permissions.require(order.actor, Action.DELIVER)
    one = tx.handovers.get(order.about)
    project = tx.projects.get(one.project_id)
    others = [each for each in _maintained_before(one, tx, now) if each.id != one.id]
    previous = next((each for each in others if each.is_accepted), None)
    following = _following(one, others, now)
    return HandoverFacts(
        one.id,
        project.key,
        project.name,
        project.customer,
        one.service,
        one.maintainer,
        one.starts_on,
        one.support,
        one.offered_by,
        one.why,
        one.state,
        one.reason,
        previous.maintainer if previous else None,
        following.maintainer if following else None,
        local_date(one.ended_at, zone_of(project.zone)) if one.ended_at and one.counts(now) else None,
        project.lifecycle is Lifecycle.CANCELLED,
    )


def _following(one: Handover, others: list[Handover], now: datetime) -> Handover | None:
    """Who maintains a service after somebody who is relieved."""
    later = [each for each in others if each.number > one.number]
    return still_before(later, now) or next((each for each in later if each.is_accepted), None)
