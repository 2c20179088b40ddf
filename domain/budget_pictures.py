"""What a project was planned to cost against what it has cost, by stage and in all. For those who may see costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.money import Currency
from domain.pictures import Picture, named_some

ROWS_SHOWN = 8
NAMED = 2


@dataclass(frozen=True)
class BudgetRow:
    """One stage, or the whole: its budget, what is spent of it, and what it is expected to come to in the end."""

    label: str
    budget: Decimal
    spent: Decimal
    expected: Decimal

    @property
    def over(self) -> Decimal:
        """By how much more than the budget is spent, or is expected in the end; nothing where it will do."""
        return max(Decimal(0), max(self.spent, self.expected) - self.budget)


@dataclass(frozen=True)
class BudgetSheet:
    """What the picture of the money shows: the whole, and each stage in the order of its days."""

    title: str
    currency: Currency
    whole: BudgetRow
    stages: tuple[BudgetRow, ...]
    is_over: bool = False
    """Whether the project is over: then what is spent is all, and nothing is expected any more."""
    picture = Picture.BUDGET

    @property
    def shown(self) -> tuple[BudgetRow, ...]:
        """The whole, and as many stages as can be read on a phone: those that run over go before the others."""
        if len(self.stages) <= ROWS_SHOWN:
            return (self.whole, *self.stages)
        chosen = sorted(self.stages, key=lambda one: (-one.over, -one.budget))[:ROWS_SHOWN]
        return (self.whole, *(one for one in self.stages if one in chosen))

    @property
    def words(self) -> str:
        """What the picture shows, in one sentence with the figures."""
        said, whole = self.currency.words, self.whole
        spent = f"{said(whole.spent)} of a budget of {said(whole.budget)} {'were' if self.is_over else 'are'} spent"
        expected = "" if self.is_over else f"; {said(whole.expected)} are expected in the end"
        over = f", {said(whole.over)} too much" if whole.over else ""
        left_out = len(self.stages) - len(self.shown) + 1
        return f"{spent}{expected}{over}{self._over()}." + (f" {left_out} more stages not drawn." if left_out else "")

    def _over(self) -> str:
        worst = sorted((one for one in self.stages if one.over), key=lambda one: -one.over)
        names = [f"{one.label} ({self.currency.words(one.over)})" for one in worst]
        return f"; over budget: {named_some(names, NAMED)}" if names else ""
