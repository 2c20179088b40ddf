"""What was agreed with a customer, frozen: the figures that everything later is measured against. Internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.identity import UserId


@dataclass(frozen=True)
class BaselineStage:
    """A stage as it was agreed: its days, its work in minutes and its planned cost in the project's currency."""

    stage_id: str
    number: int
    name: str
    starts_on: date
    ends_on: date
    minutes: int
    cost: Decimal


@dataclass(frozen=True)
class Baseline:
    """One frozen agreement; the newest number is the one that counts."""

    project_id: str
    number: int
    plan_number: int
    scope_number: int
    currency: str
    price: Decimal | None
    completion_date: date | None
    stages: tuple[BaselineStage, ...]
    frozen_at: datetime
    frozen_by: UserId
    reason: str = ""

    @property
    def minutes(self) -> int:
        """The work that was agreed, in minutes."""
        return sum(stage.minutes for stage in self.stages)

    @property
    def cost(self) -> Decimal:
        """The planned cost that was agreed: the sum of its stages."""
        return sum((stage.cost for stage in self.stages), Decimal(0))
