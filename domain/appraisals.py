"""What each solution is worth: its cost for each requirement that it meets, and what that says against the others.

A solution is admissible when it meets every must. What it costs over the horizon (once, and every month) is divided by
the requirements that it meets, one met in part counting half: cost-effectiveness analysis compares alternatives by
their cost for each unit of effect (Levin and McEwan, "Cost-Effectiveness Analysis: Methods and Applications", 2001).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.figures import count_words
from domain.options import OptionSheet, Rating, Solution
from domain.scope import Requirement, Weight

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
