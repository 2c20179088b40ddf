"""Whether a project pays: its price against what it will cost, and who decided that it may go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.identity import UserId


class ViabilityVerdict(StrEnum):
    """What the department head thinks of a project's price and cost before it starts."""

    VIABLE = "viable"
    NOT_VIABLE = "not viable"


class Vote(StrEnum):
    """What the department head says at the end of a stage: go on, wait, or stop for good."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"


@dataclass(frozen=True)
class Terms:
    """The figures of a verdict: the price, the planned cost, and the reserve on it in whole percent."""

    price: Decimal
    cost: Decimal
    contingency: int


@dataclass(frozen=True)
class Viability:
    """The reserve that is planned, and the verdict with the figures that it was given for."""

    project_id: str
    contingency: int = 0
    verdict: ViabilityVerdict | None = None
    reason: str = ""
    decided_by: UserId | None = None
    decided_at: datetime | None = None
    decided_on: Terms | None = None


@dataclass(frozen=True)
class StageVote:
    """What was decided when a stage ended, with the figures that stood in the question."""

    stage_id: str
    project_id: str
    asked_at: datetime
    spent: Decimal
    expected: Decimal
    vote: Vote | None = None
    reason: str = ""
    voted_by: UserId | None = None
    voted_at: datetime | None = None
