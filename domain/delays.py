"""What moves when stages last longer: whatever comes after them, and what comes after that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from domain.feasibility import SkillDemand
from domain.thing_shortages import ThingDemand

Demand = TypeVar("Demand", SkillDemand, ThingDemand)
Order = Mapping[str, Collection[str]]
"""The stages that must end before each stage; a stage that comes after none need not be named."""


def delayed(demands: Iterable[Demand], longer: Collection[str], days: int, after: Order) -> list[Demand]:
    """The demands when these stages last so many days longer, and everything after them begins later by as much.

    The things of a stage that lasts longer are kept as much longer, and those of one that moves move with it.
    """
    known: dict[str, int] = {}
    return [_moved(one, _days_before(one.stage, longer, days, after, known), longer, days) for one in demands]


def ends_later(stage: str, longer: Collection[str], days: int, after: Order) -> int:
    """By how many days a stage then ends later."""
    return _days_before(stage, longer, days, after, {}) + days * (stage in longer)


def _moved(one: Demand, later: int, longer: Collection[str], days: int) -> Demand:
    begin, end = timedelta(later), timedelta(later + days * (one.stage in longer))
    return replace(one, first_day=one.first_day + begin, last_day=one.last_day + end) if end else one


def _days_before(stage: str, longer: Collection[str], days: int, after: Order, known: dict[str, int]) -> int:
    """By how much a stage begins later: as much as the one before it that ends latest of all it had to wait for."""
    if stage not in known:
        known[stage] = max(
            (_days_before(one, longer, days, after, known) + days * (one in longer) for one in after.get(stage, ())),
            default=0,
        )
    return known[stage]
