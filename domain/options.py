"""The solutions that a project compares: what is said of each, over how many months, and the one that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem, Refused
from domain.scope import Requirement

FEWEST, MOST = 2, 4
NAME_LENGTH, WORDS_LENGTH = 80, 1000
USUAL_MONTHS, MOST_MONTHS = 36, 120


class Rating(StrEnum):
    """How far a solution does what a requirement asks."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True)
class SolutionWords:
    """What the form of a solution says of it; its fields are called as they are typed."""

    name: str
    gist: str
    once: Decimal
    monthly: Decimal
    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Solution:
    """One way to do what is required; money is in the project's currency, ratings are by the requirement's id."""

    id: str
    project_id: str
    number: int
    name: str
    description: str
    one_off: Decimal
    monthly: Decimal
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    resources: tuple[str, ...] = ()
    """The ids of what the customer has that it touches."""

    @property
    def words(self) -> SolutionWords:
        return SolutionWords(self.name, self.description, self.one_off, self.monthly, self.resources)

    def saying(self, words: SolutionWords) -> Solution:
        """The same solution with what was typed of it."""
        said = replace(self, name=words.name, description=words.gist, one_off=words.once, monthly=words.monthly)
        return replace(said, resources=words.resources)

    def cost_over(self, months: int) -> Decimal:
        """What it costs in so many months: once, and every month."""
        return self.one_off + self.monthly * months

    def unrated(self, requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
        """The requirements of which nobody has said whether it meets them."""
        return tuple(one for one in requirements if one.id not in self.ratings)

    def rated(self, ratings: Mapping[str, Rating]) -> Solution:
        """The same with these ratings, whatever else was rated kept."""
        return replace(self, ratings={**self.ratings, **ratings})


@dataclass(frozen=True)
class Choice:
    """The solution that was chosen, by whom and when, and what was said of it and against the others.

    `judged` are the ratings of the chosen one at that moment: what is required or rated otherwise later reopens it.
    `best` is the most cost-effective one of that moment, the only one that the reason speaks of.
    """

    solution_id: str
    by: UserId
    at: datetime
    reason: str
    judged: Mapping[str, Rating]
    against: Mapping[str, str] = field(default_factory=dict)
    best: str = ""


@dataclass(frozen=True)
class OptionSheet:
    """The solutions of a project, over how many months they are compared, and the choice once it is made."""

    project_id: str
    solutions: tuple[Solution, ...] = ()
    months: int = USUAL_MONTHS
    choice: Choice | None = None

    @property
    def chosen(self) -> Solution | None:
        """The chosen solution."""
        if self.choice is None:
            return None
        return next((one for one in self.solutions if one.id == self.choice.solution_id), None)

    def holds(self, requirements: Sequence[Requirement]) -> bool:
        """Whether the choice still stands: made, and judged by just these requirements with just these ratings."""
        chosen = self.chosen
        if chosen is None or self.choice is None or not requirements:
            return False
        return {one.id: chosen.ratings.get(one.id) for one in requirements} == dict(self.choice.judged)


def no_such_solution() -> Refused:
    """The refusal of a solution that there is not, word for word as of one that the person must not know of."""
    return Refused("That solution is not there any more. Look at the options again.")


def solution_problems(name: str, description: str, others: Iterable[Solution]) -> list[Problem]:
    """What is wrong with a solution's words, given the others of the sheet, beside their fields."""
    problems = []
    if not name.strip():
        problems.append(Problem("Give the solution a name, for example “Rent it as a service”.", "name"))
    elif len(name.strip()) > NAME_LENGTH:
        problems.append(Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name"))
    elif any(one.name.casefold() == name.strip().casefold() for one in others):
        problems.append(Problem("Another solution is called so already. Choose another name.", "name"))
    if len(description) > WORDS_LENGTH:
        problems.append(Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", "gist"))
    return problems


def months_problems(months: int | None) -> list[Problem]:
    """What is wrong with the horizon, beside its field."""
    if months is not None and 1 <= months <= MOST_MONTHS:
        return []
    return [Problem(f"Enter a whole number of months from 1 to {MOST_MONTHS}, for example {USUAL_MONTHS}.", "months")]


def refuse_if_full(sheet: OptionSheet) -> None:
    """Refuse a fifth solution: more are not compared, they are only listed."""
    if len(sheet.solutions) >= MOST:
        raise Refused(f"At most {MOST} solutions are compared. Change or remove one of them first.")
