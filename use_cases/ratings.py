"""Rating a solution by what the customer requires, some requirements a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.actors import Actor
from domain.history import Act, Change
from domain.options import Rating, Solution
from domain.refusals import Refused
from domain.scope import Requirement, Weight
from storage.transactions import Transaction, read_only
from use_cases.gate import settle_gate
from use_cases.options import held_solution, requirements_of, seen_solution

RATED_IN_A_STEP = 7
NOTHING_REQUIRED = "Write down what the customer requires first; solutions are compared by that."


@dataclass(frozen=True)
class PrepareRating:
    """Open the step that rates a solution from this requirement on."""

    actor: Actor
    solution_id: str
    first: int = 0


@dataclass(frozen=True)
class RatedRequirement:
    """One requirement in the form, and how the solution is rated by it so far."""

    id: str
    text: str
    is_must: bool
    rating: Rating | None


@dataclass(frozen=True)
class RatingForm:
    """One step of rating a solution; `following` is where the next step begins, if there is one."""

    solution_id: str
    solution: str
    project_key: str
    first: int
    in_all: int
    rows: tuple[RatedRequirement, ...]
    following: int | None


@dataclass(frozen=True)
class RateSolution:
    """How far a solution does what these requirements ask; what is left out stays as it was."""

    actor: Actor
    solution_id: str
    ratings: dict[str, Rating]


@read_only
def prepare_rating(order: PrepareRating, tx: Transaction, now: datetime) -> RatingForm:
    """One step of rating a solution by what the customer requires."""
    solution, project = seen_solution(order.solution_id, order.actor, tx)
    wanted = requirements_of(project.id, tx)
    if not wanted:
        raise Refused(NOTHING_REQUIRED)
    first = order.first if 0 <= order.first < len(wanted) else 0
    end = first + RATED_IN_A_STEP
    return RatingForm(
        solution.id,
        solution.name,
        project.key,
        first,
        len(wanted),
        tuple(_row(one, solution) for one in wanted[first:end]),
        end if end < len(wanted) else None,
    )


def _row(one: Requirement, solution: Solution) -> RatedRequirement:
    return RatedRequirement(one.id, one.text, one.weight is Weight.MUST, solution.ratings.get(one.id))


def rate_solution(order: RateSolution, tx: Transaction, now: datetime) -> str:
    """Save how far a solution does what is required; returns its project's key."""
    before, project = held_solution(order.solution_id, order.actor, tx)
    texts = {one.id: one.text for one in requirements_of(project.id, tx)}
    after = before.rated({id: rating for id, rating in order.ratings.items() if id in texts})
    changed = [id for id in texts if after.ratings.get(id) != before.ratings.get(id)]
    if changed:
        tx.options.keep(after)
        changes = tuple(Change(texts[id], before.ratings.get(id, ""), after.ratings[id]) for id in changed)
        tx.history.add(order.actor.user_id, now, Act.RATED_SOLUTION, project.id, after.name, changes)
        settle_gate(project.id, tx, now)
    return project.key
