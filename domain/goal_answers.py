"""What became of the goals of a project: whether each was reached, what was measured, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.refusals import Problem
from domain.scope import Goal

MEASURED_LENGTH = 200
WORDS_LENGTH = 1000


class GoalVerdict(StrEnum):
    """Whether a goal was reached, measured as the scope says."""

    REACHED = "reached"
    PARTLY = "partly reached"
    MISSED = "not reached"


@dataclass(frozen=True)
class GoalOutcome:
    """A goal with what became of it: the verdict, the measured value and what is to be said of it."""

    goal: Goal
    verdict: GoalVerdict | None = None
    measured: str = ""
    words: str = ""


@dataclass(frozen=True)
class GoalAnswer:
    """What was typed about a goal."""

    goal_id: str
    verdict: GoalVerdict | None
    measured: str = ""
    words: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields; nothing typed and nothing chosen is an answer still to come."""
        problems = []
        if self.verdict is None and (self.measured.strip() or self.words.strip()):
            problems.append(Problem("Choose whether the goal was reached.", f"verdict@{self.goal_id}"))
        if self.verdict is not None and not self.measured.strip():
            problems.append(Problem("Say what was measured, or “not measured”.", f"measured@{self.goal_id}"))
        if len(self.measured) > MEASURED_LENGTH:
            problems.append(Problem(f"Use at most {MEASURED_LENGTH} characters here.", f"measured@{self.goal_id}"))
        if len(self.words) > WORDS_LENGTH:
            problems.append(Problem(f"Use at most {WORDS_LENGTH} characters here.", f"words@{self.goal_id}"))
        return problems


def unanswered(goals: Iterable[GoalOutcome]) -> tuple[Goal, ...]:
    """The goals of which nobody has said yet whether they were reached."""
    return tuple(one.goal for one in goals if one.verdict is None)
