"""Asking somebody to do what one may not do oneself: kept, sent, then done or declined."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from domain import permissions
from domain.actions import Action
from domain.actors import Actor, Standing
from domain.errands import MOST_ASKED, Errand, ErrandState, no_such_errand
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.living import ErrandCard, Home
from domain.notices import ErrandAnswered, ToPerson
from domain.urgency import Waiting, Why
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.closing import redraw_closing
from use_cases.reading import Read

LINES_READ = 50
A = TypeVar("A")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class KeepErrand:
    """A request that was refused, with the refusal's words: whole, and who may do it instead."""

    actor: Actor
    who_may: tuple[UserId, ...]
    words: str
    what: str
    said: str
    kind: str
    name: str
    request: dict[str, Any]
    project_id: str | None = None


@dataclass(frozen=True)
class Offer:
    """The errand that could be sent, and to whom; nobody when nobody is left who may do it."""

    errand_id: str
    words: str
    people: tuple[UserId, ...]


@dataclass(frozen=True)
class AskThem:
    """Send the errand to this person; `request` when more was typed meanwhile."""

    actor: Actor
    errand_id: str
    person: UserId
    request: dict[str, Any] | None = None


@dataclass(frozen=True)
class TakeErrand:
    """What was asked, for whoever was asked and is about to do or decline it."""

    actor: Actor
    errand_id: str


@dataclass(frozen=True)
class DeclineForm:
    """What is about to be declined."""

    errand_id: str
    asked_by: UserId
    what: str
    said: str


@dataclass(frozen=True)
class DeclineErrand:
    """It is not done, and why."""

    actor: Actor
    errand_id: str
    reason: str


@dataclass(frozen=True)
class ErrandFacts:
    """What somebody who was asked is shown."""

    id: str
    asked_by: UserId
    what: str
    said: str
    state: ErrandState
    answered_by: UserId | None
    reason: str
    project_key: str
    project_name: str
    is_theirs: bool


