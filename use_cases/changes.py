"""Asking to change what was approved: what, why, and the figures as they would be, all typed in one form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.change_terms import Terms, terms_problems, typed_effort, typed_price
from domain.changes import ChangeRequest, what_problems
from domain.difficulties import link_or_nothing
from domain.history import Act
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.scope_notes import ScopeNote
from domain.services import once
from domain.stages import early_end_problems
from storage.transactions import Transaction, read_only
from use_cases.approved import refuse_unless_approved
from use_cases.change_approval import ask_deciders
from use_cases.change_cards import redraw_change
from use_cases.costing import currency_of
from use_cases.finding import find_project, visible
from use_cases.scope_notes import project_of_note

TITLE_LENGTH = 250


@dataclass(frozen=True)
class PrepareChange:
    """Open the form for the project of this key, or of the one in this channel; `note_id` is what it is made of."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    note_id: str = ""


@dataclass(frozen=True)
class ChangeForm:
    """What is approved or offered, to be changed; effort and price as they are typed.

    What is approved stands beside it, because a difference counts from there, also in an answer to an offer.
    """

    project_id: str
    project_key: str
    project_name: str
    what: str
    why: str
    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    price: str
    effort_minutes: int
    currency: str
    approved_price: str
    approved_minutes: int
    note_id: str = ""
    change_id: str = ""
    offer: int = 0
    change_key: str = ""


@dataclass(frozen=True)
class TypedTerms:
    """The figures of an offer as typed: price and effort are the whole, or how much more or less."""

    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    price: str
    effort: str


@dataclass(frozen=True)
class AskChange:
    """Ask for a change of what is approved in a project; `note_id` is what was noted in passing."""

    actor: Actor
    project_id: str
    what: str
    why: str
    typed: TypedTerms
    note_id: str = ""


@read_only
def prepare_change(order: PrepareChange, tx: Transaction, now: datetime) -> ChangeForm:
    """The form with what is approved now; made of a note, with its words and its hours added."""
    note = tx.scope_notes.get(order.note_id) if order.note_id else None
    if note is not None:
        project = project_of_note(note, tx.projects.get(note.project_id), order.actor)
        note.refuse_unless_open()
    else:
        project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.ASK_CHANGE, project)
    approved = changeable(project, tx)
    form = form_of(project, approved, approved, tx)
    return form if note is None else _made_of(note, form)


def changeable(project: Project, tx: Transaction) -> Terms:
    """What is approved of a project that changes can be asked for; refuses one that is over or not approved."""
    refuse_if_over(project, " and nothing of it changes any more")
    return refuse_unless_approved(project, tx)


def form_of(project: Project, terms: Terms, approved: Terms, tx: Transaction) -> ChangeForm:
    """The form with these terms in it, as they are typed, and with what is approved."""
    currency = currency_of(project, tx)
    price = currency.as_typed(terms.price)
    return ChangeForm(
        project.id,
        project.key,
        project.name,
        "",
        "",
        terms.users_count,
        terms.services,
        terms.completion_date,
        price,
        terms.minutes,
        currency.code,
        currency.words(approved.price) if approved.price is not None else "",
        approved.minutes,
    )


def _made_of(note: ScopeNote, form: ChangeForm) -> ChangeForm:
    """The form with a note's first line as what changes, the rest as why, and its hours on top."""
    first, _, rest = note.what.partition("\n")
    long = len(first) > TITLE_LENGTH
    what = first[: TITLE_LENGTH - 1] + "…" if long else first
    why = note.what if long else rest.strip()
    effort = form.effort_minutes + (note.minutes or 0)
    return replace(form, what=what, why=why, effort_minutes=effort, note_id=note.id)


def ask_change(order: AskChange, tx: Transaction, now: datetime) -> str:
    """Save a change with its first offer, put its card into the channel, and ask who must agree; returns its key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.ASK_CHANGE, project)
    approved = changeable(project, tx)
    terms, problems = read_terms(order.typed, approved, approved, project, tx, now)
    refuse_if_any([*what_problems(order.what, order.why), *problems])
    note = tx.scope_notes.for_change(order.note_id) if order.note_id else None
    by, number = order.actor.user_id, tx.changes.next_number(project.id)
    change = ChangeRequest.asked(
        project,
        number,
        (order.what, order.why),
        approved,
        terms,
        by,
        now,
        link_or_nothing(note.source) if note else "",
        note.source_by if note else None,
    )
    tx.changes.add(change)
    if note is not None:
        _refuse_elsewhere(note, project)
        tx.scope_notes.change(note.priced(change.id))
    tx.history.add(by, now, Act.ASKED_CHANGE, project.id, change.key)
    redraw_change(change, project, tx, now)
    ask_deciders(change, project, (by,), tx, now)
    return change.key


def _refuse_elsewhere(note: ScopeNote, project: Project) -> None:
    if note.project_id != project.id:
        raise Refused("What was noted belongs to another project.")


def read_terms(
    typed: TypedTerms, shown: Terms, approved: Terms, project: Project, tx: Transaction, now: datetime
) -> tuple[Terms, list[Problem]]:
    """What was typed as terms, with everything that is wrong beside its fields.

    What begins with + or - counts from what is approved; an effort that was emptied stays as it was `shown`.
    """
    currency, problems = currency_of(project, tx), list[Problem]()
    price, minutes = shown.price, shown.minutes
    try:
        price = typed_price(typed.price, approved.price, currency)
    except Refused as refused:
        problems += refused.problems
    try:
        minutes = typed_effort(typed.effort, approved.minutes) if typed.effort.strip() else shown.minutes
    except Refused as refused:
        problems += refused.problems
    terms = Terms(typed.users_count, once(typed.services), typed.completion_date, price, minutes)
    today = local_date(now, zone_of(project.zone))
    problems = [*terms_problems(terms, approved, today), *problems]
    if terms.completion_date != approved.completion_date and "completion_date" not in {one.field for one in problems}:
        problems += early_end_problems(terms.completion_date, tx.stages.in_project(project.id), project.key)
    return terms, problems
