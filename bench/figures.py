"""What was measured, against what was wanted, as one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

NAME, WIDTH = 62, 12


@dataclass(frozen=True)
class Figure:
    """One measured number with its spread; without `at_most` and `at_least` it is for information only."""

    name: str
    value: float
    unit: str = "×"
    spread: str = ""
    at_most: float | None = None
    at_least: float | None = None

    @property
    def wanted(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g} {self.unit}".rstrip()
        return f"≥ {self.at_least:g} {self.unit}".rstrip() if self.at_least is not None else "–"

    @property
    def verdict(self) -> str:
        if self.at_most is None and self.at_least is None:
            return ""
        high_enough = self.at_least is None or self.value >= self.at_least
        low_enough = self.at_most is None or self.value <= self.at_most
        return "met" if high_enough and low_enough else "MISSED"

    def __str__(self) -> str:
        figure = f"{shortened(self.value)} {self.unit}".rstrip()
        return f"{self.name:<{NAME}}{self.wanted:>{WIDTH}}{figure:>{WIDTH}}   {self.spread:<20}{self.verdict}".rstrip()


def shortened(value: float) -> str:
    """The number with three digits that mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def middle_half(values: list[float]) -> str:
    """The interquartile range, in words that fit a table."""
    low, _, high = quantiles(values, n=4)
    return f"{shortened(low)}–{shortened(high)}"


def extremes(values: Iterable[float]) -> str:
    """The smallest and the largest, in words that fit a table."""
    known = list(values)
    return f"{shortened(min(known))}–{shortened(max(known))}"


def percentile(values: Iterable[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def ratio(name: str, ratios: list[float], at_most: float | None = None, at_least: float | None = None) -> Figure:
    """The median of ratios that were each measured within one round."""
    return Figure(name, median(ratios), "×", middle_half(ratios), at_most, at_least)


def heading() -> str:
    """The table's first line."""
    return f"{'':<{NAME}}{'target':>{WIDTH}}{'figure':>{WIDTH}}   spread"
