"""What a change shows of itself: its card in the channel, each turn in the card's thread, and one for who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.change_notices import ChangeAsked, ChangeCard, ChangeTurn
from domain.change_terms import Reader, Terms, terms_changes
from domain.changes import FOR_CHANNELS, ChangeRequest, ChangeState, Offer, TurnKind
from domain.deciding import Deciding
from domain.history import Change
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.notices import ToPerson
from domain.projects import Project
from domain.roles import Role
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import reader_of
from use_cases.change_costs import change_costs
from use_cases.closing import redraw_closing
from use_cases.costing import currency_of, passed_ceiling
from use_cases.finding_changes import project_of_change
from use_cases.reading import Read

OFFERS_SHOWN = 5


@dataclass(frozen=True)
class ShowChange:
    """The change with this key such as NET-C1, or with this id from a button."""

    actor: Actor
    key: str | None = None
    change_id: str = ""


@dataclass(frozen=True)
class Seat:
    """One of the two who decide: as what, who that is now, and whether they agree to the newest offer."""

    role: Role
    person: UserId | None
    agrees: bool
    stands_for: UserId | None = None
    """Who is away and in whose place they decide."""


@dataclass(frozen=True)
class OfferLine:
    """One of the offers against what is approved."""

    number: int
    by: UserId | None
    at: datetime
    words: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangeFacts:
    """Everything that a card shows; what the reader may press is true for channels."""

    id: str
    key: str
    what: str
    why: str
    state: ChangeState
    asked_by: UserId
    asked_at: datetime
    source: str
    source_by: UserId | None
    offer: OfferLine
    earlier: tuple[OfferLine, ...]
    seats: tuple[Seat, ...]
    concerns_customer: bool
    ceiling: str
    """The most that the customer wants to pay, where the newest offer's price is above it."""
    declined: str
    ended_by: UserId | None
    ended_at: datetime | None
    reason: str
    project_key: str
    project_name: str
    project_is_over: bool
    agreeing: str
    """The value of the button that agrees to the newest offer and no other."""
    may_decide: bool = True
    may_agree: bool = True
    may_counter: bool = True
    may_withdraw: bool = True
    may_record: bool = True
    may_see_figures: bool = True
    """Whether figures and reasons are kept back here that are shown to whoever has a role in the project."""


@dataclass(frozen=True)
class TurnFacts:
    """One turn in the thread: what was done, and who must agree to the newest offer by now."""

    change_id: str
    key: str
    kind: TurnKind
    by: UserId | None
    words: str
    changes: tuple[Change, ...]
    waits_for: tuple[UserId, ...]


@dataclass(frozen=True)
class AskedFacts:
    """One offer for one of those who decide: with its buttons while it `waits` for them, else what came after it."""

    change_id: str
    change_key: str
    project_name: str
    what: str
    why: str
    offer: int
    offered_by: UserId | None
    words: str
    changes: tuple[Change, ...]
    ceiling: str
    """The most that the customer wants to pay, where this offer's price is above it."""
    agreeing: str
    """The value of the button that agrees to this offer and no other."""
    waits: bool
    newest_offer: int
    stands: ChangeState
    last: TurnKind
    last_by: UserId | None
    last_at: datetime
    last_words: str


@read_only
def read_change_card(order: Read, tx: Transaction, now: datetime) -> ChangeFacts:
    """What the card of a change shows now."""
    permissions.require(order.actor, Action.DELIVER)
    change = tx.changes.get(order.about)
    return change_facts(change, tx.projects.get(change.project_id), tx)


@read_only
def read_change_turn(order: Read, tx: Transaction, now: datetime) -> TurnFacts:
    """What one turn in the thread of a card shows now."""
    permissions.require(order.actor, Action.DELIVER)
    change_id, _, number = order.about.partition("/")
    change = tx.changes.get(change_id)
    project, turn = tx.projects.get(change.project_id), change.turns[int(number)]
    is_newest = all(one.terms is None for one in change.turns[int(number) + 1 :])
    waits_for = change.waits_for(Deciding(project)) if is_newest else ()
    changes = changes_of(change, turn.terms, project, tx, Reader.CHANNEL) if turn.terms else ()
    words = turn.words if turn.kind in FOR_CHANNELS else ""
    return TurnFacts(change.id, change.key, turn.kind, turn.by, words, changes, waits_for)


@read_only
def read_change_asked(order: Read, tx: Transaction, now: datetime) -> AskedFacts:
    """What one of those who decide is asked about one offer, or what became of it meanwhile."""
    permissions.require(order.actor, Action.DELIVER)
    change_id, number, declined, *_ = order.about.split("/")
    change = tx.changes.get(change_id)
    project, offer = tx.projects.get(change.project_id), change.offers[int(number) - 1]
    reader = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    is_newest = ChangeAsked.of(change, reader).about == f"{change_id}/{number}/{declined}"
    waits = is_newest and reader in change.waits_for(Deciding(project))
    last, costs = change.turns[-1], change_costs(change, offer.terms, project, tx, now) if waits else ()
    return AskedFacts(
        change.id,
        change.key,
        project.name,
        change.what,
        change.why,
        offer.number,
        offer.by,
        offer.words,
        (*costs, *changes_of(change, offer.terms, project, tx)),
        _ceiling_passed(change, offer.terms, project, tx),
        agreeing(change),
        waits and not project.is_over,
        change.offer.number,
        change.state,
        last.kind,
        last.by,
        last.at,
        last.words,
    )


