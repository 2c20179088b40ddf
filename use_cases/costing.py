"""What everything about cost is read from: the rates, the figures of the stages, and where hours belong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal

from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.money import Currency
from domain.projects import Lifecycle, Project
from domain.stage_costs import (
    ActualCost,
    CostFacts,
    PlannedCost,
    StageFigures,
    StageTotals,
    actual_costs,
    planned_cost,
    stage_figures,
    totals,
)
from domain.stages import Stage, StageState
from domain.viability import Terms
from domain.work import Charge
from storage.transactions import Transaction


@dataclass(frozen=True)
class Figures:
    """Everything that is known of a project's cost on one local date."""

    today: date
    currency: Currency
    stages: tuple[StageFigures, ...]
    elsewhere: ActualCost
    whole: StageTotals

    @property
    def without(self) -> tuple[str, ...]:
        """The skills whose hours nobody can price, for want of a rate."""
        return self.whole.planned.without

    @property
    def unknown(self) -> tuple[Stage, ...]:
        """The stages of which nobody can tell how much is done: no task says it, and nobody has estimated."""
        return tuple(one.stage for one in self.stages if one.value.earned is None)

    @property
    def unanswered(self) -> tuple[Stage, ...]:
        """The stages that have ended, and of which nobody has said since what is left."""
        return tuple(one.stage for one in self.stages if one.is_unanswered)

    def words(self, amount: Decimal) -> str:
        """An amount as it is read."""
        return self.currency.words(amount)

    def index(self, value: Decimal | None) -> str:
        """An index as it is read: 0.87."""
        cut = self.read_index(value)
        return "" if cut is None else self.currency.number(cut)

    def read_index(self, value: Decimal | None) -> Decimal | None:
        """An index in hundredths; cut, not rounded up, so that what is below a threshold never reads as on it."""
        return None if value is None else value.quantize(Decimal("0.01"), ROUND_DOWN)

    def known(self, planned: PlannedCost) -> str:
        """What is planned as it is read; nothing where all of it lacks a rate, since those hours are not free."""
        return "" if planned.without and not planned.total else self.words(planned.total)


def currency_of(project: Project, tx: Transaction) -> Currency:
    """The project's currency, written as the workspace's country writes amounts."""
    return Currency(project.currency, tx.workspaces.get().country)


def rates_to_set(figures: Figures, project: Project, tx: Transaction) -> tuple[str, ...]:
    """The skills whose hours nobody can price for want of a rate alone; none where a rate would not help."""
    return figures.without if figures.without and tx.workspaces.get().currency == project.currency else ()


def lacks_rates(project: Project, tx: Transaction) -> bool:
    """Whether an hour that is planned has no rate."""
    rates = rates_of(project, tx)
    return any(need.skill_id not in rates for stage in tx.stages.in_project(project.id) for need in stage.needs)


def minutes_without(figures: Figures, skills: Collection[str]) -> int:
    """The minutes that are planned of these skills."""
    needs = (need for one in figures.stages for need in one.stage.needs)
    return sum(need.minutes for need in needs if need.skill_id in skills)


def ceiling_in_words(project: Project, tx: Transaction) -> str:
    """The most that the customer wants to pay; empty where they have said nothing."""
    ceiling = _ceiling(project, tx)
    return "" if ceiling is None else currency_of(project, tx).words(ceiling)


def passed_ceiling(price: Decimal | None, project: Project, tx: Transaction) -> str:
    """The most that the customer wants to pay, in words, where this price is above it; empty where it is not."""
    ceiling = _ceiling(project, tx)
    return "" if price is None or ceiling is None or price <= ceiling else ceiling_in_words(project, tx)


def _ceiling(project: Project, tx: Transaction) -> Decimal | None:
    return tx.scopes.newest(project.id).statement.financial.budget_ceiling


def rates_of(project: Project, tx: Transaction) -> dict[str, Decimal]:
    """What an hour of each skill costs; none where the workspace counts in another currency than the project."""
    if tx.workspaces.get().currency != project.currency:
        return {}
    return {one.id: one.hourly_rate for one in tx.skills.catalogue().values() if one.hourly_rate is not None}


