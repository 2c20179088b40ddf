"""Another maintainer of a service, with the support as agreed: a colleague, or because the maintainer has gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.figures import count_words
from domain.handover_living import HandoverOffer
from domain.handover_terms import WORDS_LENGTH, Support, date_problems, maintainer_problems
from domain.handovers import Handover, no_such_handover, refuse_unless_delivering
from domain.identity import UserId
from domain.people import Person
from domain.projects import ChannelKind, Lifecycle, Project
from domain.refusals import Problem, Refused, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems, gone_among, visible_to_repair
from use_cases.handover_answers import tell_proposer
from use_cases.handovers import earliest_of, next_working_day, offer
from use_cases.missed_maintainers import redraw_missed, show_missed


@dataclass(frozen=True)
class PrepareNaming:
    """Open the form that names another maintainer in place of the one of this handover."""

    actor: Actor
    handover_id: str


@dataclass(frozen=True)
class NamingForm:
    """The service, who maintains it, and the support that stays as it was agreed."""

    handover_id: str
    project_key: str
    project_name: str
    service: str
    maintainer: UserId
    has_gone: bool
    starts_on: date
    support: Support
    asked: UserId | None
    """Who was asked already and has not answered; they are asked no more."""
    is_private: bool


@dataclass(frozen=True)
class NameMaintainer:
    """Ask this person to maintain from that day on what somebody maintains by this handover."""

    actor: Actor
    handover_id: str
    maintainer: UserId | None
    starts_on: date | None
    why: str = ""


@read_only
def prepare_naming(order: PrepareNaming, tx: Transaction, now: datetime) -> Named[NamingForm]:
    """The form for whoever maintains it, looks after its project, or looks after the organisation's people."""
    one, project = _found(order.actor, order.handover_id, tx)
    waiting = (each for each in tx.handovers.in_force_in(project.id, now) if each.sign == one.sign and each.waits)
    form = NamingForm(
        one.id,
        project.key,
        project.name,
        one.service,
        one.maintainer,
        one.maintainer in gone_among((one.maintainer,), tx),
        max(next_working_day(project, tx, now), one.starts_on),
        one.support,
        next((each.maintainer for each in waiting), None),
        project.channel.kind is ChannelKind.PRIVATE,
    )
    return tx.people.named(form)


def name_maintainer(order: NameMaintainer, tx: Transaction, now: datetime) -> tuple[str, bool]:
    """Ask somebody else to maintain a service as it was agreed; the project may be over, for a service lives on.

    Whoever maintains it does so until the other one accepts. Returns the service, and whether somebody who named
    themselves maintains it now.
    """
    found, _ = _found(order.actor, order.handover_id, tx)
    project = tx.projects.for_change(found.project_id)
    one = tx.handovers.for_change(found.id)
    one.refuse_unless_accepted()
    refuse_if_any(_naming_problems(order, one, project, tx, now))
    assert order.maintainer is not None
    assert order.starts_on is not None
    terms = (order.maintainer, order.starts_on, one.support)
    made = offer(project, one.service, terms, order.actor.user_id, tx, now, order.why.strip())
    return made.service, made.is_accepted


def _naming_problems(
    order: NameMaintainer, one: Handover, project: Project, tx: Transaction, now: datetime
) -> Iterator[Problem]:
    """What is wrong with what was chosen; whoever is to maintain it later may be asked to begin earlier."""
    today, starts_on = local_date(now, zone_of(project.zone)), order.starts_on
    begins_earlier = starts_on is not None and today <= starts_on < one.starts_on
    current = None if begins_earlier else one.maintainer
    chosen = list(maintainer_problems(order.maintainer, current, order.actor.user_id))
    yield from chosen
    if order.maintainer and not chosen:
        yield from account_problems("maintainer", [order.maintainer], tx)
    yield from date_problems(starts_on, earliest_of(project))
    if len(order.why) > WORDS_LENGTH:
        yield Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", "why")


def _found(actor: Actor, handover_id: str, tx: Transaction) -> tuple[Handover, Project]:
    one = tx.handovers.get(handover_id)
    project = tx.projects.get(one.project_id)
    if one.maintainer != actor.user_id:
        try:
            visible_to_repair(project, actor, tx)
        except Refused:
            raise no_such_handover() from None
    permissions.require(actor, Action.NAME_MAINTAINER, one, project, tx.workspaces.get())
    one.refuse_unless_accepted()
    refuse_unless_delivering(project)
    return one, project


def follow_maintained(person: Person, project: Project, tx: Transaction, now: datetime) -> None:
    """Tell of what somebody maintained in a project, over or not, who cannot any more; or that they are back.

    What they were asked and never answered needs somebody else.
    """
    for one in tx.handovers.in_force_in(project.id, now):
        if one.maintainer != person.id or project.lifecycle is Lifecycle.CANCELLED:
            continue
        if not person.can_work and one.counts(now):
            show_missed(one, project, tx, now)
        elif not person.can_work:
            tx.handovers.change(one.withdrawn(now))
            tx.outbox.add(HandoverOffer.of(one, edit_only=True), now)
            tell_proposer(one, project, tx, now, has_gone=True)
        redraw_missed(project.id, one.sign, tx, now)
