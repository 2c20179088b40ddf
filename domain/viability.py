"""Whether a project pays: its price against what it will cost, and who decided that it may go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.figures import count_words
from domain.identity import UserId
from domain.money import Currency
from domain.refusals import Problem, Refused, SoByNow

MOST_CONTINGENCY = 100
USUAL_CONTINGENCY = 10
REASON_LENGTH = 1000


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
    """The figures of a verdict: the price, the expected cost, and the reserve on it in whole percent."""

    price: Decimal
    cost: Decimal
    contingency: int

    def reserve(self, currency: Currency) -> Decimal:
        """What is put aside for what nobody foresaw, in whole coins."""
        return currency.rounded(self.cost * self.contingency / 100)

    def break_even(self, currency: Currency) -> Decimal:
        """The price at which nothing is earned and nothing lost: the cost with its reserve."""
        return self.cost + self.reserve(currency)

    def margin(self, currency: Currency) -> Decimal:
        """What is earned: the price less the cost with its reserve; below nought it is lost."""
        return self.price - self.break_even(currency)

    def beside_reserve(self, planned: int) -> str:
        """Whether the margin is what is left after the reserve of so many percent or before it; empty without one."""
        if not planned:
            return ""
        return "after the reserve" if self.contingency else "before the reserve"

    def margin_percent(self, currency: Currency) -> int | None:
        """The margin in whole percent of the price; None without a price."""
        return round(100 * self.margin(currency) / self.price) if self.price else None


@dataclass(frozen=True)
class Viability:
    """The reserve that is planned, and the verdict with the figures and the completion date that it was given for.

    `asked_for` is the key of the agreed change after which a running project's verdict is to be given again.
    """

    project_id: str
    contingency: int = 0
    verdict: ViabilityVerdict | None = None
    reason: str = ""
    decided_by: UserId | None = None
    decided_at: datetime | None = None
    decided_on: Terms | None = None
    decided_until: date | None = None
    asked_for: str = ""
    decided_for: UserId | None = None
    """In whose place it was decided, who was away."""

    def decided(
        self,
        verdict: ViabilityVerdict,
        reason: str,
        terms: Terms,
        by: UserId,
        now: datetime,
        until: date | None = None,
        whose: UserId | None = None,
    ) -> Viability:
        """The verdict given for these figures and completion date, be it in somebody's place; a no says why."""
        if verdict is ViabilityVerdict.NOT_VIABLE and not reason.strip():
            raise Refused("Say why it is not viable, so that the price or the plan can be changed.", "reason")
        if len(reason) > REASON_LENGTH:
            raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
        given = replace(self, verdict=verdict, reason=reason, decided_by=by, decided_at=now, decided_on=terms)
        return replace(given, decided_until=until, asked_for="", decided_for=whose)

    @property
    def hands(self) -> tuple[UserId | None, UserId | None]:
        """Who decided, and in whose place."""
        return self.decided_by, self.decided_for

    def is_current(self, terms: Terms | None) -> bool:
        """Whether there is a verdict and it was given for these very figures."""
        return self.verdict is not None and terms is not None and self.decided_on == terms

    def is_viable(self, terms: Terms | None) -> bool:
        """Whether the project was found viable at these very figures."""
        return self.is_current(terms) and self.verdict is ViabilityVerdict.VIABLE


@dataclass(frozen=True)
class VoteFigures:
    """The figures of the question at the end of a stage, of the whole and of that stage; amounts in its currency.

    An index is None where nobody knows it, and the price while there is none.
    """

    spent: Decimal
    expected: Decimal
    budget: Decimal
    stage_spent: Decimal
    stage_budget: Decimal
    price: Decimal | None
    cost_index: Decimal | None
    time_index: Decimal | None


@dataclass(frozen=True)
class StageVote:
    """What is asked when a stage ends, with the figures of that moment, and what was decided on which figures.

    `decided_on` is None until then, and of a decision that was made before all of them were kept.
    """

    stage_id: str
    project_id: str
    asked_at: datetime
    spent: Decimal
    expected: Decimal
    vote: Vote | None = None
    reason: str = ""
    voted_by: UserId | None = None
    voted_at: datetime | None = None
    decided_on: VoteFigures | None = None

    def voted(self, vote: Vote, reason: str, figures: VoteFigures, by: UserId, now: datetime) -> StageVote:
        """The vote given for these figures; refuses a second one, and a hold or stop that does not say why."""
        self.refuse_if_voted(vote)
        if vote is not Vote.GO and not reason.strip():
            raise Refused("Say why. Everybody on the project reads this.", "reason")
        if len(reason) > REASON_LENGTH:
            raise Refused(f"Use at most {count_words(REASON_LENGTH)} characters.", "reason")
        spent, expected = figures.spent, figures.expected
        decided = replace(self, vote=vote, reason=reason, voted_by=by, voted_at=now, decided_on=figures)
        return replace(decided, spent=spent, expected=expected)

    @property
    def is_open(self) -> bool:
        """Whether somebody is still asked: neither decided nor dropped."""
        return self.voted_at is None

    def dropped(self, reason: str, by: UserId, now: datetime) -> StageVote:
        """The question that nobody needs an answer to any more, because the project ends; nothing was decided."""
        self.refuse_if_voted()
        return replace(self, reason=reason, voted_by=by, voted_at=now)

    def figures_shown(self, figures: VoteFigures) -> VoteFigures:
        """What the question shows: these of now, and once decided those that were decided on."""
        if self.is_open:
            return figures
        return self.decided_on or replace(figures, spent=self.spent, expected=self.expected)

    def refuse_if_voted(self, wanted: Vote | None = None) -> None:
        """Refuse to vote on what is decided or dropped; only who wanted what was decided has it by now."""
        if self.vote is None and not self.is_open:
            raise Refused("This was dropped, so nothing is to be decided about it any more.")
        if self.vote is not None:
            raise (SoByNow if self.vote is wanted else Refused)(f"This was decided already: {self.vote}.")


def contingency_problems(contingency: int) -> list[Problem]:
    """What is wrong with a reserve, beside its field."""
    if 0 <= contingency <= MOST_CONTINGENCY:
        return []
    return [Problem(f"Enter whole percent from 0 to {MOST_CONTINGENCY}.", "contingency")]
