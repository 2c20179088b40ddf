"""How a project comes out against what was agreed, and freezing that at its end."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.baselines import Baseline, BaselineStage
from domain.calendars import local_date, zone_of
from domain.change_terms import Reader
from domain.goal_answers import GoalOutcome
from domain.outcomes import (
    NONE_TAKEN,
    Basis,
    Compared,
    Outcome,
    ScopeOutcome,
    StageOutcome,
    Taken,
    compare_stages,
    taken_by,
)
from domain.projects import ENDED_WELL, Lifecycle, Project
from domain.stage_costs import ActualCost, StageFigures
from storage.transactions import Transaction
from use_cases.approved import agreed_steps, agreement_of, approved_terms
from use_cases.costing import Figures, figures_of


def keep_outcome(project: Project, tx: Transaction, now: datetime) -> None:
    """Freeze how a project that is done came out, and forget it where it goes on or is cancelled after all."""
    if project.lifecycle in ENDED_WELL:
        tx.outcomes.freeze(outcome_of(project, tx, now), now)
    else:
        tx.outcomes.take_back(project.id)


def kept_outcome(project: Project, tx: Transaction, now: datetime) -> Outcome:
    """How a project came out as it was frozen when it closed; until then as things are now."""
    frozen = tx.outcomes.of_project(project.id) if project.lifecycle is Lifecycle.CLOSED else None
    return frozen or outcome_of(project, tx, now)


def outcome_of(project: Project, tx: Transaction, now: datetime) -> Outcome:
    """How a project comes out as things are now: computed from the agreements, the log and what was said of goals."""
    figures, agreed = figures_of(project, tx, now), tx.baselines.of_project(project.id)
    stages, basis = _stages(figures, agreed, project)
    kind = tx.project_templates.kind_of(project.id)
    return Outcome(
        project.id,
        project.key,
        project.name,
        project.customer,
        kind.id if kind else project.id,
        project.currency,
        basis,
        Compared(_planned(stages, agreed, project, tx), _actual(project, figures, now)),
        _agreed(agreed[-1]) if len(agreed) > 1 else None,
        stages,
        Taken(None, None, figures.elsewhere.minutes, figures.elsewhere.total),
        figures.whole.actual.unpriced,
        _scope(project, tx),
        goals_of(project, tx),
        tuple(one.value for one in tx.difficulties.categories(project.id)),
    )


def _stages(figures: Figures, agreed: list[Baseline], project: Project) -> tuple[tuple[StageOutcome, ...], Basis]:
    """Each stage beside the newest agreement; without one beside what the project was measured by at its start."""
    zone = zone_of(project.zone)
    came = [
        (_as_measured(one), _taken(one.stage.started_at, one.stage.ended_at, one.actual, zone))
        for one in figures.stages
    ]
    if agreed:
        return compare_stages(agreed[0].stages, came), Basis.AGREED
    basis = Basis.PLANNED if came else Basis.NOTHING
    return compare_stages([one for one, _ in came], came), basis


def _as_measured(figures: StageFigures) -> BaselineStage:
    stage, budget = figures.stage, figures.stage.budget
    first, last = (budget.starts_on, budget.ends_on) if budget else (stage.starts_on, stage.ends_on)
    minutes, cost = (budget.minutes, budget.cost) if budget else (stage.minutes, figures.planned.total)
    return BaselineStage(stage.id, stage.number, stage.name, first, last, minutes, cost)


def _planned(stages: tuple[StageOutcome, ...], agreed: list[Baseline], project: Project, tx: Transaction) -> Taken:
    """The whole as it was agreed last: until the completion date, with the effort that the last change agreed to."""
    whole = sum((one.compared.planned for one in stages), NONE_TAKEN)
    due = agreed[0].completion_date if agreed else project.scope.completion_date
    terms = approved_terms(project, tx) if agreed else None
    minutes = terms.minutes if terms else whole.minutes
    return Taken(whole.starts_on, due or whole.ends_on, minutes, whole.cost)


def _agreed(first: Baseline) -> Taken:
    whole = sum(map(taken_by, first.stages), NONE_TAKEN)
    return Taken(whole.starts_on, first.completion_date or whole.ends_on, whole.minutes, whole.cost)


def _actual(project: Project, figures: Figures, now: datetime) -> Taken:
    return _taken(project.started_at, project.ended_at or now, figures.whole.actual, zone_of(project.zone))


def _taken(began: datetime | None, ended: datetime | None, actual: ActualCost, zone: ZoneInfo) -> Taken:
    def day(moment: datetime | None) -> date | None:
        return None if moment is None else local_date(moment, zone)

    return Taken(day(began), day(ended), actual.minutes, actual.total)


def _scope(project: Project, tx: Transaction) -> ScopeOutcome:
    agreement = agreement_of(project, tx, Reader.OURS)
    if agreement is None:
        return ScopeOutcome()
    return ScopeOutcome(agreement.first, agreement.now, agreement.changes, agreed_steps(project, tx))


def goals_of(project: Project, tx: Transaction) -> tuple[GoalOutcome, ...]:
    """Every goal of a project with what was said of it, in the order of the scope."""
    said = {one.goal_id: one for one in tx.outcomes.goal_answers(project.id)}
    every = tx.scopes.newest(project.id).statement.goals
    return tuple(
        GoalOutcome(one, *said[one.id].said, said[one.id].by) if one.id in said else GoalOutcome(one) for one in every
    )
