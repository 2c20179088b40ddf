"""What a project is to deliver, decided before work starts, and the versions it went through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.identity import UserId

PERCENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:%|per ?cent\b)", re.IGNORECASE)
ADDED = r"(?:VAT|GST|taxe?s?|discount|rebate|deduction|interest|penalty|retention|fees?|MwSt|USt|TVA|IVA|Skonto)\b"
ASIDE = re.compile(
    rf"(?:\b{ADDED}\W+(?:of\s+)?|\b(?:plus|less|minus)\s+){PERCENT.pattern}|{PERCENT.pattern}(?:\s+of)?\s+{ADDED}",
    re.IGNORECASE,
)
"""What a point adds to an amount or takes from it: no share of the price."""


@dataclass(frozen=True)
class Scope:
    """What was decided before work starts."""

    users_count: int | None = None
    services: tuple[str, ...] = ()
    completion_date: date | None = None


class Weight(StrEnum):
    """How much the customer wants it."""

    MUST = "must"
    SHOULD = "should"


class TechnicalKind(StrEnum):
    """What a technical requirement is about."""

    HARDWARE = "hardware"
    SOFTWARE = "software"
    NETWORK = "network"
    SECURITY = "security"
    AVAILABILITY = "availability"
    PERFORMANCE = "performance"
    INTEGRATION = "integration"
    DATA = "data"
    SUPPORT = "support"
    OTHER = "other"


@dataclass(frozen=True)
class Requirement:
    """Something the customer wants; its id stays while its words do, so that what is said of it stays too."""

    id: str
    text: str
    weight: Weight = Weight.MUST


@dataclass(frozen=True)
class TechnicalRequirement:
    """What the customer's wishes mean technically, and which IT service it is about; "" is all of them."""

    id: str
    kind: TechnicalKind
    statement: str
    weight: Weight = Weight.MUST
    service: str = ""


@dataclass(frozen=True)
class Goal:
    """What is to be better afterwards, how that is measured, and what the measure is to reach."""

    id: str
    text: str
    measure: str
    target: str


@dataclass(frozen=True)
class PickedResource:
    """Something the customer has that a scope is about, in the words that it had when it was picked."""

    id: str
    words: str


@dataclass(frozen=True)
class FinancialRequirements:
    """What the customer may spend in the project's currency, and how and when it is paid."""

    budget_ceiling: Decimal | None = None
    payment_terms: str = ""
    invoicing_points: tuple[str, ...] = ()

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """The percent of the price that each point comes to, where it names any; what is only added is left out."""
        found = (PERCENT.findall(one) for one in self._points)
        return tuple(sum((Decimal(each.replace(",", ".")) for each in one), Decimal(0)) for one in found if one)

    @property
    def is_plain(self) -> bool:
        """Whether no point names a second percent or one besides the price, so that its shares can be nothing else."""
        named = (PERCENT.findall(one) for one in self.invoicing_points)
        return self._points == self.invoicing_points and all(len(one) <= 1 for one in named)

    @property
    def _points(self) -> tuple[str, ...]:
        shares = ((one, ASIDE.sub(" ", one)) for one in self.invoicing_points)
        return tuple(left for one, left in shares if left == one or PERCENT.search(left))

    @property
    def uninvoiced(self) -> Decimal:
        """How many percent of the price no point invoices, where every point names its share."""
        named = self.shares
        is_whole = bool(named) and len(named) == len(self._points)
        return max(Decimal(0), 100 - sum(named, Decimal(0))) if is_whole else Decimal(0)

    @property
    def overinvoiced(self) -> Decimal:
        """How many percent more than the price the points seem to come to, read from words that may mean another."""
        return max(Decimal(0), sum(self.shares, Decimal(0)) - 100)


@dataclass(frozen=True)
class ScopeStatement:
    """Everything that a scope decides; what is empty is not decided."""

    users_count: int | None = None
    services: tuple[str, ...] = ()
    completion_date: date | None = None
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    goals: tuple[Goal, ...] = ()
    technical: tuple[TechnicalRequirement, ...] = ()
    financial: FinancialRequirements = field(default_factory=FinancialRequirements)
    resources: tuple[PickedResource, ...] = ()

    @classmethod
    def of(cls, scope: Scope) -> ScopeStatement:
        """The beginning of a statement: what stands on the project itself."""
        return cls(scope.users_count, scope.services, scope.completion_date)

    @property
    def scope(self) -> Scope:
        """What of it stands on the project itself, for lists and cards."""
        return Scope(self.users_count, self.services, self.completion_date)

    def requirements_of(self, weight: Weight) -> tuple[Requirement, ...]:
        """The customer's requirements of this weight, in the order they were written."""
        return tuple(one for one in self.requirements if one.weight is weight)


@dataclass(frozen=True)
class ScopeVersion:
    """One version of a project's scope: who wrote it last and when, and why there is another than before.

    It is frozen once something refers to it, such as an opinion that was asked or a plan that was presented.
    """

    project_id: str
    number: int
    statement: ScopeStatement
    made_by: UserId | None
    made_at: datetime
    reason: str = ""
    is_frozen: bool = False

    def edited(self, statement: ScopeStatement, by: UserId, now: datetime, reason: str = "") -> ScopeVersion:
        """The version after an edit: this one while nothing refers to it, else the next one."""
        if self.is_frozen:
            return ScopeVersion(self.project_id, self.number + 1, statement, by, now, reason)
        kept = reason or self.reason
        return replace(self, statement=statement, made_by=by, made_at=now, reason=kept)


Item = TypeVar("Item", bound=Goal | TechnicalRequirement)


def with_item(items: Iterable[Item], item: Item) -> tuple[Item, ...]:
    """The goals or technical requirements with this one in the place of the one with its id, or else at the end."""
    every = tuple(items)
    if all(one.id != item.id for one in every):
        return (*every, item)
    return tuple(item if one.id == item.id else one for one in every)
