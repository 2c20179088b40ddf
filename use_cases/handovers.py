"""Handing a delivered service over: its maintainer is asked, with everything that they would take on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.handover_living import HandoverOffer
from domain.handover_terms import Support, TypedHandover
from domain.handovers import Handover, Terms, refuse_unless_delivering, service_in, service_sign, stands_of
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.living import Home
from domain.projects import ENDED_WELL, ChannelKind, Project
from domain.refusals import Refused, refuse_if_any
from domain.scope import PickedResource
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems, find_project, visible
from use_cases.handover_answers import settle_accepted
from use_cases.missed_maintainers import redraw_missed
from use_cases.picked_resources import in_their_words, refuse_unless_there


@dataclass(frozen=True)
class PrepareHandover:
    """Open the form for a service of the project with this key."""

    actor: Actor
    key: str
    service: str


@dataclass(frozen=True)
class HandoverForm:
    """The service, and what was said of its handover last; `has_any` when the customer has something to pick from."""

    project_id: str
    project_key: str
    project_name: str
    customer: str
    service: str
    maintainer: UserId | None
    starts_on: date
    documents: str
    hours: str
    response: str
    picked: tuple[PickedResource, ...]
    has_any: bool
    is_accepted: bool
    is_private: bool


@dataclass(frozen=True)
class HandOver:
    """Ask somebody to maintain a service of this project; `resources` are ids of what was delivered with it."""

    actor: Actor
    project_id: str
    service: str
    typed: TypedHandover
    resources: tuple[str, ...] = ()


@read_only
def prepare_handover(order: PrepareHandover, tx: Transaction, now: datetime) -> Named[HandoverForm]:
    """The form for whoever hands over what a project delivers, with what was said before."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.HAND_OVER, project)
    refuse_unless_delivering(project)
    service = service_in(project, order.service)
    (stand,) = stands_of([service], tx.handovers.in_project(project.id), now)
    before = stand.offered or stand.declined or stand.accepted
    support = before.support if before else Support((), "", "")
    form = HandoverForm(
        project.id,
        project.key,
        project.name,
        project.customer,
        service,
        before.maintainer if before and before is not stand.declined else None,
        before.starts_on if before else _sensible_start(project, tx, now),
        "\n".join(one.line for one in support.documents),
        support.hours,
        support.response,
        in_their_words((one.id for one in support.resources), tx),
        bool(tx.resources.of_customer(project.customer)),
        stand.accepted is not None,
        project.channel.kind is ChannelKind.PRIVATE,
    )
    return tx.people.named(form)


def _sensible_start(project: Project, tx: Transaction, now: datetime) -> date:
    """When what a project delivers is maintained, as a rule: from its end, and where that is past, from today on."""
    first = next_working_day(project, tx, now)
    planned = None if project.lifecycle in ENDED_WELL else project.scope.completion_date
    return max(first, planned or first)


def next_working_day(project: Project, tx: Transaction, now: datetime) -> date:
    """Today where the project is, or the next day on which people work there."""
    today = local_date(now, zone_of(project.zone))
    return next(tx.workspaces.get().calendar.working_days_from(today), today)


def hand_over(order: HandOver, tx: Transaction, now: datetime) -> str:
    """Ask somebody to maintain a service, in place of whoever was asked before; returns the project's key.

    What is accepted already counts until the new words are.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.HAND_OVER, project)
    refuse_unless_delivering(project)
    service, typed = service_in(project, order.service), order.typed
    accounts = account_problems("maintainer", [typed.maintainer] if typed.maintainer else [], tx)
    refuse_if_any([*typed.problems(earliest_of(project)), *accounts])
    before = [one for one in tx.handovers.in_force_in(project.id, now) if one.sign == service_sign(service)]
    known = tuple(one.id for each in before for one in each.support.resources)
    refuse_unless_there(project, order.resources, known, tx)
    support = Support(typed.listed, typed.hours.strip(), typed.response.strip(), in_their_words(order.resources, tx))
    assert typed.maintainer is not None
    assert typed.starts_on is not None
    offer(project, service, (typed.maintainer, typed.starts_on, support), order.actor.user_id, tx, now)
    return project.key


def earliest_of(project: Project) -> date:
    """The first day from which something of a project can be maintained: the local one on which its work began."""
    return local_date(project.started_at or project.created_at, zone_of(project.zone))


def offer(
    project: Project, service: str, terms: Terms, by: UserId, tx: Transaction, now: datetime, why: str = ""
) -> Handover:
    """Ask somebody to maintain a service, and take back what somebody was asked before and has not answered."""
    of_service = [one for one in tx.handovers.in_force_in(project.id, now) if one.sign == service_sign(service)]
    if any(one.terms == terms for one in of_service):
        raise Refused("This is exactly what they were asked last. Change something, or wait for them.", "maintainer")
    for one in of_service:
        if one.waits:
            tx.handovers.change(one.withdrawn(now))
            tx.outbox.add(HandoverOffer.of(one, edit_only=True), now)
            tx.outbox.add(Home.of(one.maintainer), now)
    made = Handover.offered(project.id, tx.handovers.next_number(project.id), service, terms, by, now, why)
    asked = Change("maintainer", people_after=(made.maintainer,))
    said = (asked, *((Change("why", after=why[:LENGTH_IN_HISTORY]),) if why else ()))
    tx.history.add(by, now, Act.OFFERED_HANDOVER, project.id, service, said)
    if made.is_accepted:
        settle_accepted(made, project, tx, now, is_new=True)
    else:
        tx.handovers.add(made)
        tx.outbox.add(HandoverOffer.of(made), now)
        tx.outbox.add(Home.of(made.maintainer), now)
        redraw_missed(project.id, made.sign, tx, now)
    return made
