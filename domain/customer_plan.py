"""What a customer reads of a project: what may leave the house stands here, and no figure of ours has a field.

Cost, rates, margin, hours, people's skills and our own remarks have no field here, so nothing can show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PromisedRequirement:
    """Something the customer asked for, how firmly, and whether the chosen solution gives it."""

    text: str
    is_must: bool
    met: str = ""
    """“met”, “partly met” or “not met” by the chosen solution; empty while none is chosen."""


@dataclass(frozen=True)
class PromisedGoal:
    """What the project is for: how it is measured, and which value is promised."""

    text: str
    measure: str
    target: str


@dataclass(frozen=True)
class PromisedQuality:
    """A technical requirement, of which kind, how firm, and of which service."""

    kind: str
    statement: str
    is_must: bool
    service: str


@dataclass(frozen=True)
class PlannedStage:
    """One stage as a customer needs to know it: its name and its days, both included."""

    number: int
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Milestone:
    """A day by which something is done that a customer can see."""

    day: date
    what: str


@dataclass(frozen=True)
class CustomerPlan:
    """The whole plan for a customer; amounts are in the project's currency, exactly as they would be asked for."""

    title: str
    key: str
    customer: str
    manager: str
    currency: str
    users_count: int | None = None
    services: tuple[str, ...] = ()
    completion_date: date | None = None
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    goals: tuple[PromisedGoal, ...] = ()
    requirements: tuple[PromisedRequirement, ...] = ()
    technical: tuple[PromisedQuality, ...] = ()
    solution: str = ""
    solution_in_words: str = ""
    stages: tuple[PlannedStage, ...] = ()
    price: Decimal | None = None
    budget_ceiling: Decimal | None = None
    payment_terms: str = ""
    invoicing_points: tuple[str, ...] = ()

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The end of each stage and of the whole, in the order of their days."""
        ends = [Milestone(stage.ends_on, f"{stage.name} finished") for stage in self.stages]
        whole = [Milestone(self.completion_date, "Project completed")] if self.completion_date else []
        return (*sorted(ends, key=lambda one: one.day), *whole)

    @property
    def begins_on(self) -> date | None:
        """The first day of the first stage."""
        return min((stage.starts_on for stage in self.stages), default=None)