def figures_of(project: Project, tx: Transaction, now: datetime) -> Figures:
    """The figures of a project as the database has them now; its date stands still from its end on."""
    today, currency = local_date(project.ended_at or now, zone_of(project.zone)), currency_of(project, tx)
    worked, spent = tx.work.sums(project.id), tx.spending.sums(project.id)
    facts = CostFacts(
        tuple(tx.stages.in_project(project.id)),
        rates_of(project, tx),
        tuple(worked),
        tuple(spent),
        tuple(tx.work.since_estimates(project.id)),
        tuple(tx.spending.since_estimates(project.id)),
        tuple(tx.estimates.in_project(project.id)),
        tx.stages.done(project.id, project.progress.median_minutes),
        project.is_over,
    )
    stages = stage_figures(facts, today, tx.workspaces.get().calendar, currency)
    elsewhere = actual_costs(worked, spent, currency).get(None, ActualCost())
    return Figures(today, currency, stages, elsewhere, totals(stages, elsewhere))


def terms_of(project: Project, contingency: int, tx: Transaction) -> Terms | None:
    """The figures that a verdict on viability is given for; None while there is no price or nothing is planned."""
    stages = tx.stages.in_project(project.id)
    if project.price is None or not stages:
        return None
    rates, currency = rates_of(project, tx), currency_of(project, tx)
    planned = sum((planned_cost(one, rates, currency).total for one in stages), Decimal(0))
    return Terms(project.price, planned, contingency)


def expected_terms(project: Project, contingency: int, figures: Figures) -> Terms | None:
    """The price against what is expected by now; once it runs the reserve is what may still be needed, not a cost."""
    if project.price is None or not figures.stages:
        return None
    reserve = contingency if project.lifecycle is Lifecycle.PLANNING else 0
    return Terms(project.price, figures.whole.value.estimate_at_completion, reserve)


def charge_of(
    project: Project, person: UserId, day: date, stage_id: str | None, tx: Transaction, now: datetime
) -> Charge:
    """Where hours of a day belong, and what an hour of them costs.

    Without a stage they go to the one stage that ran that day, when it was only one. The rate is that of the needed
    skill which the person masters best, or what an hour of the stage, or of the project, was planned to cost.
    """
    stages = tx.stages.in_project(project.id)
    named = next((one for one in stages if one.id == stage_id), None)
    stage = ran_alone(day, stages, project) if stage_id is None else named
    rates = rates_of(project, tx)
    priced = (stage,) if stage is not None and stage.needs else tuple(stages)
    rate = _own_rate(person, priced, rates, tx, now) or usual_rate(priced, rates, currency_of(project, tx))
    return Charge(stage.id if stage else None, rate)


def ran_alone(day: date, stages: Iterable[Stage], project: Project) -> Stage | None:
    """The one stage that ran on this local date; none where several did, or none at all."""
    running = [one for one in stages if _ran_on(day, one, project)]
    return running[0] if len(running) == 1 else None


def _ran_on(day: date, stage: Stage, project: Project) -> bool:
    zone = zone_of(project.zone)
    if stage.state is StageState.PLANNED or stage.started_at is None or local_date(stage.started_at, zone) > day:
        return False
    return stage.ended_at is None or local_date(stage.ended_at, zone) >= day


def _own_rate(
    person: UserId, stages: tuple[Stage, ...], rates: dict[str, Decimal], tx: Transaction, now: datetime
) -> Decimal | None:
    needed = {need.skill_id for stage in stages for need in stage.needs}
    mastered = [(level, one.skill_id) for one in tx.skills.of_person(person) if (level := one.level_at(now))]
    best = sorted((-level, skill) for level, skill in mastered if skill in needed and skill in rates)
    return rates[best[0][1]] if best else None


def usual_rate(stages: Sequence[Stage], rates: dict[str, Decimal], currency: Currency) -> Decimal | None:
    """What an hour of these stages is planned to cost on average; None where no hour of them has a rate."""
    priced = [need for stage in stages for need in stage.needs if need.skill_id in rates]
    minutes = sum(need.minutes for need in priced)
    cost = sum((need.minutes * rates[need.skill_id] for need in priced), Decimal(0))
    return currency.rounded(cost / minutes) if minutes else None


def has_stages(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether the work is planned: at least one stage, and for one of them at least what it takes."""
    return any(one.is_estimated for one in tx.stages.in_project(project.id))


def has_costs(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether it is known what every stage costs: each says what it takes, and no hour is without a rate."""
    stages, rates = tx.stages.in_project(project.id), rates_of(project, tx)
    return bool(stages) and all(
        one.is_estimated and all(need.skill_id in rates for need in one.needs) for one in stages
    )


def is_viable(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether the department head found the project viable at its price and cost of now."""
    held = tx.viabilities.get(project.id)
    return held.is_viable(terms_of(project, held.contingency, tx))
