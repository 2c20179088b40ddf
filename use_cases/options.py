"""The solutions of a project compared: what each meets and costs, which is the best, and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.appraisals import Appraisal, appraised, most_cost_effective
from domain.choices import choice_stands
from domain.identity import UserId
from domain.money import Currency
from domain.options import FEWEST, MOST, OptionSheet, Rating, Solution, no_such_solution
from domain.projects import Project, refuse_if_approved, refuse_if_over
from domain.scope import Requirement, Weight
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project, visible

OVER = " and no solution is compared in it any more"


@dataclass(frozen=True)
class ShowOptions:
    """Compare the solutions of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class SolutionLine:
    """One solution with its arithmetic; amounts are words, and empty for who must not see them."""

    id: str
    number: int
    name: str
    gist: str
    once: str
    monthly: str
    cost: str
    each: str
    met: int
    worth: str
    partly: tuple[str, ...]
    not_met: tuple[str, ...]
    missed_musts: tuple[str, ...]
    unrated: tuple[str, ...]
    resources: tuple[str, ...]
    is_best: bool
    is_chosen: bool


@dataclass(frozen=True)
class Against:
    """Why a solution was not chosen."""

    solution: str
    grounds: str


@dataclass(frozen=True)
class ChoiceShown:
    """What was chosen, by whom and why, and whether it still stands."""

    solution: str
    by: UserId
    at: datetime
    grounds: str
    against: tuple[Against, ...]
    stands: bool


class OptionStep(StrEnum):
    """What is to be done next before a solution is chosen."""

    REQUIRE = "require"
    ADD = "add"
    RATE = "rate"
    CHANGE = "change"
    CHOOSE = "choose"
    DONE = "done"


@dataclass(frozen=True)
class OptionsShown:
    """A project's solutions side by side, for one reader; `to_rate` is the first that is not rated throughout."""

    project_key: str
    project_name: str
    months: int
    musts: int
    shoulds: int
    compared: tuple[SolutionLine, ...]
    choice: ChoiceShown | None
    next: OptionStep
    to_rate: str
    may_propose: bool
    may_see_costs: bool
    is_full: bool