@read_only
def show_change(order: ShowChange, tx: Transaction, now: datetime) -> Named[ChangeFacts]:
    """One change for the person who asked, with the buttons that they may press."""
    change = tx.changes.by_key(order.key) if order.key else tx.changes.get(order.change_id)
    project = project_of_change(change, order.actor, tx, order.key)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    deciding, shown = Deciding(project), change_facts(change, project, tx, reader_of(order.actor, project))
    facts = replace(
        shown,
        offer=_priced(shown.offer, change, order.actor, project, tx, now),
        may_decide=permissions.allowed(order.actor, Action.DECIDE_CHANGE, change.decided_by(deciding)),
        may_agree=deciding.seat_of(order.actor.user_id) not in change.agreed_by or change.is_agreed(deciding),
        may_counter=permissions.allowed(order.actor, Action.COUNTER_CHANGE, deciding, change),
        may_withdraw=permissions.allowed(order.actor, Action.WITHDRAW_CHANGE, change),
        may_record=permissions.allowed(order.actor, Action.PRESENT_PLAN, project),
        may_see_figures=False,
    )
    return tx.people.named(facts)


def _priced(
    offer: OfferLine, change: ChangeRequest, actor: Actor, project: Project, tx: Transaction, now: datetime
) -> OfferLine:
    """An offer that is to be decided with what it costs and leaves, for who may see that; a past one is as it was."""
    if not (change.is_open and permissions.allowed(actor, Action.SEE_COSTS, project)):
        return offer
    return replace(offer, changes=(*change_costs(change, change.offer.terms, project, tx, now), *offer.changes))


def changes_of(
    change: ChangeRequest, terms: Terms, project: Project, tx: Transaction, reader: Reader = Reader.OURS
) -> tuple[Change, ...]:
    """Before and after of an offer, in words, as this reader may know them."""
    return terms_changes(change.approved, terms, currency_of(project, tx), reader)


def change_facts(
    change: ChangeRequest, project: Project, tx: Transaction, reader: Reader = Reader.CHANNEL
) -> ChangeFacts:
    """The facts of one change as the database has them now, by default for a place where everybody reads them."""
    own = {name: getattr(change, name) for name in ("id", "key", "what", "state", "asked_by", "asked_at")}
    *earlier, newest = (_line(one, change, project, tx, reader) for one in change.offers)
    last, is_ours = change.turns[-1], reader is Reader.OURS
    declined = next((one.words for one in reversed(change.turns) if one.kind is TurnKind.DECLINED), "")
    return ChangeFacts(
        **own,
        why=change.why if is_ours else "",
        source=change.source,
        source_by=change.source_by,
        offer=newest,
        earlier=tuple(earlier[-OFFERS_SHOWN:]),
        seats=_seats(change, project),
        concerns_customer=change.concerns_customer,
        ceiling="" if reader is Reader.CHANNEL else _ceiling_passed(change, change.offer.terms, project, tx),
        declined=declined,
        ended_by=None if change.is_open else last.by,
        ended_at=None if change.is_open else last.at,
        reason=last.words if is_ours and not change.is_open else "",
        project_key=project.key,
        project_name=project.name,
        project_is_over=project.is_over,
        agreeing=agreeing(change),
    )


def _seats(change: ChangeRequest, project: Project) -> tuple[Seat, ...]:
    """Who decides by now; in place of somebody who is away their deputy, unless the one who is away agreed."""
    deciding = change.decided_by(Deciding(project))
    return tuple(
        Seat(
            Role(seat[0].value),
            acting := deciding.acting(seat),
            seat[1] in change.agreed_by,
            seat[1] if acting != seat[1] else None,
        )
        for seat in deciding.seats
    )


def _ceiling_passed(change: ChangeRequest, terms: Terms, project: Project, tx: Transaction) -> str:
    """The customer's ceiling in words, where an offer moves the price above it."""
    return passed_ceiling(terms.price, project, tx) if terms.price != change.approved.price else ""


def agreeing(change: ChangeRequest) -> str:
    """What a button that agrees to the newest offer holds: the change and the number of the offer."""
    return f"{change.id} {change.offer.number}"


def _line(one: Offer, change: ChangeRequest, project: Project, tx: Transaction, reader: Reader) -> OfferLine:
    words = one.words if reader is Reader.OURS else ""
    return OfferLine(one.number, one.by, one.at, words, changes_of(change, one.terms, project, tx, reader))


def redraw_change(change: ChangeRequest, project: Project, tx: Transaction, now: datetime) -> None:
    """Redraw a change wherever it shows, with its newest turn in the thread of its card."""
    tx.outbox.add(ChangeCard.of(project.id, change.id), now)
    if len(change.turns) > 1:
        tx.outbox.add(ChangeTurn.of(project.id, change.id, len(change.turns) - 1), now)
    for mark in tx.outbox.posted_marks(f"{ChangeAsked.subject}:{change.id}/"):
        tx.outbox.add(ChangeAsked.told(mark), now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for person in Deciding(project).people:
        tx.outbox.add(Home.of(person), now)
    redraw_closing(project.id, tx, now)
