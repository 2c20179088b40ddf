"""What was said each time to be left of a stage, beside what had been done of it by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.identity import UserId
from domain.stage_costs import ActualCost, actual_costs
from domain.stages import Stage
from domain.work import Estimate
from storage.transactions import Transaction
from use_cases.costing import Figures

ESTIMATES_SHOWN = 5


@dataclass(frozen=True)
class EstimateLine:
    """One estimate with its moment and the actual of that moment; amounts as words, empty for who must not see them."""

    by: UserId
    at: datetime
    left_minutes: int
    left: str
    worked_minutes: int
    spent: str


@dataclass(frozen=True)
class PastEstimates:
    """The newest estimates of a stage, the newest first, and how many there are besides."""

    lines: tuple[EstimateLine, ...]
    beyond: int


def past_estimates(stage: Stage, figures: Figures, may_see: bool, tx: Transaction) -> PastEstimates:
    """Every estimate of a stage beside the hours and the money that it had taken when that was said."""
    said = [one for one in reversed(tx.estimates.in_project(stage.project_id)) if one.stage_id == stage.id]
    done = _done_by_then(stage, figures, tx) if said else {}
    shown = (_line(one, done.get(one.id, ActualCost()), figures, may_see) for one in said[:ESTIMATES_SHOWN])
    return PastEstimates(tuple(shown), max(0, len(said) - ESTIMATES_SHOWN))


def _done_by_then(stage: Stage, figures: Figures, tx: Transaction) -> dict[str, ActualCost]:
    worked, spent = tx.work.until_estimates(stage.project_id), tx.spending.until_estimates(stage.project_id)
    costs = {
        id: actual_costs(worked.get(id, ()), (spent[id],) if id in spent else (), figures.currency)
        for id in worked.keys() | spent.keys()
    }
    return {id: by_stage[stage.id] for id, by_stage in costs.items() if stage.id in by_stage}


def _line(one: Estimate, done: ActualCost, figures: Figures, may_see: bool) -> EstimateLine:
    left = figures.words(one.cost_left) if may_see and one.cost_left else ""
    spent = figures.words(done.total) if may_see and done.total else ""
    return EstimateLine(one.by, one.at, one.minutes_left, left, done.minutes, spent)