@read_only
def show_options(order: ShowOptions, tx: Transaction, now: datetime) -> Named[OptionsShown]:
    """The solutions of a project with their arithmetic; amounts only for who may see costs."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    sheet, wanted = tx.options.sheet(project.id), requirements_of(project.id, tx)
    may_see = permissions.allowed(order.actor, Action.SEE_COSTS, project)
    step, to_rate = next_step(sheet, wanted)
    shown = OptionsShown(
        project.key,
        project.name,
        sheet.months,
        sum(one.weight is Weight.MUST for one in wanted),
        sum(one.weight is Weight.SHOULD for one in wanted),
        _lines(sheet, wanted, currency_of(project, tx) if may_see else None, tx),
        _choice(sheet, wanted),
        step,
        to_rate,
        may_propose(project, order.actor),
        may_see,
        len(sheet.solutions) >= MOST,
    )
    return tx.people.named(shown)


def requirements_of(project_id: str, tx: Transaction) -> tuple[Requirement, ...]:
    """What the customer requires now, the musts first."""
    every = tx.scopes.newest(project_id).statement
    return (*every.requirements_of(Weight.MUST), *every.requirements_of(Weight.SHOULD))


def next_step(sheet: OptionSheet, requirements: Sequence[Requirement]) -> tuple[OptionStep, str]:
    """What is to be done next before a solution is chosen, and the id of the solution that it is about, if any."""
    if not requirements:
        return OptionStep.REQUIRE, ""
    if len(sheet.solutions) < FEWEST:
        return OptionStep.ADD, ""
    unrated = next((one.id for one in sheet.solutions if one.unrated(requirements)), "")
    if unrated:
        return OptionStep.RATE, unrated
    if most_cost_effective(appraised(sheet, requirements)) is None:
        return OptionStep.CHANGE, ""
    return (OptionStep.DONE if choice_stands(sheet, requirements) else OptionStep.CHOOSE), ""


def _lines(
    sheet: OptionSheet, requirements: Sequence[Requirement], currency: Currency | None, tx: Transaction
) -> tuple[SolutionLine, ...]:
    every = appraised(sheet, requirements)
    best = most_cost_effective(every) if len(every) >= FEWEST else None
    touched = tx.resources.several({id for one in sheet.solutions for id in one.resources})
    names = {id: one.entry.words for id, one in touched.items()}
    return tuple(_line(one, requirements, one is best, sheet, currency, names) for one in every)


def _line(
    one: Appraisal,
    requirements: Sequence[Requirement],
    is_best: bool,
    sheet: OptionSheet,
    currency: Currency | None,
    names: dict[str, str],
) -> SolutionLine:
    solution = one.solution
    return SolutionLine(
        solution.id,
        solution.number,
        solution.name,
        solution.description,
        currency.words(solution.one_off) if currency else "",
        currency.words(solution.monthly) if currency else "",
        currency.words(one.cost) if currency else "",
        each_words(one, currency) if currency else "",
        one.met,
        half_words(one.worth),
        _rated(solution, requirements, Rating.PARTLY),
        _rated(solution, requirements, Rating.NOT),
        tuple(must.text for must in one.missed_musts),
        tuple(missing.text for missing in one.unrated),
        tuple(names[id] for id in solution.resources if id in names),
        is_best,
        sheet.choice is not None and sheet.choice.solution_id == solution.id,
    )


def _rated(solution: Solution, requirements: Sequence[Requirement], rating: Rating) -> tuple[str, ...]:
    return tuple(one.text for one in requirements if solution.ratings.get(one.id) is rating)


def half_words(worth: Fraction) -> str:
    """Requirements met, one in part counting half, as somebody writes it: 3, or 3½."""
    whole, half = divmod(worth, 1)
    return f"{whole}½" if half and whole else "½" if half else f"{whole}"


def each_words(one: Appraisal, currency: Currency) -> str:
    """What each requirement costs that is met, in whole coins; nothing when none is met."""
    each = one.cost_each
    if each is None:
        return ""
    coins = each / Fraction(currency.coin)
    # As on an invoice: half a coin goes away from nought.
    return currency.words(int(coins + Fraction(1, 2)) * currency.coin)


def _choice(sheet: OptionSheet, requirements: Sequence[Requirement]) -> ChoiceShown | None:
    choice, chosen = sheet.choice, sheet.chosen
    if choice is None or chosen is None:
        return None
    against = (Against(one.name, choice.against[one.id]) for one in sheet.solutions if one.id in choice.against)
    stands = choice_stands(sheet, requirements)
    return ChoiceShown(chosen.name, choice.by, choice.at, choice.reason, tuple(against), stands)


def solution_is_chosen(project: Project, tx: Transaction, now: datetime) -> bool:
    """Whether a solution is chosen by what is required now."""
    return choice_stands(tx.options.sheet(project.id), requirements_of(project.id, tx))


def may_propose(project: Project, actor: Actor) -> bool:
    """Whether this person may still compare solutions and choose one."""
    is_open = not (project.is_over or project.is_approved)
    return is_open and permissions.allowed(actor, Action.PROPOSE_SOLUTION, project)


def refuse_unless_proposing(project: Project, actor: Actor) -> None:
    """Refuse whoever may not compare solutions, and a project in which the choice is part of its accepted plan."""
    permissions.require(actor, Action.PROPOSE_SOLUTION, project)
    refuse_if_over(project, OVER)
    refuse_if_approved(project, "choice of a solution")


def seen_solution(id: str, actor: Actor, tx: Transaction) -> tuple[Solution, Project]:
    """A solution and its project, for somebody who compares; where the project is hidden there is no such solution."""
    solution = tx.options.solution(id)
    return solution, _proposed(tx.projects.get(solution.project_id), actor)


def held_solution(id: str, actor: Actor, tx: Transaction) -> tuple[Solution, Project]:
    """The same with the project held for change: whoever changes a solution holds its project."""
    project = _proposed(tx.projects.for_change(tx.options.solution(id).project_id), actor)
    return tx.options.solution(id), project


def _proposed(project: Project, actor: Actor) -> Project:
    if project.is_hidden_from(actor):
        raise no_such_solution()
    refuse_unless_proposing(project, actor)
    return project


def held_project(project_id: str, actor: Actor, tx: Transaction) -> Project:
    """The project of this id, held for change by somebody who compares its solutions."""
    project = visible(tx.projects.for_change(project_id), actor)
    refuse_unless_proposing(project, actor)
    return project
