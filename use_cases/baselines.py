"""Freezing what was agreed with a customer, with the work and the cost that are planned for it."""

from __future__ import annotations

from datetime import datetime

from domain.baselines import Baseline, BaselineStage
from domain.plans import PlanVersion
from domain.projects import Project
from domain.stage_costs import planned_cost
from domain.stages import Budget
from storage.transactions import Transaction
from use_cases.costing import currency_of, rates_of


def freeze_baseline(
    version: PlanVersion, project: Project, tx: Transaction, now: datetime, reason: str = ""
) -> Baseline:
    """Freeze what was agreed: price and dates as this version showed them, and each stage as it is measured by then.

    A project that has not started is measured by nothing yet: of its stages the plan is frozen.
    """
    before = tx.baselines.newest_of(project.id)
    by = version.answer.by if version.answer else version.presented_by
    frozen = Baseline(
        project.id,
        before.number + 1 if before else 1,
        version.number,
        version.scope_number,
        project.currency,
        version.plan.price,
        version.plan.completion_date,
        _stages(project, tx),
        now,
        by,
        reason,
    )
    tx.baselines.add(frozen)
    return frozen


def _stages(project: Project, tx: Transaction) -> tuple[BaselineStage, ...]:
    currency, rates = currency_of(project, tx), rates_of(project, tx)
    found = []
    for one in tx.stages.in_project(project.id):
        planned = Budget(planned_cost(one, rates, currency).total, one.minutes, one.starts_on, one.ends_on)
        agreed = one.budget if one.budget and project.is_approved else planned
        days = (agreed.starts_on, agreed.ends_on)
        found.append(BaselineStage(one.id, one.number, one.name, *days, agreed.minutes, agreed.cost))
    return tuple(found)
