"""The choice of a solution: when it may be made, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.appraisals import appraised, most_cost_effective, reason_against
from domain.identity import UserId
from domain.options import FEWEST, Choice, OptionSheet
from domain.refusals import Refused
from domain.scope import Requirement


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


def refuse_if_not_comparable(sheet: OptionSheet, requirements: Sequence[Requirement]) -> None:
    """Refuse to choose while there is nothing to compare by, too few to compare, or something is not rated."""
    if not requirements:
        raise Refused("Write down what the customer requires first; solutions are compared by that.")
    if len(sheet.solutions) < FEWEST:
        raise Refused(f"Compare at least {FEWEST} solutions; one of them may be to leave everything as it is.")
    for one in sheet.solutions:
        if missing := one.unrated(requirements):
            raise Refused(f"Say of {one.name} whether it meets “{missing[0].text}” first.")
