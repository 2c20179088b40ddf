"""Deciding on a change: agreeing to the newest offer, offering something else, saying no, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.change_terms import is_difference
from domain.changes import SAME, ChangeRequest, ChangeState
from domain.deciding import Deciding
from domain.history import Act
from domain.identity import UserId
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from storage.transactions import Transaction, read_only
from use_cases.change_approval import ask_deciders, close_version, save_turn, settle_change, tell_end
from use_cases.changes import ChangeForm, TypedTerms, form_of, read_terms
from use_cases.finding_changes import held_change, project_of_change


@dataclass(frozen=True)
class PrepareCounter:
    """Open the form for another offer, with the newest one filled in."""

    actor: Actor
    change_id: str


@dataclass(frozen=True)
class CounterChange:
    """Offer something else than the offer of this number, and say why."""

    actor: Actor
    change_id: str
    offer: int
    words: str
    typed: TypedTerms


@dataclass(frozen=True)
class AgreeChange:
    """Agree to the offer of this number."""

    actor: Actor
    change_id: str
    offer: int


@dataclass(frozen=True)
class PrepareRejection:
    """Open the form that asks why not."""

    actor: Actor
    change_id: str


@dataclass(frozen=True)
class RejectionForm:
    """The change that would not be."""

    change_id: str
    change_key: str
    what: str
    project_name: str


@dataclass(frozen=True)
class RejectChange:
    """Say no to a change, with a reason."""

    actor: Actor
    change_id: str
    reason: str


@dataclass(frozen=True)
class WithdrawChange:
    """Take back a change of one's own."""

    actor: Actor
    change_id: str


@read_only
def prepare_counter(order: PrepareCounter, tx: Transaction, now: datetime) -> ChangeForm:
    """The form for another offer, as the newest one stands."""
    change = tx.changes.get(order.change_id)
    project = project_of_change(change, order.actor, tx)
    permissions.require(order.actor, Action.COUNTER_CHANGE, Deciding(project), change)
    _refuse_if_ended(project)
    change.refuse_unless_discussed()
    form = form_of(project, change.offer.terms, change.approved, tx)
    return replace(form, what=change.what, change_id=change.id, change_key=change.key, offer=change.offer.number)


def counter_change(order: CounterChange, tx: Transaction, now: datetime) -> str:
    """Put another offer on the table; who agreed before is asked again. Returns the change's key."""
    change, project = held_change(order.change_id, order.actor, tx)
    permissions.require(order.actor, Action.COUNTER_CHANGE, Deciding(project), change)
    _refuse_if_ended(project)
    change.refuse_unless_discussed()
    if order.offer != change.offer.number:
        raise Refused(f"Offer {change.offer.number} of {change.key} came first:", to_type=f"change {change.key}")
    terms, problems = read_terms(order.typed, change.offer.terms, change.approved, project, tx, now)
    if not order.words.strip():
        problems.append(Problem("Say why, so that the others can agree.", "why"))
    if terms == change.offer.terms and not problems:
        problems.append(Problem(SAME, _counted(order.typed)))
    refuse_if_any(problems)
    by = order.actor.user_id
    whose = change.decided_by(Deciding(project)).seat_of(by)
    after = change.countered(terms, by, order.words, now, stood_for=whose if whose != by else None)
    save_turn(Act.OFFERED_CHANGE, after, project, by, tx, now)
    ask_deciders(after, project, (by,), tx, now)
    return after.key


def _counted(typed: TypedTerms) -> str | None:
    """The field in which somebody typed a difference."""
    figures = {"price": typed.price, "effort": typed.effort}
    return next((field for field, text in figures.items() if is_difference(text)), None)


def agree_change(order: AgreeChange, tx: Transaction, now: datetime) -> str:
    """Agree to an offer; with the second agreement it goes to the customer or is approved. Returns the change's key."""
    change, project = held_change(order.change_id, order.actor, tx)
    permissions.require(order.actor, Action.DECIDE_CHANGE, change.decided_by(Deciding(project)))
    _refuse_if_ended(project)
    by = order.actor.user_id
    after = change.agreed(by, order.offer, Deciding(project), now)
    if after != change:
        save_turn(Act.AGREED_CHANGE, after, project, by, tx, now)
    settle_change(after, project, by, tx, now)
    return after.key


@read_only
def prepare_rejection(order: PrepareRejection, tx: Transaction, now: datetime) -> RejectionForm:
    """The form that asks why not, for whoever decides."""
    change = tx.changes.get(order.change_id)
    project = project_of_change(change, order.actor, tx)
    permissions.require(order.actor, Action.DECIDE_CHANGE, change.decided_by(Deciding(project)))
    change.refuse_unless_discussed()
    return RejectionForm(change.id, change.key, change.what, project.name)


def reject_change(order: RejectChange, tx: Transaction, now: datetime) -> str:
    """Say no to a change, and tell who asked why. Returns the change's key."""
    change, project = held_change(order.change_id, order.actor, tx)
    permissions.require(order.actor, Action.DECIDE_CHANGE, change.decided_by(Deciding(project)))
    by = order.actor.user_id
    after = change.rejected(by, order.reason, now)
    save_turn(Act.REJECTED_CHANGE, after, project, by, tx, now)
    tell_end(after, project, by, tx, now)
    return after.key


def withdraw_change(order: WithdrawChange, tx: Transaction, now: datetime) -> str:
    """Take back a change of one's own; what the customer was shown of it is closed. Returns the change's key."""
    change, project = held_change(order.change_id, order.actor, tx)
    permissions.require(order.actor, Action.WITHDRAW_CHANGE, change)
    take_back_change(change, project, order.actor.user_id, "", tx, now)
    return change.key


def take_back_change(
    change: ChangeRequest, project: Project, by: UserId, why: str, tx: Transaction, now: datetime
) -> None:
    """Save that a change is not wanted any more, close what the customer was shown of it, and say so; both are held."""
    after = change.withdrawn(by, now, why)
    if change.state is ChangeState.WITH_CUSTOMER:
        close_version(change, by, tx, now)
    save_turn(Act.WITHDREW_CHANGE, after, project, by, tx, now)
    tell_end(after, project, by, tx, now)


def _refuse_if_ended(project: Project) -> None:
    refuse_if_over(project, " and nothing of it changes any more")
