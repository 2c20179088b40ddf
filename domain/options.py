"""Solutions compared with what the customer requires, and which of them is the most cost-effective.

A solution is admissible when it meets every must. What it costs over the horizon (once, and every month) is divided by
the requirements that it meets, one met in part counting half: cost-effectiveness analysis compares alternatives by
their cost for each unit of effect (Levin and McEwan, "Cost-Effectiveness Analysis: Methods and Applications", 2001).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem, Refused
from domain.scope import Requirement, Weight

FEWEST, MOST = 2, 4
NAME_LENGTH, WORDS_LENGTH = 80, 1000
USUAL_MONTHS, MOST_MONTHS = 36, 120


class Rating(StrEnum):
    """How far a solution does what a requirement asks."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


ARITHMETIC = re.compile(
    r"(?:It|Although it) (does not meet “.*”, a must|meets none of the requirements"
    r"|costs (more|about the same|[\d,]+ % (more|less)) for each requirement that it meets"
    r"|costs (no )?more, and meets more of the requirements)\.",
    re.DOTALL,
)
"""What `reason_against` says."""
COSTS_AS_MUCH = "It costs about the same for each requirement that it meets."
WORTH = {Rating.MET: Fraction(1), Rating.PARTLY: Fraction(1, 2), Rating.NOT: Fraction(0)}
"""How much of a requirement each rating counts."""


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


@dataclass(frozen=True)
class Appraisal:
    """What one solution is worth: the arithmetic that anybody can do again by hand."""

    solution: Solution
    cost: Decimal
    """Over the horizon."""
    met: int
    partly: int
    missed_musts: tuple[Requirement, ...]
    unrated: tuple[Requirement, ...]

    @property
    def worth(self) -> Fraction:
        """How many requirements it meets, one in part counting half."""
        return self.met * WORTH[Rating.MET] + self.partly * WORTH[Rating.PARTLY]

    @property
    def is_admissible(self) -> bool:
        """Whether everything is rated and every must is met."""
        return not self.missed_musts and not self.unrated

    @property
    def cost_each(self) -> Fraction | None:
        """What each requirement costs that it meets, exactly; None when it meets none."""
        return Fraction(self.cost) / self.worth if self.worth else None


def appraised(sheet: OptionSheet, requirements: Sequence[Requirement]) -> tuple[Appraisal, ...]:
    """Every solution with its arithmetic, in the order they were added."""
    return tuple(_appraisal(one, sheet.months, requirements) for one in sheet.solutions)


def _appraisal(solution: Solution, months: int, requirements: Sequence[Requirement]) -> Appraisal:
    said = [solution.ratings[one.id] for one in requirements if one.id in solution.ratings]
    missed = (one for one in requirements if one.weight is Weight.MUST and one.id in solution.ratings)
    return Appraisal(
        solution,
        solution.cost_over(months),
        said.count(Rating.MET),
        said.count(Rating.PARTLY),
        tuple(one for one in missed if solution.ratings[one.id] is not Rating.MET),
        solution.unrated(requirements),
    )


def most_cost_effective(appraisals: Iterable[Appraisal]) -> Appraisal | None:
    """The admissible solution with the lowest cost for each requirement met; None when none is admissible.

    Of two that cost the same for each, the one that costs less in all, then the one that was added first.
    """
    able = [(one.cost_each, one.cost, one.solution.number, one) for one in appraisals if one.is_admissible]
    ranked = sorted((entry for entry in able if entry[0] is not None), key=lambda entry: entry[:3])
    return ranked[0][3] if ranked else None


def chosen(
    sheet: OptionSheet,
    solution_id: str,
    requirements: Sequence[Requirement],
    reason: str,
    against: Mapping[str, str],
    by: UserId,
    now: datetime,
) -> OptionSheet:
    """The sheet with a choice; refuses one too early, one that misses a must, and another than the best unexplained."""
    refuse_if_not_comparable(sheet, requirements)
    every = appraised(sheet, requirements)
    wanted = next((one for one in every if one.solution.id == solution_id), None)
    if wanted is None:
        raise Refused("That solution is not there any more. Choose another one.", field="solution")
    if wanted.missed_musts:
        raise Refused(
            f"{wanted.solution.name} does not meet “{wanted.missed_musts[0].text}”, a must.", field="solution"
        )
    best = most_cost_effective(every)
    if best is not None and best.solution.id != solution_id and not reason.strip():
        raise Refused(f"{best.solution.name} is the most cost-effective. Say why it is not chosen.", field="reason")
    others = (one for one in every if one is not wanted)
    said = {one.solution.id: against.get(one.solution.id, "").strip() or reason_against(one, wanted) for one in others}
    judged = {one.id: wanted.solution.ratings[one.id] for one in requirements}
    best_then = best.solution.id if best is not None else ""
    return replace(sheet, choice=Choice(solution_id, by, now, reason.strip(), judged, said, best_then))


def choice_stands(sheet: OptionSheet, requirements: Sequence[Requirement]) -> bool:
    """Whether the choice still stands: by the same requirements and ratings, and still the best or chosen for a reason.

    A should that became a must reopens the choice of a solution that misses it. A solution that has become the most
    cost-effective since reopens every choice: a reason says why another one was not taken, and nothing of this one.
    """
    choice = sheet.choice
    if choice is None or len(sheet.solutions) < FEWEST or not sheet.holds(requirements):
        return False
    every = appraised(sheet, requirements)
    best = most_cost_effective(every)
    if best is None or not any(one.is_admissible for one in every if one.solution.id == choice.solution_id):
        return False
    return best.solution.id == choice.solution_id or (bool(choice.reason) and best.solution.id == choice.best)


def reason_against(other: Appraisal, taken: Appraisal) -> str:
    """What the arithmetic says against a solution that was not chosen; in parts of a hundred, so without an amount."""
    if other.missed_musts:
        return f"It does not meet “{other.missed_musts[0].text}”, a must."
    if other.cost_each is None:
        return "It meets none of the requirements."
    if taken.cost_each is None:
        return f"It costs {'more' if other.cost > taken.cost else 'no more'}, and meets more of the requirements."
    if not taken.cost_each:
        return COSTS_AS_MUCH if not other.cost_each else "It costs more for each requirement that it meets."
    if (share := round((other.cost_each / taken.cost_each - 1) * 100)) == 0:
        return COSTS_AS_MUCH
    more, many = "more" if share > 0 else "less", count_words(abs(share))
    by_share = f"it costs {many} % {more} for each requirement that it meets."
    return by_share.capitalize() if share > 0 else f"Although {by_share}"


def typed_against(words: str) -> str:
    """What somebody wrote against a solution; not what the arithmetic said, which may be otherwise by now."""
    return "" if ARITHMETIC.fullmatch(words) else words


def refuse_if_not_comparable(sheet: OptionSheet, requirements: Sequence[Requirement]) -> None:
    """Refuse to choose while there is nothing to compare by, too few to compare, or something is not rated."""
    if not requirements:
        raise Refused("Write down what the customer requires first; solutions are compared by that.")
    if len(sheet.solutions) < FEWEST:
        raise Refused(f"Compare at least {FEWEST} solutions; one of them may be to leave everything as it is.")
    for one in sheet.solutions:
        if missing := one.unrated(requirements):
            raise Refused(f"Say of {one.name} whether it meets “{missing[0].text}” first.")


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
