"""What a customer reads of a project: what may leave the house stands here, and no figure of ours has a field.

Cost, rates, margin, hours, people's skills and our own remarks have no field here, so nothing can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.calendars import day_words


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
class PromisedMove:
    """One thing that a change moves, before and after, in words."""

    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class PromisedChange:
    """A change of what was agreed, as a customer reads it: its key, what is different, and all that moves by it."""

    key: str
    what: str
    moves: tuple[PromisedMove, ...]


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
    resources: tuple[str, ...] = ()
    """What the customer has already and the project uses."""

    def promises_as(self, other: CustomerPlan) -> bool:
        """Whether both say the same to a customer, whoever manages the project."""
        return self.promises == other.promises

    @property
    def promises(self) -> CustomerPlan:
        """What it says to a customer whoever manages the project."""
        return replace(self, manager="")


def also_new(told: CustomerPlan, plan: CustomerPlan) -> tuple[PromisedMove, ...]:
    """What a plan says otherwise than the one its customer last accepted, besides figures and services.

    Lines of the scope, and stages by their names: what was agreed without the customer moves these.
    """
    gone = [PromisedMove("Taken from the scope", one) for one in told.in_scope if one not in plan.in_scope]
    added = [PromisedMove("Added to the scope", after=one) for one in plan.in_scope if one not in told.in_scope]
    before, after = _days_of(told.stages), _days_of(plan.stages)
    stages = [PromisedMove(f"Stage {one}", before.get(one, ""), after.get(one, "")) for one in {**before, **after}]
    return (*gone, *added, *(one for one in stages if one.before != one.after))


def _days_of(stages: tuple[PlannedStage, ...]) -> dict[str, str]:
    return {one.name: f"{day_words(one.starts_on)} to {day_words(one.ends_on)}" for one in stages}


@dataclass(frozen=True)
class PlanSheet:
    """A plan as it is handed over: which version, since when, to whom; without a number it is a draft.

    `country` says whose way of writing amounts is used; `change` is what the version was made for, after the first.
    """

    plan: CustomerPlan
    number: int | None = None
    presented_on: date | None = None
    contact_name: str = ""
    country: str = ""
    change: PromisedChange | None = None
    is_awaited: bool = False
    """Whether its reader is the one whose answer to it we wait for."""

    @property
    def version(self) -> str:
        """Which version it is, in words."""
        return "draft" if self.number is None else f"version {self.number}"

    @property
    def file_name(self) -> str:
        """The name under which the document is kept."""
        return f"{self.plan.key}-plan-{self.version.replace(' ', '-')}.pdf"

    @property
    def title(self) -> str:
        """How the document is called where files are listed."""
        return f"Plan for {self.plan.title}, {self.version}"
