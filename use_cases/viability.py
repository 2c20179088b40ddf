"""Whether a project pays: its price and reserve, and the head's verdict before it starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from domain import duties, permissions
from domain.actions import Action
from domain.actors import Actor
from domain.cost_history import PRICE, RESERVE
from domain.editing import merged_or_refused, seen_of
from domain.history import Act, Change
from domain.identity import UserId
from domain.money import Currency, typed_money
from domain.projects import Lifecycle, Project, refuse_if_approved, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.viability import USUAL_CONTINGENCY, Terms, Viability, ViabilityVerdict, contingency_problems
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.calibration import Learned, learned_for
from use_cases.claims import AlsoCounted, also_counted_in
from use_cases.costing import ceiling_in_words, currency_of, figures_of, passed_ceiling, terms_of
from use_cases.finding import find_project, visible
from use_cases.gate import settle_gate
from use_cases.verdict_grounds import Moved, SolutionCost, moved_since, refuse_who_priced, solution_cost
from use_cases.verdict_questions import tell_verdict, verdict_given
from use_cases.vote_questions import redraw_votes

OVER = ", so its price stays what it is"


@dataclass(frozen=True)
class PreparePrice:
    """Open the form for the price of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class PriceForm:
    """The price and the reserve as they are."""

    project_id: str
    project_key: str
    project_name: str
    currency: str
    price: str
    contingency: int
    planned_cost: str
    ceiling: str
    """The most that the customer wants to pay; empty where they have said nothing."""
    solution: SolutionCost | None
    seen: str
    learned: Learned | None = None


@dataclass(frozen=True)
class Asking:
    """What the form asks for: the customer's price, and the reserve in percent of the cost."""

    price: Decimal | None
    contingency: int


@dataclass(frozen=True)
class SetPrice:
    """The customer is asked for this price, and this much of the cost is put aside, as it was typed.

    `seen` is what the form showed.
    """

    actor: Actor
    project_id: str
    price: str = ""
    contingency: int = 0
    seen: str = ""


@dataclass(frozen=True)
class PrepareVerdict:
    """Open the form for the verdict about the project with this key, or the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Pricing:
    """Price, cost, reserve and margin as words; with `is_loss` the price does not bear the cost, by that margin.

    `ceiling` is the most that the customer wants to pay, where the price is above it.
    """

    price: str
    cost: str
    reserve: str
    contingency: int
    break_even: str
    margin: str
    margin_percent: int | None
    is_loss: bool
    beside_reserve: str
    """Whether the margin is counted after the reserve or before it; empty where there is none."""
    ceiling: str
    is_free: bool

    @property
    def sign(self) -> str:
        """What a form remembers of the figures that it showed."""
        return f"{self.price} {self.cost} {self.contingency}"


@dataclass(frozen=True)
class VerdictForm:
    """The figures in front of whoever decides."""

    project_id: str
    project_key: str
    project_name: str
    pricing: Pricing
    without: tuple[str, ...]
    decided: ViabilityVerdict | None
    decided_by: UserId | None
    is_outdated: bool
    moved: tuple[Moved, ...]
    solution: SolutionCost | None
    shared: tuple[AlsoCounted, ...]
    """On whose time other projects count as well."""
    seen: str = ""
    learned: Learned | None = None
    """What finished projects of the kind say of the reserve, and what was answered to that."""


@dataclass(frozen=True)
class DecideViability:
    """The head's verdict, with the price and the cost that stood in the form."""

    actor: Actor
    project_id: str
    verdict: ViabilityVerdict | None
    reason: str = ""
    seen: str = ""


def pricing_of(terms: Terms, project: Project, tx: Transaction) -> Pricing:
    """The figures of a verdict as they are read."""
    currency = currency_of(project, tx)
    margin, percent = terms.margin(currency), terms.margin_percent(currency)
    return Pricing(
        currency.words(terms.price),
        currency.words(terms.cost),
        currency.words(terms.reserve(currency)),
        terms.contingency,
        currency.words(terms.break_even(currency)),
        currency.words(abs(margin)),
        None if percent is None else abs(percent),
        margin < 0,
        terms.beside_reserve(tx.viabilities.get(project.id).contingency),
        passed_ceiling(terms.price, project, tx),
        not terms.price,
    )


