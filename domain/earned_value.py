"""Earned value: what was planned by now, what is done of it, and what that cost, as one small sum.

The words are those of PMI's PMBOK Guide (6th edition, 7.4.2.2) and of the American standard EIA-748. Amounts are in the
project's currency and exact; an index is None where there is nothing to divide by, and where nobody can say how much is
done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.calendars import WorkingCalendar

EARNED_AT_MOST = Decimal("0.9")
TELLING_SHARE = Decimal("0.1")
"""Until a tenth of the budget is due, or spent on the plan, an index says nothing: one hour may halve or double it."""
TELLING_FOR_NOTHING = Decimal("0.25")
"""Which share of the budget, spent on the plan while nothing is earned, tells too much was spent."""


@dataclass(frozen=True)
class EarnedValue:
    """The four figures that everything follows from, and what is thought to be still to spend, if anybody has said.

    budget   budget at completion (BAC): what the whole was planned to cost
    planned  planned value (PV): what the work that should be done by now was planned to cost
    earned   earned value (EV): what the work that is done by now was planned to cost; None where nobody can say
    spent    actual cost (AC): what that work really cost
    to_go    estimate to complete (ETC) from the bottom up: what those who do the work still expect to spend
    astray   what of `spent` stands on no planned work, so that nothing can be earned by it

    What is earned is measured by what was spent on the same work: AC has to correspond to what was budgeted in PV and
    is measured in EV (PMBOK Guide, 6th edition, 7.4.2.2). What is astray counts for the whole cost alone.
    """

    budget: Decimal
    planned: Decimal
    earned: Decimal | None
    spent: Decimal
    to_go: Decimal | None = None
    astray: Decimal = Decimal(0)

    @property
    def spent_on_plan(self) -> Decimal:
        """What the planned work really cost: everything but what is astray."""
        return self.spent - self.astray

    @property
    def is_telling(self) -> bool:
        """Whether its indexes say anything: a tenth of the budget is due, or spent on the plan and not for nothing.

        While nothing is earned the cost index is 0 whatever is spent: until a tenth is due, or a quarter is spent, that
        alarms nobody, unless somebody has said that more is left than was planned in all.
        """
        by_cost = self.earned != 0 or (self.to_go or 0) > self.budget
        enough = self.budget * (TELLING_SHARE if by_cost else TELLING_FOR_NOTHING)
        is_due = self.planned >= self.budget * TELLING_SHARE
        return self.budget > 0 and (is_due or self.spent_on_plan >= enough)

    @property
    def cost_variance(self) -> Decimal | None:
        """CV = EV − AC, of the planned work alone: below nought, it has cost more than what is done of it was to."""
        return None if self.earned is None else self.earned - self.spent_on_plan

    @property
    def time_variance(self) -> Decimal | None:
        """SV = EV − PV: below nought, less is done than should be by now."""
        return None if self.earned is None else self.earned - self.planned

    @property
    def cost_index(self) -> Decimal | None:
        """CPI = EV ÷ AC: how much of the plan each unit of money has earned; below 1 is too dear."""
        return None if self.earned is None or not self.spent_on_plan else self.earned / self.spent_on_plan

    @property
    def time_index(self) -> Decimal | None:
        """SPI = EV ÷ PV: how much of what should be done by now is done; below 1 is too slow."""
        return None if self.earned is None or not self.planned else self.earned / self.planned

    @property
    def at_this_pace(self) -> Decimal | None:
        """EAC = BAC ÷ CPI: what the whole comes to if the rest is as dear as what is done; None while nothing is."""
        return self.budget * self.spent_on_plan / self.earned + self.astray if self.earned else None

    @property
    def estimate_at_completion(self) -> Decimal:
        """EAC = AC + ETC where ETC was estimated, otherwise BAC ÷ CPI, and with nothing done AC + BAC − EV."""
        if self.to_go is not None:
            return self.spent + self.to_go
        pace = self.at_this_pace
        return self.spent + self.budget - (self.earned or 0) if pace is None else pace

    @property
    def estimate_to_complete(self) -> Decimal:
        """ETC = EAC − AC: what is still to be spent."""
        return self.estimate_at_completion - self.spent

    @property
    def variance_at_completion(self) -> Decimal:
        """VAC = BAC − EAC: below nought, the whole will cost more than planned."""
        return self.budget - self.estimate_at_completion

    def __add__(self, other: EarnedValue) -> EarnedValue:
        return EarnedValue(
            self.budget + other.budget,
            self.planned + other.planned,
            _sum_if_known(self.earned, other.earned),
            self.spent + other.spent,
            _sum_if_known(self.to_go, other.to_go),
            self.astray + other.astray,
        )


def _sum_if_known(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """A sum of which a part is not known is not known."""
    return None if one is None or other is None else one + other


def earned_by_estimate(budget: Decimal, left: Decimal) -> Decimal:
    """What is earned of a work that goes on, by what is thought to be left of it: EV = BAC − left, at planned rates.

    Source: Oracle Primavera P6, Duration % Complete = (original − remaining) ÷ original, and 0 where more is left than
    was planned; there of days, here of hours and money. The estimate is somebody's opinion, so that the 90 % rule holds
    that Humphreys & Associates describe (Earned Value Assessment and the Percent Complete Technique): a tenth of the
    budget is not earned before the work has ended. As no index falls below 0.9 by that, a work that ends as planned
    alarms nobody.
    """
    return min(max(budget - left, Decimal(0)), budget * EARNED_AT_MOST)


def share_planned_by(day: date, first: date, last: date, calendar: WorkingCalendar) -> Decimal:
    """Which share of a work should be done before this day: its working days so far by all of them, 0 to 1.

    Work between two dates on which nobody works is spread over all their days.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counted = [one for one in days if calendar.is_working_day(one)] or days
    return Decimal(sum(one < day for one in counted)) / len(counted)
