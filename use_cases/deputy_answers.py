"""What somebody says who was named a deputy: that they see to it, or that they cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.deputies import REASON_LENGTH, StandIn, StandInState, WhyOpen
from domain.deputy_living import DeputyOffer
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home
from domain.refusals import Problem, Refused, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.places_lost import open_again

OVER = "That leave is over or was taken out, so nobody stands in any more."


@dataclass(frozen=True)
class AcceptPlaces:
    """Somebody sees to everything that they were named for in this leave."""

    actor: Actor
    leave_id: str


@dataclass(frozen=True)
class PreparePlacesBack:
    """Open the form that asks why they cannot."""

    actor: Actor
    leave_id: str


@dataclass(frozen=True)
class PlacesForm:
    """Whose place would be open again."""

    leave_id: str
    person: UserId


@dataclass(frozen=True)
class GivePlacesBack:
    """They cannot, for this reason, which may be left out."""

    actor: Actor
    leave_id: str
    words: str = ""


def _held_lines(leave_id: str, actor: Actor, tx: Transaction) -> list[StandIn]:
    """The lines of a leave that somebody has now, held; refuses whoever has none any more."""
    every = _lines(leave_id, actor, tx)
    tx.people.hold((every[0].person,))
    mine = tx.deputies.hold(one.id for one in every if one.deputy == actor.user_id)
    held = [one for one in mine if one.deputy == actor.user_id and not one.is_over]
    if not held:
        raise Refused(OVER)
    return held


def _lines(leave_id: str, actor: Actor, tx: Transaction) -> list[StandIn]:
    every = tx.deputies.of_leave(leave_id)
    if not every:
        raise Refused(OVER)
    permissions.require(actor, Action.STAND_IN, *every)
    return every


def accept_places(order: AcceptPlaces, tx: Transaction, now: datetime) -> None:
    """Say that one sees to everything that one was named for; a second time changes nothing."""
    waiting = [one for one in _held_lines(order.leave_id, order.actor, tx) if one.state is StandInState.GIVEN]
    if not waiting:
        return
    tx.deputies.change(*(line.accepted() for line in waiting))
    _write(Act.TOOK_PLACE, waiting, order.actor, "", tx, now)
    tx.outbox.add(DeputyOffer.of(order.leave_id, order.actor.user_id, edit_only=True), now)
    tx.outbox.add(Home.of(order.actor.user_id), now)


@read_only
def prepare_places_back(order: PreparePlacesBack, tx: Transaction, now: datetime) -> Named[PlacesForm]:
    """The form that asks why somebody cannot stand in."""
    every = _lines(order.leave_id, order.actor, tx)
    return tx.people.named(PlacesForm(order.leave_id, every[0].person))


def give_places_back(order: GivePlacesBack, tx: Transaction, now: datetime) -> None:
    """Open again what somebody cannot see to, at once, and tell whoever is away and who named them."""
    words = order.words.strip()
    if len(words) > REASON_LENGTH:
        refuse_if_any([Problem(f"Use at most {REASON_LENGTH} characters.", "words")])
    held = _held_lines(order.leave_id, order.actor, tx)
    open_again(held, WhyOpen.DECLINED, tx, now, words)
    _write(Act.GAVE_PLACE_BACK, held, order.actor, words, tx, now)


def _write(act: Act, lines: list[StandIn], actor: Actor, words: str, tx: Transaction, now: datetime) -> None:
    whom = Change("of", people_after=(lines[0].person,))
    why = (Change("why", "", words),) if words else ()
    tx.history.add(actor.user_id, now, act, None, "", (whom, *why))
