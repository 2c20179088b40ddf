"""What a project costs, for those who answer for it: each stage, the whole, earned value, and whether it pays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.demands import stage_label
from domain.gate import Fact
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from domain.stage_costs import StageFigures
from domain.stages import StageState
from domain.viability import ViabilityVerdict, Vote
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import unplanned_minutes
from use_cases.costing import Figures, expected_terms, figures_of, minutes_without, rates_to_set, terms_of
from use_cases.finding import find_project
from use_cases.gate import OpenFact, step_after
from use_cases.verdict_grounds import Moved, SolutionCost, is_outdated, moved_since, solution_cost
from use_cases.viability import Pricing, pricing_of
from use_cases.vote_grounds import last_vote


@dataclass(frozen=True)
class ShowCosts:
    """The costs of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class FindCostGap:
    """What is still to be said so that every stage of the project with this key has its cost?"""

    actor: Actor
    key: str


@dataclass(frozen=True)
class CostGap:
    """The first stage of which nobody has said what it takes, else the first skill whose rate is missing; or nothing.

    Both are ids, empty where there is none; `minutes` are planned of all skills without a rate.
    """

    stage_id: str = ""
    stage_words: str = ""
    skill_id: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class StageCost:
    """One stage: what it was planned to cost, what it cost, what is left, and what it comes to; amounts as words."""

    id: str
    number: int
    name: str
    state: StageState
    is_estimated: bool
    """Whether anybody has said what it takes; what nobody has said costs nothing yet, and is not free."""
    planned_cost: str
    is_unpriced: bool
    """Whether some of its hours have no rate; without any other cost none is said."""
    budget: str
    spent: str
    left: str
    expected: str
    is_over: bool
    estimated_at: datetime | None


@dataclass(frozen=True)
class Earned:
    """Earned value of the whole, each figure as words, an index empty where there is nothing to divide by.

    What is earned is empty while nobody has said what is left of `unknown`; early on no index `is_telling`.
    """

    budget: str
    planned_value: str
    earned: str
    unknown: tuple[str, ...]
    spent: str
    cost_index: str
    time_index: str
    is_dear: bool
    is_late: bool
    is_telling: bool
    expected: str
    to_go: str
    variance: str
    is_over: bool
    at_this_pace: str


@dataclass(frozen=True)
class Measure:
    """What budget and planned value go by: the plan at the start, or the last agreed change, since its local date."""

    change: str
    since: date
    unplanned_minutes: int
    """Work that was agreed and stands in no stage yet."""


@dataclass(frozen=True)
class Reserve:
    """What was put aside on top of the budget, and how much of it the expected cost needs by now; amounts as words."""

    contingency: int
    amount: str
    used: str
    is_used_up: bool


@dataclass(frozen=True)
class CostReport:
    """Everything about a project's cost as it is now."""

    project_key: str
    project_name: str
    today: date
    is_planning: bool
    stages: tuple[StageCost, ...]
    elsewhere: str
    elsewhere_minutes: int
    worked_minutes: int
    unpriced_minutes: int
    without: tuple[str, ...]
    gap: CostGap
    earned: Earned
    measure: Measure | None
    pricing: Pricing | None
    solution: SolutionCost | None
    """What the chosen solution costs, until the project starts."""
    reserve: Reserve | None
    verdict: ViabilityVerdict | None
    verdict_reason: str
    verdict_by: UserId | None
    verdict_for: UserId | None
    is_outdated: bool
    moved: tuple[Moved, ...]
    last_vote: Vote | None
    last_vote_reason: str
    head: UserId | None
    may_price: bool
    is_approved: bool
    """Whether the customer has accepted the price, so that only a change moves it."""
    may_decide: bool
    may_plan: bool
    estimable_id: str
    """The first stage of which this reader may say what is left, and nobody has; empty when there is none."""
    following: OpenFact | None
    """What is decided next before the start, once it was found viable."""


