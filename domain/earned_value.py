"""Earned value: what was planned by now, what is done of it, and what that cost, as one small sum.

The words are those of PMI's PMBOK Guide (6th edition, 7.4.2.2) and of the American standard EIA-748. Amounts are in the
project's currency and exact; an index is None where there is nothing to divide by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.calendars import WorkingCalendar


@dataclass(frozen=True)
class EarnedValue:
    """The four figures that everything follows from, and what is thought to be still to spend, if anybody has said.

    budget   budget at completion (BAC): what the whole was planned to cost
    planned  planned value (PV): what the work that should be done by now was planned to cost
    earned   earned value (EV): what the work that is done by now was planned to cost
    spent    actual cost (AC): what that work really cost
    to_go    estimate to complete (ETC) from the bottom up: what those who do the work still expect to spend
    """

    budget: Decimal
    planned: Decimal
    earned: Decimal
    spent: Decimal
    to_go: Decimal | None = None

    @property
    def cost_variance(self) -> Decimal:
        """CV = EV − AC: below nought, the work has cost more than planned."""
        return self.earned - self.spent

    @property
    def time_variance(self) -> Decimal:
        """SV = EV − PV: below nought, less is done than should be by now."""
        return self.earned - self.planned

    @property
    def cost_index(self) -> Decimal | None:
        """CPI = EV ÷ AC: how much of the plan each unit of money has earned; below 1 is too dear."""
        return self.earned / self.spent if self.spent else None

    @property
    def time_index(self) -> Decimal | None:
        """SPI = EV ÷ PV: how much of what should be done by now is done; below 1 is too slow."""
        return self.earned / self.planned if self.planned else None

    @property
    def at_this_pace(self) -> Decimal | None:
        """EAC = BAC ÷ CPI: what the whole comes to if the rest is as dear as what is done; None while nothing is."""
        return self.budget * self.spent / self.earned if self.earned else None

    @property
    def estimate_at_completion(self) -> Decimal:
        """EAC = AC + ETC where ETC was estimated, otherwise BAC ÷ CPI, and with nothing done AC + BAC − EV."""
        if self.to_go is not None:
            return self.spent + self.to_go
        pace = self.at_this_pace
        return self.spent + self.budget - self.earned if pace is None else pace

    @property
    def estimate_to_complete(self) -> Decimal:
        """ETC = EAC − AC: what is still to be spent."""
        return self.estimate_at_completion - self.spent

    @property
    def variance_at_completion(self) -> Decimal:
        """VAC = BAC − EAC: below nought, the whole will cost more than planned."""
        return self.budget - self.estimate_at_completion

    def __add__(self, other: EarnedValue) -> EarnedValue:
        to_go = None if self.to_go is None or other.to_go is None else self.to_go + other.to_go
        return EarnedValue(
            self.budget + other.budget,
            self.planned + other.planned,
            self.earned + other.earned,
            self.spent + other.spent,
            to_go,
        )


def share_planned_by(day: date, first: date, last: date, calendar: WorkingCalendar) -> Decimal:
    """Which share of a work should be done before this day: its working days so far by all of them, 0 to 1.

    Work between two dates on which nobody works is spread over all their days.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counted = [one for one in days if calendar.is_working_day(one)] or days
    return Decimal(sum(one < day for one in counted)) / len(counted)
