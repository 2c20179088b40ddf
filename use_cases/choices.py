"""Choosing one of the solutions that were compared, and what is to be done before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.actors import Actor
from domain.appraisals import appraised, most_cost_effective, reason_against, typed_against
from domain.choices import chosen, refuse_if_not_comparable
from domain.history import Act, Change
from domain.notices import ToProject
from domain.option_notices import SolutionChosen
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project
from use_cases.gate import settle_gate
from use_cases.options import (
    OptionStep,
    each_words,
    held_project,
    next_step,
    refuse_unless_proposing,
    requirements_of,
)
from use_cases.ratings import NOTHING_REQUIRED
from use_cases.scope import freeze_scope

NONE_IS_ADMISSIBLE = "No solution meets every must. Change a solution, or what the customer requires."


@dataclass(frozen=True)
class FindOptionStep:
    """What is to be done next, in the project of this key, before a solution is chosen?"""

    actor: Actor
    key: str


@dataclass(frozen=True)
class FoundStep:
    """The next step, and the solution it is about, if it is about one."""

    step: OptionStep
    solution_id: str


@dataclass(frozen=True)
class PrepareChoice:
    """Open the form that chooses a solution of the project of this key."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class ChoosableSolution:
    """One solution in the form; `arithmetic` speaks against it when nobody says anything else."""

    id: str
    name: str
    each: str
    is_admissible: bool
    is_best: bool
    arithmetic: str
    grounds: str


@dataclass(frozen=True)
class ChoiceForm:
    """The solutions to choose from, and what was said when one was chosen before."""

    project_id: str
    project_key: str
    project_name: str
    lines: tuple[ChoosableSolution, ...]
    chosen: str
    grounds: str


@dataclass(frozen=True)
class ChooseSolution:
    """Choose this solution, for this reason, and this against the others, by their ids."""

    actor: Actor
    project_id: str
    solution_id: str
    reason: str = ""
    against: Mapping[str, str] = field(default_factory=dict)


@read_only
def find_option_step(order: FindOptionStep, tx: Transaction, now: datetime) -> FoundStep:
    """What is to be done next, for whoever compares solutions; refuses while nothing is required."""
    project = find_project(order.actor, order.key, None, tx)
    refuse_unless_proposing(project, order.actor)
    step, solution = next_step(tx.options.sheet(project.id), requirements_of(project.id, tx))
    if step is OptionStep.REQUIRE:
        raise Refused(NOTHING_REQUIRED)
    return FoundStep(step, solution)


@read_only
def prepare_choice(order: PrepareChoice, tx: Transaction, now: datetime) -> ChoiceForm:
    """The form that chooses a solution, once they can be compared; the most cost-effective one stands in it."""
    project = find_project(order.actor, order.key, None, tx)
    refuse_unless_proposing(project, order.actor)
    sheet, wanted = tx.options.sheet(project.id), requirements_of(project.id, tx)
    refuse_if_not_comparable(sheet, wanted)
    every, currency = appraised(sheet, wanted), currency_of(project, tx)
    best = most_cost_effective(every)
    if best is None:
        raise Refused(NONE_IS_ADMISSIBLE)
    said = sheet.choice.against if sheet.choice else {}
    lines = tuple(
        ChoosableSolution(
            one.solution.id,
            one.solution.name,
            each_words(one, currency),
            one.is_admissible,
            one is best,
            "" if one is best else reason_against(one, best),
            typed_against(said.get(one.solution.id, "")),
        )
        for one in every
    )
    grounds = sheet.choice.reason if sheet.choice else ""
    return ChoiceForm(project.id, project.key, project.name, lines, best.solution.id, grounds)


def choose_solution(order: ChooseSolution, tx: Transaction, now: datetime) -> str:
    """Choose a solution and keep why, and why not the others; the project's channel hears. Returns its key.

    The version of the scope that they were compared by stays as it is from now on.
    """
    project = held_project(order.project_id, order.actor, tx)
    sheet, wanted = tx.options.sheet(project.id), requirements_of(project.id, tx)
    after = chosen(sheet, order.solution_id, wanted, order.reason, order.against, order.actor.user_id, now)
    taken, choice = after.chosen, after.choice
    assert taken is not None
    assert choice is not None
    tx.options.keep_sheet(after)
    freeze_scope(project.id, tx)
    best = most_cost_effective(appraised(after, wanted))
    is_best = best is not None and best.solution.id == taken.id
    names = {one.id: one.name for one in after.solutions}
    changes = [Change("why", "", choice.reason)] if choice.reason else []
    changes += [Change(f"why not {names[id]}", "", words) for id, words in choice.against.items()]
    tx.history.add(order.actor.user_id, now, Act.CHOSE_SOLUTION, project.id, taken.name, tuple(changes))
    compared = len(after.solutions)
    to = ToProject(project.id)
    said = SolutionChosen(
        to, project.key, project.name, taken.name, compared, is_best, choice.reason, order.actor.user_id
    )
    tx.outbox.add(said, now)
    settle_gate(project.id, tx, now)
    return project.key
