"""The rates that a project's hours lack: one form with a field for each skill, for whoever keeps the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.money import Currency
from domain.permissions import Forbidden
from domain.projects import Project
from domain.refusals import Problem, Refused, SoByNow, refuse_if_any
from domain.skills import Skill
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.asked_rates import end_asked_rates
from use_cases.catalogue_entries import keep_entry, read_rate
from use_cases.costing import figures_of, minutes_without, rates_to_set
from use_cases.finding import find_project, visible

RATES_IN_A_STEP = 7


@dataclass(frozen=True)
class PrepareRates:
    """Open the form for what the hours of the project of this key lack; `besides` were in it already."""

    actor: Actor
    key: str
    besides: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether the form was answered just now, so that nothing being left is no reason to refuse."""


@dataclass(frozen=True)
class MissingRate:
    """A skill without a rate, and the minutes that are planned of it."""

    skill_id: str
    skill: str
    minutes: int


@dataclass(frozen=True)
class RatesForm:
    """A few skills without a rate, how many come after them, and all the minutes that nobody can price."""

    project_id: str
    project_key: str
    project_name: str
    asked: tuple[MissingRate, ...]
    besides: tuple[str, ...]
    more: int
    minutes: int
    currency: str


@dataclass(frozen=True)
class TypedRate:
    """What an hour of a skill costs, as it was typed."""

    skill_id: str
    rate: str


@dataclass(frozen=True)
class SetRates:
    """These are the rates; one that is empty is left for later."""

    actor: Actor
    project_id: str
    rates: tuple[TypedRate, ...]
    currency: str
    """What they were asked for in, by its code."""


@read_only
def prepare_rates(order: PrepareRates, tx: Transaction, now: datetime) -> Named[RatesForm]:
    """The next skills whose hours in a project have no rate, for whoever keeps the catalogue."""
    project = find_project(order.actor, order.key, None, tx)
    _require(order.actor, project, tx)
    figures = figures_of(project, tx, now)
    missing = rates_to_set(figures, project, tx)
    if figures.without and not missing:
        counted = tx.workspaces.get().currency
        raise Refused(f"The catalogue counts in {counted} and {project.key} does not, so a rate would not help there.")
    skills = tx.skills.catalogue()
    left = [one for one in missing if one in skills and one not in order.besides]
    if not left and not order.goes_on:
        raise SoByNow(f"Every hour that is planned in {project.key} has a rate by now.")
    asked = tuple(MissingRate(one, skills[one].name, minutes_without(figures, [one])) for one in left[:RATES_IN_A_STEP])
    named = (project.id, project.key, project.name)
    total = minutes_without(figures, missing)
    return Named(RatesForm(*named, asked, order.besides, len(left) - len(asked), total, project.currency), {})


def _require(actor: Actor, project: Project, tx: Transaction) -> None:
    """Refuse whoever does not keep the catalogue; who is asked for them is told of which project.

    Of a private one only those who are on it are asked.
    """
    try:
        permissions.require(actor, Action.KEEP_CATALOGUE, tx.workspaces.get())
    except Forbidden as refusal:
        others = ((one, replace(actor, user_id=one)) for one in refusal.who_may)
        may_know = tuple(one for one, other in others if not project.is_hidden_from(other))
        raise type(refusal)(str(refusal), may_know, refusal.action, project.id) from None


def set_rates(order: SetRates, tx: Transaction, now: datetime) -> str:
    """Set what an hour of skills costs that have no rate yet; returns the project's key."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    workspace = tx.workspaces.for_change()
    _require(order.actor, project, tx)
    currency, catalogue = Currency(workspace.currency, workspace.country), tx.skills.catalogue()
    read = [_read(one, catalogue.get(one.skill_id), currency) for one in _typed(order, currency)]
    refuse_if_any(problem for _, problems in read for problem in problems)
    for after, _ in read:
        if after is not None and after != catalogue[after.id]:
            keep_entry(catalogue[after.id], after, order.actor, currency, tx, now)
    end_asked_rates(tx, now)
    return project.key


def _typed(order: SetRates, currency: Currency) -> list[TypedRate]:
    """The rates that are not empty; refuses when none is, and amounts that were asked for in another currency."""
    typed = [one for one in order.rates if one.rate.strip()]
    if not typed and order.rates:
        raise Refused("Enter what an hour of at least one of them costs.", _field(order.rates[0]))
    if typed and order.currency != currency.code:
        words = f"This was asked for in {order.currency}, and the catalogue counts in {currency.code} by now."
        raise Refused(f"{words} Close this and set it in the catalogue.", _field(typed[0]))
    return typed


def _field(typed: TypedRate) -> str:
    return f"rate@{typed.skill_id}"


def _read(typed: TypedRate, before: Skill | None, currency: Currency) -> tuple[Skill | None, Iterable[Problem]]:
    """The skill with the rate that was typed; one that somebody set meanwhile is not overwritten."""
    rate, problems = read_rate(typed.rate, currency, _field(typed))
    if problems:
        return None, problems
    if before is None:
        return None, [Problem("The catalogue does not have this any more. Leave it empty.", _field(typed))]
    if before.hourly_rate not in (None, rate):
        held = currency.words(before.hourly_rate) if before.hourly_rate is not None else ""
        words = f"Somebody has set {held} meanwhile. Leave this empty, or change it in the catalogue."
        return None, [Problem(words, _field(typed))]
    return replace(before, hourly_rate=rate), []