@read_only
def prepare_price(order: PreparePrice, tx: Transaction, now: datetime) -> Named[PriceForm]:
    """The form for price and reserve, for whoever sets them."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SET_PRICE, project)
    refuse_if_over(project, OVER)
    figures, reserve = figures_of(project, tx, now), tx.viabilities.get(project.id).contingency
    learned = learned_for(project, order.actor, tx)
    usual = learned.suggested if learned and learned.suggested is not None else USUAL_CONTINGENCY
    form = PriceForm(
        project.id,
        project.key,
        project.name,
        project.currency,
        figures.currency.as_typed(project.price),
        reserve if reserve or project.price is not None else usual,
        figures.words(figures.whole.planned.total),
        ceiling_in_words(project, tx),
        solution_cost(project, tx),
        seen_of(Asking(project.price, reserve)),
        learned,
    )
    return tx.people.named(form)


def set_price(order: SetPrice, tx: Transaction, now: datetime) -> str:
    """Save what the customer is asked for and what is put aside; returns the project's key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.SET_PRICE, project)
    refuse_if_over(project, OVER)
    currency, before = currency_of(project, tx), tx.viabilities.get(project.id)
    asked = _typed(order, Asking(project.price, before.contingency), currency)
    price = asked.price
    if price != project.price:
        refuse_if_approved(project, "price", "price")
    after = replace(before, contingency=asked.contingency)
    if (price, after) != (project.price, before):
        tx.projects.change(replace(project, price=price))
        tx.viabilities.keep(after)
        was = currency.words(project.price) if project.price is not None else ""
        said = [Change(PRICE, was, currency.words(price))] if price is not None and price != project.price else []
        if after != before:
            said.append(Change(RESERVE, f"{before.contingency} %", f"{after.contingency} %"))
        tx.history.add(order.actor.user_id, now, Act.PRICED, project.id, project.key, tuple(said))
        settle_gate(project.id, tx, now, was=project)
        redraw_votes(project, tx, now)
    return project.key


def _typed(order: SetPrice, current: Asking, currency: Currency) -> Asking:
    """What was typed, and where it was not touched what somebody else made of it meanwhile."""
    problems, price = contingency_problems(order.contingency), None
    try:
        price = typed_money(order.price, currency, "price")
        if price is None:
            problems.append(Problem(f"Enter the price, {currency.example}.", "price"))
    except Refused as refused:
        problems += refused.problems
    refuse_if_any(problems)
    now = {
        "price": currency.words(current.price) if current.price is not None else "",
        "contingency": f"{current.contingency} %",
    }
    return merged_or_refused(Asking(price, order.contingency), current, order.seen, now)


@read_only
def prepare_verdict(order: PrepareVerdict, tx: Transaction, now: datetime) -> Named[VerdictForm]:
    """The form for the verdict with the figures, for the department head, before the project starts."""
    project = find_project(order.actor, order.key, order.channel, tx)
    held, terms = _decidable(order.actor, project, tx)
    figures = figures_of(project, tx, now)
    skills, pricing = tx.skills.catalogue(), pricing_of(terms, project, tx)
    names = tuple(skills[one].name if one in skills else one for one in figures.without)
    return tx.people.named(
        VerdictForm(
            project.id,
            project.key,
            project.name,
            pricing,
            names,
            held.verdict,
            held.decided_by,
            bool(held.asked_for) or not held.is_current(terms),
            moved_since(held, terms, project, tx),
            solution_cost(project, tx),
            also_counted_in(project, order.actor, tx, now),
            pricing.sign,
            learned_for(project, order.actor, tx),
        )
    )


def _decidable(actor: Actor, project: Project, tx: Transaction) -> tuple[Viability, Terms]:
    permissions.require(actor, Action.DECIDE_VIABILITY, project)
    duties.refuse_own(project, actor.user_id)
    refuse_who_priced(project, actor, tx)
    held = tx.viabilities.get(project.id)
    terms = terms_of(project, held.contingency, tx)
    is_outdated = held.verdict is not None and not held.is_current(terms)
    is_asked_again = not project.is_over and (is_outdated or bool(held.asked_for))
    if project.lifecycle is not Lifecycle.PLANNING and not is_asked_again:
        raise Refused(f"{project.key} is {project.state}; this was to be decided before its start.")
    if terms is None:
        what = "price" if project.price is None else "stages"
        raise Refused(
            f"{project.key} has no {what} yet, so there is nothing to decide. Its project manager enters them."
        )
    return held, terms


def decide_viability(order: DecideViability, tx: Transaction, now: datetime) -> str:
    """Keep the head's verdict for these figures, and tell the project manager; returns the project's key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    held, terms = _decidable(order.actor, project, tx)
    if order.verdict is None:
        raise Refused("Choose one of the two.", "verdict")
    if order.seen != pricing_of(terms, project, tx).sign:
        raise Refused("The price or the planned cost changed meanwhile. Close this and open it again.", "verdict")
    by = order.actor.user_id
    until, whose = project.scope.completion_date, order.actor.stands_for.get(project.id)
    tx.viabilities.keep(held.decided(order.verdict, order.reason, terms, by, now, until, whose))
    said = (Change("verdict", held.verdict or "", order.verdict), Change("why", "", order.reason))
    changes = tuple(one for one in said if one.after)
    tx.history.add(by, now, Act.DECIDED_VIABILITY, project.id, project.key, changes)
    verdict_given(held.asked_for, project, tx, now)
    tell_verdict(settle_gate(project.id, tx, now), order.verdict, order.reason, by, tx, now)
    return project.key