def keep_errand(order: KeepErrand, tx: Transaction, now: datetime) -> Named[Offer]:
    """Keep what was refused, so that it can be sent to one of those who may do it."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    members = {one.id for one in tx.people.known(order.who_may) if one.standing is Standing.MEMBER}
    # Who leads comes first, as the roles do.
    people = tuple(one for one in order.who_may if one in members and one != order.actor.user_id)[:MOST_ASKED]
    errand = Errand(
        new_id(),
        tx.workspace,
        order.actor.user_id,
        people,
        order.what,
        order.said,
        order.kind,
        order.name,
        order.request,
        now,
        order.project_id,
    )
    if people:
        tx.errands.add(errand)
    return tx.people.named(Offer(errand.id, order.words, people))


def errands_waiting(person: UserId, tx: Transaction) -> Iterator[Waiting]:
    """What others asked a person to do for them and that nobody has answered."""
    for one in tx.errands.open_of(person, LINES_READ):
        project = tx.projects.get(one.project_id) if one.project_id else None
        named = (one.id, project.key if project else "", one.said.strip() or one.what)
        yield Waiting(Why.ERRAND, *named, people=(one.asked_by,), since=one.kept_at)


def ask_them(order: AskThem, tx: Transaction, now: datetime) -> Named[Offer]:
    """Send the errand to one person who may do it."""
    errand = _visible(tx.errands.for_change(order.errand_id), order.actor, tx)
    permissions.require(order.actor, Action.ASK_THEM, errand)
    sent = errand.sent_to(order.person, order.request or errand.request)
    tx.errands.change(sent)
    _show(sent, tx, now)
    return tx.people.named(Offer(errand.id, "", (order.person,)))


def _visible(errand: Errand, actor: Actor, tx: Transaction) -> Errand:
    """The errand; there is none for who has no part in it and must not know of the project."""
    is_known = errand.project_id is None or bool(errand.parties_of(actor.user_id))
    if not is_known and tx.projects.get(str(errand.project_id)).is_hidden_from(actor):
        raise no_such_errand()
    return errand


@read_only
def take_errand(order: TakeErrand, tx: Transaction, now: datetime) -> Errand:
    """The errand with everything that was typed, for somebody who was asked; refused when it is settled."""
    errand = _visible(tx.errands.get(order.errand_id), order.actor, tx)
    permissions.require(order.actor, Action.ANSWER_ERRAND, errand)
    return errand.still_open()


@read_only
def prepare_decline(order: TakeErrand, tx: Transaction, now: datetime) -> Named[DeclineForm]:
    """The form that asks for a reason."""
    errand = take_errand(order, tx, now)
    return tx.people.named(DeclineForm(errand.id, errand.asked_by, errand.what, errand.said))


def performing(
    use_case: Callable[[A, Transaction, datetime], R],
    errand_id: str,
    by: Actor,
    note_done: Callable[[], None] = lambda: None,
) -> Callable[[A, Transaction, datetime], R]:
    """The use case, done for somebody who asked: the same transaction records who asked and who did it.

    Refuses what somebody else answered meanwhile, so that nothing is done twice or after a no; `note_done` hears when
    it was done, and not only what keeps it from being done was shown.
    """

    def performed(order: A, tx: Transaction, now: datetime) -> R:
        # Held before anything else, so that of two people who do it at once the second is refused.
        errand = tx.errands.for_change(errand_id)
        tx.errands.under_way = errand_id
        permissions.require(by, Action.ANSWER_ERRAND, errand)
        done = errand.performed(by.user_id, now)
        before = _left_by(tx)
        result = use_case(order, tx, now)
        # What leaves nothing behind was not done: a project with open work is not completed, it only lists that work.
        if _left_by(tx) > before:
            _finish(done, by.user_id, tx, now)
            note_done()
        return result

    return performed


def on_the_way(use_case: F) -> F:
    """Mark a use case that only brings nearer what was asked for: what it leaves behind does not end the errand."""
    use_case.is_on_the_way = True  # type: ignore[attr-defined]
    return use_case


def _left_by(tx: Transaction) -> tuple[int, int]:
    """How much was written down and is to be said by now: a rate is told to nobody, and the history knows of it."""
    return tx.history.added, tx.outbox.added


def _finish(done: Errand, by: UserId, tx: Transaction, now: datetime) -> None:
    tx.errands.change(done)
    asked_by = Change("asked by", people_after=(done.asked_by,))
    tx.history.add(by, now, Act.DID_ERRAND, done.project_id, done.said or done.what, (asked_by,))
    _tell(done, by, "", tx, now)


def note_so_by_now(order: TakeErrand, tx: Transaction, now: datetime) -> None:
    """Close what is so by now without anybody having done it for the asker, and tell them."""
    errand = tx.errands.for_change(order.errand_id)
    permissions.require(order.actor, Action.ANSWER_ERRAND, errand)
    _end(errand, tx, now)


def end_errands(names: Collection[str], project_id: str, tx: Transaction, now: datetime) -> None:
    """Close what was asked for in a project by these buttons or commands and came to be so another way; tell the asker.

    What was typed into a form is left: nobody else has typed the same.
    """
    for errand in tx.errands.open_named_in(project_id, names) if names else ():
        end_errand(errand, tx, now)


def end_errand(errand: Errand, tx: Transaction, now: datetime) -> None:
    """Close one errand that came to be so another way, and tell the asker; what nobody was asked yet stays."""
    if errand.state is ErrandState.ASKED:
        _end(errand, tx, now)


def drop_errand(errand: Errand, by: UserId, reason: str, tx: Transaction, now: datetime) -> None:
    """Close one errand that cannot be done any more by what somebody did, and tell the asker, unless it was they."""
    if errand.state is not ErrandState.ASKED:
        return
    dropped = errand.declined(by, reason, now)
    tx.errands.change(dropped)
    if by == errand.asked_by:
        _show(dropped, tx, now)
    else:
        _tell(dropped, by, reason, tx, now)


def _end(errand: Errand, tx: Transaction, now: datetime) -> None:
    tx.errands.change(errand.so_by_now(now))
    _show(errand, tx, now)
    tx.outbox.add(ErrandAnswered(ToPerson(errand.asked_by), errand.what, errand.said, None, True), now)


def decline_errand(order: DeclineErrand, tx: Transaction, now: datetime) -> None:
    """Say no with a reason, which the asker is told."""
    errand = _visible(tx.errands.for_change(order.errand_id), order.actor, tx)
    permissions.require(order.actor, Action.ANSWER_ERRAND, errand)
    tx.errands.change(errand.declined(order.actor.user_id, order.reason, now))
    _tell(errand, order.actor.user_id, order.reason.strip(), tx, now)


def _tell(errand: Errand, by: UserId, reason: str, tx: Transaction, now: datetime) -> None:
    _show(errand, tx, now)
    told = ErrandAnswered(ToPerson(errand.asked_by), errand.what, errand.said, by, not reason, reason)
    tx.outbox.add(told, now)


def _show(errand: Errand, tx: Transaction, now: datetime) -> None:
    """Draw the messages to those who were asked, and the list of what waits for them."""
    for person in errand.asked:
        tx.outbox.add(ErrandCard(ToPerson(person), errand.id), now)
        tx.outbox.add(Home.of(person), now)
    if errand.project_id:
        redraw_closing(errand.project_id, tx, now)


@read_only
def read_errand_card(order: Read, tx: Transaction, now: datetime) -> ErrandFacts:
    """What the message to somebody who was asked shows now."""
    permissions.require(order.actor, Action.DELIVER)
    errand = tx.errands.get(order.about)
    project = tx.projects.get(errand.project_id) if errand.project_id else None
    return ErrandFacts(
        errand.id,
        errand.asked_by,
        errand.what,
        errand.said,
        errand.state,
        errand.answered_by,
        errand.decline_reason,
        project.key if project else "",
        project.name if project else "",
        isinstance(order.to, ToPerson) and order.to.person in errand.asked,
    )
