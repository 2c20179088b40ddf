"""What a customer reads of how their project came out: what may leave the house stands here, and no figure of ours.

Hours, cost, what was difficult and our own words about a goal have no field here, so nothing can show them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.goal_answers import GoalOutcome, GoalVerdict
from domain.outcome_sheets import late_words


@dataclass(frozen=True)
class AnsweredGoal:
    """A goal that the customer agreed to, whether it was reached, and what was measured."""

    text: str
    measure: str
    target: str
    verdict: GoalVerdict
    measured: str


@dataclass(frozen=True)
class AcceptedChange:
    """A change that the customer accepted on the way, by its key and in its words."""

    key: str
    what: str


@dataclass(frozen=True)
class CustomerOutcome:
    """A finished project for its customer: its last day against the one they accepted, its goals, and what changed."""

    ended_on: date
    promised_on: date | None
    goals: tuple[AnsweredGoal, ...]
    changes: tuple[AcceptedChange, ...]

    @property
    def days(self) -> str:
        """How far both days are apart, in words; empty where none was promised."""
        return "" if self.promised_on is None else late_words((self.ended_on - self.promised_on).days)


def answered_goals(agreed: Iterable[str], goals: Iterable[GoalOutcome]) -> tuple[AnsweredGoal, ...]:
    """The goals that have an answer, of those with these ids, which the customer agreed to."""
    known = frozenset(agreed)
    return tuple(
        AnsweredGoal(one.goal.text, one.goal.measure, one.goal.target, one.verdict, one.measured)
        for one in goals
        if one.goal.id in known and one.verdict is not None
    )
