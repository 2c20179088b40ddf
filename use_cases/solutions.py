"""The solutions that a project compares: adding, changing and removing them, and over how many months."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from domain.actors import Actor
from domain.cost_history import solution_changes
from domain.editing import merged, seen_of
from domain.history import Act, Change
from domain.identity import new_id
from domain.money import Currency, typed_money
from domain.options import (
    OptionSheet,
    Solution,
    SolutionWords,
    months_problems,
    no_such_solution,
    refuse_if_full,
    solution_problems,
)
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.scope import PickedResource
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project
from use_cases.gate import settle_gate
from use_cases.options import held_project, held_solution, refuse_unless_proposing, seen_solution
from use_cases.picked_resources import in_their_words, refuse_unless_there


@dataclass(frozen=True)
class PrepareSolution:
    """Open the form for a new solution of this project, or for that with this id; `again`, as another was quicker."""

    actor: Actor
    key: str | None = None
    solution_id: str | None = None
    again: SaveSolution | None = None


@dataclass(frozen=True)
class SolutionForm:
    """What stands in the form of a solution; amounts as they may be typed."""

    project_id: str
    project_key: str
    project_name: str
    solution_id: str | None
    name: str
    gist: str
    once: str
    monthly: str
    currency: str
    customer: str
    picked: tuple[PickedResource, ...]
    has_resources: bool
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()


@dataclass(frozen=True)
class SaveSolution:
    """What was typed about a solution, of a new one without an id; `seen` is what the form showed."""

    actor: Actor
    project_id: str
    name: str = ""
    gist: str = ""
    once: str = ""
    monthly: str = ""
    solution_id: str | None = None
    resources: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class RemoveSolution:
    """Compare this solution no longer."""

    actor: Actor
    solution_id: str


@dataclass(frozen=True)
class PrepareMonths:
    """Open the form that says over how many months the solutions of the project of this key are compared."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class MonthsForm:
    """Over how many months solutions are compared now."""

    project_id: str
    project_key: str
    months: int


@dataclass(frozen=True)
class CompareOver:
    """Compare over this many months."""

    actor: Actor
    project_id: str
    months: int | None


@read_only
def prepare_solution(order: PrepareSolution, tx: Transaction, now: datetime) -> SolutionForm:
    """The form of a solution, for whoever compares them."""
    if order.solution_id is None:
        project = find_project(order.actor, order.key, None, tx)
        refuse_unless_proposing(project, order.actor)
        refuse_if_full(tx.options.sheet(project.id))
        shown = Solution("", project.id, 0, "", "", Decimal(0), Decimal(0))
    else:
        shown, project = seen_solution(order.solution_id, order.actor, tx)
    form = _form(shown, project, tx)
    return form if order.again is None else _again(order.again, shown, form, project, tx)


def _form(shown: Solution, project: Project, tx: Transaction) -> SolutionForm:
    currency = currency_of(project, tx)
    once, monthly = (currency.as_typed(one) if shown.id else "" for one in (shown.one_off, shown.monthly))
    return SolutionForm(
        project.id,
        project.key,
        project.name,
        shown.id or None,
        shown.name,
        shown.description,
        once,
        monthly,
        currency.code,
        project.customer,
        in_their_words(shown.resources, tx),
        bool(tx.resources.of_customer(project.customer)),
        seen_of(shown.words),
    )


def _again(
    typed: SaveSolution, current: Solution, form: SolutionForm, project: Project, tx: Transaction
) -> SolutionForm:
    """The form as it was typed, with what somebody else made of the same fields meanwhile."""
    currency = currency_of(project, tx)
    words = _read(typed, currency, [])
    result = merged(words, current.words, typed.seen)
    told = replace(current.words, **{name: getattr(words, name) for name in result.changed_by_both})
    meant = current.saying(told)
    both = solution_changes(meant, current, currency) + _uses_changed(meant, current, tx)
    own = {name: getattr(typed, name) for name in ("name", "gist", "once", "monthly")}
    picked = in_their_words(typed.resources, tx)
    return replace(form, **own, picked=picked, seen=result.seen, changed_meanwhile=both)