@read_only
def show_costs(order: ShowCosts, tx: Transaction, now: datetime) -> Named[CostReport]:
    """What a project costs, for its project manager, IT manager, department head and responsible staff member."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_COSTS, project)
    figures, held = figures_of(project, tx, now), tx.viabilities.get(project.id)
    decided_on, terms = terms_of(project, held.contingency, tx), expected_terms(project, held.contingency, figures)
    skills = tx.skills.catalogue() if figures.without else {}
    is_planning = project.lifecycle is Lifecycle.PLANNING
    report = CostReport(
        project.key,
        project.name,
        figures.today,
        is_planning,
        tuple(_stage(one, figures) for one in figures.stages),
        figures.words(figures.elsewhere.total) if figures.elsewhere.total or figures.elsewhere.minutes else "",
        figures.elsewhere.minutes,
        figures.whole.actual.minutes,
        figures.whole.actual.unpriced,
        tuple(skills[one].name if one in skills else one for one in figures.without),
        _gap(figures, project, tx),
        _earned(figures),
        None if is_planning else _measure(project, figures, tx),
        pricing_of(terms, project, tx) if terms else None,
        solution_cost(project, tx) if is_planning else None,
        None if is_planning else _reserve(held.contingency, figures),
        held.verdict,
        held.reason,
        *held.hands,
        is_outdated(held, decided_on, project),
        moved_since(held, decided_on, project, tx),
        *last_vote(project, tx),
        next((one.person for one in project.staff if one.role == "department_head"), None),
        permissions.allowed(order.actor, Action.SET_PRICE, project) and not project.is_over,
        project.is_approved,
        decided_on is not None and not project.is_over,
        permissions.allowed(order.actor, Action.PLAN_STAGES, project) and not project.is_over,
        _estimable(figures, project, order.actor),
        step_after(Fact.VIABLE, project, order.actor, tx),
    )
    return tx.people.named(report)


@read_only
def find_cost_gap(order: FindCostGap, tx: Transaction, now: datetime) -> CostGap:
    """What to ask next, for whoever plans the stages, until it is known what every stage costs.

    A rate is asked of those alone who may set it.
    """
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.PLAN_STAGES, project)
    gap = _gap(figures_of(project, tx, now), project, tx)
    may_set = permissions.allowed(order.actor, Action.KEEP_CATALOGUE, tx.workspaces.get())
    return gap if may_set else replace(gap, skill_id="", minutes=0)


def _gap(figures: Figures, project: Project, tx: Transaction) -> CostGap:
    for stage in (one.stage for one in figures.stages):
        if not stage.is_estimated and stage.state is not StageState.ENDED:
            return CostGap(stage.id, stage_label(stage))
    missing = rates_to_set(figures, project, tx)
    return CostGap(skill_id=missing[0] if missing else "", minutes=minutes_without(figures, missing))


def _estimable(figures: Figures, project: Project, actor: Actor) -> str:
    unknown = () if project.is_over else (*figures.unknown, *figures.unanswered)
    able = (one.id for one in unknown if permissions.allowed(actor, Action.ESTIMATE_STAGE, project, one))
    return next(able, "")


def _reserve(contingency: int, figures: Figures) -> Reserve | None:
    """The reserve of a project that has started; what is expected above the budget is taken from it."""
    value = figures.whole.value
    amount = figures.currency.rounded(value.budget * contingency / 100)
    if not amount:
        return None
    over = max(Decimal(0), -value.variance_at_completion)
    return Reserve(contingency, figures.words(amount), figures.words(min(over, amount)), over >= amount)


def _measure(project: Project, figures: Figures, tx: Transaction) -> Measure | None:
    """The baseline that counts; None for a project that was started before any figure was kept."""
    newest, since = tx.baselines.newest_of(project.id), project.started_at
    if since is None:
        return None
    if newest is None or newest.frozen_at < since:
        return Measure("", local_date(since, zone_of(project.zone)), 0)
    unplanned = unplanned_minutes(project, figures.whole.planned.minutes, tx)
    return Measure(newest.reason, local_date(newest.frozen_at, zone_of(project.zone)), unplanned)


def _stage(one: StageFigures, figures: Figures) -> StageCost:
    value = one.value
    return StageCost(
        one.stage.id,
        one.stage.number,
        one.stage.name,
        one.stage.state,
        one.stage.is_estimated,
        figures.known(one.planned),
        bool(one.planned.without),
        figures.words(value.budget),
        figures.words(value.spent),
        figures.words(value.estimate_to_complete),
        figures.words(value.estimate_at_completion),
        value.variance_at_completion < 0,
        one.estimate.at if one.estimate else None,
    )


def _earned(figures: Figures) -> Earned:
    value, words = figures.whole.value, figures.words
    pace = value.at_this_pace
    return Earned(
        words(value.budget),
        words(value.planned),
        "" if value.earned is None else words(figures.currency.rounded(value.earned)),
        tuple(stage_label(one) for one in figures.unknown),
        words(value.spent),
        figures.index(value.cost_index),
        figures.index(value.time_index),
        value.is_telling and value.cost_index is not None and value.cost_index < 1,
        value.is_telling and value.time_index is not None and value.time_index < 1,
        value.is_telling,
        words(value.estimate_at_completion),
        words(value.estimate_to_complete),
        words(abs(value.variance_at_completion)),
        value.variance_at_completion < Decimal(0),
        words(figures.currency.rounded(pace)) if pace is not None and value.to_go else "",
    )
