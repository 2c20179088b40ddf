"""What became of the goals of a project: whether each was reached, what was measured, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.cost_history import SAID
from domain.figures import count_words
from domain.history import Change
from domain.identity import UserId
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
    """A goal with what became of it: the verdict, the measured value, what is to be said of it, and who said so."""

    goal: Goal
    verdict: GoalVerdict | None = None
    measured: str = ""
    words: str = ""
    by: UserId | None = None


@dataclass(frozen=True)
class GoalAnswer:
    """What was typed about a goal; once it is kept, by whom."""

    goal_id: str
    verdict: GoalVerdict | None
    measured: str = ""
    words: str = ""
    by: UserId | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen and nothing typed, so that the goal is left for later."""
        return self.verdict is None and not self.measured.strip() and not self.words.strip()

    @property
    def said(self) -> tuple[GoalVerdict | None, str, str]:
        """What it says, whoever said it."""
        return self.verdict, self.measured, self.words

    def problems(self) -> list[Problem]:
        """What is wrong with it, beside its fields; nothing typed and nothing chosen is an answer still to come."""
        problems = []
        if self.verdict is None and (self.measured.strip() or self.words.strip()):
            problems.append(Problem("Choose whether the goal was reached.", f"verdict@{self.goal_id}"))
        if self.verdict is not None and not self.measured.strip():
            problems.append(Problem("Say what was measured, or “not measured”.", f"measured@{self.goal_id}"))
        for field, typed, most in (("measured", self.measured, MEASURED_LENGTH), ("words", self.words, WORDS_LENGTH)):
            if len(typed) > most:
                problems.append(Problem(f"Use at most {count_words(most)} characters here.", f"{field}@{self.goal_id}"))
        return problems


def unanswered(goals: Iterable[GoalOutcome]) -> tuple[Goal, ...]:
    """The goals of which nobody has said yet whether they were reached."""
    return tuple(one.goal for one in goals if one.verdict is None)


def goals_in_words(goals: Iterable[GoalOutcome]) -> str:
    """How many of the goals came to what: 2 of 3 goals reached, 1 not answered yet; empty where there were none."""
    verdicts = [one.verdict for one in goals]
    if not verdicts:
        return ""
    whole = f"{len(verdicts)} goal{'' if len(verdicts) == 1 else 's'}"
    if not any(verdicts):
        return f"{whole}, none of them answered yet" if len(verdicts) > 1 else "1 goal, not answered yet"
    said = [f"{verdicts.count(GoalVerdict.REACHED)} of {whole} reached"]
    besides = ((GoalVerdict.PARTLY, "partly"), (GoalVerdict.MISSED, "not reached"), (None, "not answered yet"))
    return ", ".join(said + [f"{verdicts.count(one)} {words}" for one, words in besides if one in verdicts])


def answer_changes(before: GoalAnswer | None, after: GoalAnswer) -> tuple[Change, ...]:
    """What is said of a goal from now on, and what was said before; the words are for who works in the project."""
    were = before.said if before else (None, "", "")
    named = zip(("goal", "measured", SAID), were, after.said, strict=True)
    return tuple(Change(called, str(old or ""), str(new or "")) for called, old, new in named if old != new)