def save_solution(order: SaveSolution, tx: Transaction, now: datetime) -> str:
    """Save a new or changed solution and return its id; nothing where somebody else has changed the same meanwhile."""
    project = held_project(order.project_id, order.actor, tx)
    sheet, currency = tx.options.sheet(project.id), currency_of(project, tx)
    before = next((one for one in sheet.solutions if one.id == order.solution_id), None)
    if order.solution_id is not None and before is None:
        raise no_such_solution()
    problems = solution_problems(order.name, order.gist, (one for one in sheet.solutions if one is not before))
    words = _read(order, currency, problems)
    refuse_if_any(problems)
    if before is not None and order.seen:
        result = merged(words, before.words, order.seen)
        if result.changed_by_both:
            return ""
        words = result.value
    refuse_unless_there(project, words.resources, before.resources if before else (), tx)
    after = (before or _new(sheet)).saying(words)
    tx.options.keep(after)
    changes = solution_changes(before, after, currency) + _uses_changed(before, after, tx)
    if changes:
        act = Act.ADDED_SOLUTION if before is None else Act.CHANGED_SOLUTION
        tx.history.add(order.actor.user_id, now, act, project.id, after.name, changes)
    settle_gate(project.id, tx, now)
    return after.id


def _uses_changed(before: Solution | None, after: Solution, tx: Transaction) -> tuple[Change, ...]:
    picked = (in_their_words(one.resources if one else (), tx) for one in (before, after))
    old, new = ("; ".join(one.words for one in every) for every in picked)
    return (Change("uses", old, new),) if old != new else ()


def _new(sheet: OptionSheet) -> Solution:
    refuse_if_full(sheet)
    number = max((one.number for one in sheet.solutions), default=0) + 1
    return Solution(new_id(), sheet.project_id, number, "", "", Decimal(0), Decimal(0))


def _read(order: SaveSolution, currency: Currency, problems: list[Problem]) -> SolutionWords:
    once, monthly = (_amount(order, field, currency, problems) for field in ("once", "monthly"))
    return SolutionWords(order.name.strip(), order.gist.strip(), once, monthly, order.resources)


def _amount(order: SaveSolution, field: str, currency: Currency, problems: list[Problem]) -> Decimal:
    """The typed amount; nothing typed costs nothing."""
    try:
        return typed_money(getattr(order, field), currency, field) or Decimal(0)
    except Refused as refusal:
        problems.extend(refusal.problems)
        return Decimal(0)


def remove_solution(order: RemoveSolution, tx: Transaction, now: datetime) -> str:
    """Compare a solution no longer; a choice of it is gone with it. Returns its project's key."""
    solution, project = held_solution(order.solution_id, order.actor, tx)
    sheet = tx.options.sheet(project.id)
    if sheet.choice and sheet.choice.solution_id == solution.id:
        tx.options.keep_sheet(replace(sheet, choice=None))
    tx.options.remove([solution.id])
    changes = solution_changes(solution, None, currency_of(project, tx))
    tx.history.add(order.actor.user_id, now, Act.REMOVED_SOLUTION, project.id, solution.name, changes)
    settle_gate(project.id, tx, now)
    return project.key


@read_only
def prepare_months(order: PrepareMonths, tx: Transaction, now: datetime) -> MonthsForm:
    """The form that says over how many months solutions are compared."""
    project = find_project(order.actor, order.key, None, tx)
    refuse_unless_proposing(project, order.actor)
    return MonthsForm(project.id, project.key, tx.options.sheet(project.id).months)


def compare_over(order: CompareOver, tx: Transaction, now: datetime) -> str:
    """Save over how many months solutions are compared; returns the project's key."""
    project = held_project(order.project_id, order.actor, tx)
    refuse_if_any(months_problems(order.months))
    sheet = tx.options.sheet(project.id)
    if order.months is not None and order.months != sheet.months:
        tx.options.keep_sheet(replace(sheet, months=order.months))
        changes = (Change("months", str(sheet.months), str(order.months)),)
        tx.history.add(order.actor.user_id, now, Act.CHANGED_MONTHS, project.id, "", changes)
        settle_gate(project.id, tx, now)
    return project.key
