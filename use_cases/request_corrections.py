"""What whoever asked for a project may still do while nobody has answered: say it another way, or take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.identity import UserId
from domain.notices import ToPerson
from domain.refusals import refuse_if_any
from domain.requests import ProjectRequest, changes_asked, correction_problems
from domain.scope_notices import RequestCorrected, RequestWithdrawn
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.errands import drop_errand
from use_cases.requests import RequestProject, answerers, redraw_request, refuse_if_answered, requesters_date
from use_cases.services import chosen_services


@dataclass(frozen=True)
class PrepareCorrection:
    """Open the form that says a request another way."""

    actor: Actor
    request_id: str


@dataclass(frozen=True)
class OwnRequestForm:
    """A request that nobody has answered, as it stands."""

    request: ProjectRequest


@dataclass(frozen=True)
class CorrectRequest:
    """Everything that is wanted instead."""

    actor: Actor
    request_id: str
    wanted: RequestProject


@dataclass(frozen=True)
class PrepareWithdrawal:
    """Open the form that takes a request back."""

    actor: Actor
    request_id: str


@dataclass(frozen=True)
class WithdrawRequest:
    """It is not wanted any more, and why."""

    actor: Actor
    request_id: str
    reason: str


@read_only
def prepare_correction(order: PrepareCorrection, tx: Transaction, now: datetime) -> Named[OwnRequestForm]:
    """The request's form with what was asked for, while nobody has answered."""
    return tx.people.named(OwnRequestForm(_own(tx.requests.get(order.request_id), order.actor, tx)))


def correct_request(order: CorrectRequest, tx: Transaction, now: datetime) -> int:
    """Say a request another way, and tell whoever has it; returns its number. Nothing happens if nothing differs."""
    request, wanted = _own(tx.requests.for_change(order.request_id), order.actor, tx), order.wanted
    corrected = replace(
        request,
        what=wanted.what.strip(),
        why=wanted.why.strip(),
        customer=wanted.customer.strip(),
        users_count=wanted.users_count,
        services=chosen_services(wanted.services, wanted.other_services),
        wanted_by=wanted.wanted_by,
    )
    refuse_if_any(correction_problems(request, corrected, requesters_date(request.asked_by, tx, now)))
    changes = changes_asked(request, corrected)
    if changes:
        tx.requests.change(corrected)
        tx.history.add(order.actor.user_id, now, Act.CORRECTED_REQUEST, None, request.words, changes)
        for person in _who_has_it(request, tx):
            told = RequestCorrected(ToPerson(person), request.number, corrected.what, request.asked_by, changes)
            tx.outbox.add(told, now)
        redraw_request(corrected, tx, now)
    return request.number


@read_only
def prepare_withdrawal(order: PrepareWithdrawal, tx: Transaction, now: datetime) -> Named[OwnRequestForm]:
    """The form that asks why it is not wanted any more, while nobody has answered."""
    return tx.people.named(OwnRequestForm(_own(tx.requests.get(order.request_id), order.actor, tx)))


def withdraw_request(order: WithdrawRequest, tx: Transaction, now: datetime) -> str:
    """Take a request back, and tell whoever had it why; returns what the request is called."""
    request = _own(tx.requests.for_change(order.request_id), order.actor, tx)
    withdrawn = request.withdrawn(order.reason, now)
    tx.requests.change(withdrawn)
    why = (Change("reason", after=withdrawn.reason),)
    tx.history.add(order.actor.user_id, now, Act.WITHDREW_REQUEST, None, request.words, why)
    for person in _who_has_it(request, tx):
        told = RequestWithdrawn(ToPerson(person), request.number, request.what, request.asked_by, withdrawn.reason)
        tx.outbox.add(told, now)
    for errand in tx.errands.open_named(("request_assign", "request_decline")):
        if errand.pressed == request.id:
            drop_errand(errand, request.asked_by, f"{request.words.capitalize()} is withdrawn.", tx, now)
    redraw_request(withdrawn, tx, now)
    return request.words


def _own(request: ProjectRequest, actor: Actor, tx: Transaction) -> ProjectRequest:
    """The request, if it is this person's own and nobody has answered it."""
    permissions.require(actor, Action.CORRECT_REQUEST, request)
    refuse_if_answered(request, actor, tx)
    return request


def _who_has_it(request: ProjectRequest, tx: Transaction) -> tuple[UserId, ...]:
    return tuple(one for one in answerers(tx) if one != request.asked_by)
