"""What finished projects say of the next plan: by how much effort, cost and time came out above or below it.

Of each finished project the ratio actual ÷ planned is known. Ratios multiply, so their logarithms are averaged: one
project that took twice its plan and one that took half of it come to 1 together. The average of few projects says
little, so it is drawn toward 1, which is "as planned", by the credibility formula of Bühlmann:

    Z = n ÷ (n + K)        factor = exp(Z × mean of ln(actual ÷ planned))

Source: H. Bühlmann, "Experience Rating and Credibility", ASTIN Bulletin 4 (3), 1967, pages 199–207; the same formula in
Klugman, Panjer and Willmot, "Loss Models", chapter "Greatest accuracy credibility". K is the variance within a group ÷
the variance between groups; it is set to 3, so that one project counts for a quarter, three for a half and nine for
three quarters, because a workspace has too few projects to measure either variance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median_high

CREDIBILITY = 3
"""K of the formula: how many projects count for as much as the belief that plans come true."""
ENOUGH_OF_CUSTOMER = 3
"""With so many finished projects of one kind for one customer, theirs alone are asked."""
MOST_PROJECTS = 12
"""The newest count; what was long ago was done by others with other means."""
LARGEST_RATIO, SMALLEST_RATIO = Decimal(10), Decimal("0.1")
"""Beyond these the plan or the log was wrong rather than the estimate: nothing of it is counted."""
FEWEST_PRIVATE = 3
"""Of fewer private projects together anybody could reckon out how one of them came out."""
MOST_CONTINGENCY = 100
"""Percent; who would need more plans something else."""


class Figure(StrEnum):
    """What is compared of a plan and of what came of it."""

    EFFORT = "effort"
    COST = "cost"
    DURATION = "duration"


@dataclass(frozen=True)
class Finished:
    """A finished project as the next plan sees it: ratios actual ÷ planned, None where nobody measured.

    `days_late` are calendar days after the agreed completion; `difficulties` the categories, one for each.
    """

    project_id: str
    project_key: str
    kind: str
    customer: str
    effort: Decimal | None = None
    cost: Decimal | None = None
    duration: Decimal | None = None
    days_late: int | None = None
    difficulties: tuple[str, ...] = ()
    is_private: bool = False

    def ratio(self, figure: Figure) -> Decimal | None:
        """The ratio of this figure, where it is known and can be true."""
        found = {Figure.EFFORT: self.effort, Figure.COST: self.cost, Figure.DURATION: self.duration}[figure]
        return found if found is not None and SMALLEST_RATIO <= found <= LARGEST_RATIO else None


@dataclass(frozen=True)
class Factor:
    """A measured factor: what to multiply a plan by, how many projects say so, and between which ratios they lie."""

    value: Decimal
    mean: Decimal
    """The geometric mean of the ratios, before it is drawn toward 1: what was measured."""
    count: int
    lowest: Decimal
    highest: Decimal

    @property
    def percent(self) -> int:
        """Whole percent above the plan; below nought what it came out under it."""
        return _whole((self.value - 1) * 100)

    @property
    def measured(self) -> int:
        """What was measured, in whole percent above the plan, before it is drawn toward 1."""
        return _whole((self.mean - 1) * 100)

    @property
    def spread(self) -> tuple[int, int]:
        """The lowest and the highest of what was measured, in whole percent above or below the plan."""
        return _whole((self.lowest - 1) * 100), _whole((self.highest - 1) * 100)


@dataclass(frozen=True)
class Calibration:
    """What finished projects of a kind, or of a customer, say of the next one."""

    kind: str
    customer: str
    """Empty where projects of every customer are counted."""
    projects: tuple[str, ...]
    """The keys of those that are counted, the newest first."""
    effort: Factor | None = None
    cost: Factor | None = None
    duration: Factor | None = None
    days_late: int | None = None
    """The median of calendar days after the agreed completion."""
    top_difficulty: str = ""
    already: int = 0
    """By how many whole percent the hours of the plan that it is read for were changed when they were taken over."""

    @property
    def contingency(self) -> int | None:
        """The reserve that the cost of earlier projects suggests, in whole percent; None where none was measured.

        factor ÷ (1 + already ÷ 100) - 1: what the hours carry already is not put aside a second time.
        """
        factor = self.cost or self.effort
        if factor is None:
            return None
        left = factor.value / (1 + Decimal(self.already) / 100) - 1
        return min(MOST_CONTINGENCY, max(0, _whole(left * 100)))


def factor_of(ratios: Iterable[Decimal]) -> Factor | None:
    """The factor that these ratios actual ÷ planned come to, by Bühlmann's credibility (see above); None of none."""
    every = tuple(ratios)
    if not every:
        return None
    mean = sum((one.ln() for one in every), Decimal(0)) / len(every)
    credibility = Decimal(len(every)) / (len(every) + CREDIBILITY)
    return Factor((credibility * mean).exp(), mean.exp(), len(every), min(every), max(every))


def calibrate(finished: Iterable[Finished], kind: str, customer: str) -> Calibration | None:
    """What finished projects of this kind say, the newest first; those of this customer alone where there are enough.

    Private projects count only where at least three stand behind it. None where no project of the kind counts.
    """
    of_kind = [one for one in finished if one.kind == kind]
    of_customer = _telling(one for one in of_kind if customer and one.customer.casefold() == customer.casefold())
    is_enough = len(of_customer) >= ENOUGH_OF_CUSTOMER
    counted = of_customer if is_enough else _telling(of_kind)
    if not counted:
        return None
    factors = {one: factor_of(_ratios(counted, one)) for one in Figure}
    return Calibration(
        kind,
        customer if is_enough else "",
        tuple(one.project_key for one in counted),
        factors[Figure.EFFORT],
        factors[Figure.COST],
        factors[Figure.DURATION],
        _middle([one.days_late for one in counted if one.days_late is not None]),
        _most_common(category for one in counted for category in one.difficulties),
    )


def calibrated(minutes: int, factor: Factor | None, already: int = 0, besides: int = 0) -> int:
    """Estimated minutes as earlier projects would have had them, in whole quarters of an hour and never nothing.

    `already` is by how many percent they were changed before: minutes × factor ÷ (1 + already ÷ 100), so that what is
    taken over again and again is not multiplied again and again. The minutes `besides` carry nothing yet.
    """
    if factor is None or not minutes + besides:
        return minutes + besides
    raw = minutes / (1 + Decimal(already) / 100) + besides
    return max(15, 15 * _whole(raw * factor.value / 15))


def _telling(finished: Iterable[Finished]) -> list[Finished]:
    """The newest, without the private ones where those are so few that one of them could be told from the others."""
    newest = list(finished)[:MOST_PROJECTS]
    hides = sum(one.is_private for one in newest) < FEWEST_PRIVATE
    return [one for one in newest if not (hides and one.is_private)]


def _ratios(finished: Iterable[Finished], figure: Figure) -> list[Decimal]:
    return [ratio for one in finished if (ratio := one.ratio(figure)) is not None]


def _middle(days: list[int]) -> int | None:
    """Of two in the middle the later, because a promise too early costs more than one too late."""
    return median_high(days) if days else None


def _most_common(categories: Iterable[str]) -> str:
    """The most common; of equals the first in the alphabet, so that the same projects always say the same."""
    counted = Counter(categories)
    return min(counted, key=lambda one: (-counted[one], one), default="")


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
