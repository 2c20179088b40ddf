"""The steps of a scope that are typed as a whole: its outline, the customer's requirements, the money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.editing import merged, seen_of
from domain.history import Change
from domain.money import Currency
from domain.projects import Project
from domain.refusals import refuse_if_any
from domain.requests import ProjectRequest
from domain.scope import FinancialRequirements, ScopeStatement, ScopeVersion
from domain.scope_differences import differences
from domain.scope_limits import SERVICE_LENGTH, Outline, Wishes, outline_of, requirements_from, step_problems
from domain.stages import early_end_problems
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project
from use_cases.scope import change_scope, hold_scope, scope_to_edit

TypedStep = Outline | Wishes | FinancialRequirements


class Step(StrEnum):
    """The steps of a scope, in the order in which people decide it."""

    OUTLINE = "outline"
    REQUIREMENTS = "requirements"
    TECHNICAL = "technical"
    MONEY = "money"
    GOALS = "goals"


@dataclass(frozen=True)
class DecideStep:
    """Everything that was typed into a step; `seen` is what it showed, `why` the reason for another version."""

    actor: Actor
    project_id: str
    step: Step
    typed: TypedStep
    seen: str
    why: str = ""


@dataclass(frozen=True)
class PrepareStep:
    """Open this step of the project of this key; `again`, because what was typed meets what somebody has changed."""

    actor: Actor
    key: str
    step: Step
    again: DecideStep | None = None


@dataclass(frozen=True)
class StepForm:
    """What is decided as the forms show it, lists with an item a line; `asks_why` when there will be a new version."""

    project_id: str
    project_key: str
    project_name: str
    users_count: int | None
    services: tuple[str, ...]
    other_services: str
    completion_date: date | None
    in_scope: str
    out_of_scope: str
    must: str
    should: str
    currency: str
    ceiling: str
    payment_terms: str
    invoicing_points: str
    asks_why: bool
    seen: str
    changed_meanwhile: tuple[Change, ...] = ()
    request: ProjectRequest | None = None
    """What the project was made of, where the scope is read off it."""


@dataclass(frozen=True)
class FindNextStep:
    """Which step is still empty in the project of this key, after this one?"""

    actor: Actor
    key: str
    step: Step


@read_only
def prepare_step(order: PrepareStep, tx: Transaction, now: datetime) -> StepForm:
    """The form of a step with what is decided now; or with what was typed, when somebody else was quicker."""
    found = find_project(order.actor, order.key, None, tx)
    project, version = scope_to_edit(order.actor, found.id, tx)
    current, currency = _piece(order.step, version.statement), currency_of(project, tx)
    if order.again is None:
        form = _form(project, version, version.statement, seen_of(current), currency)
        return replace(form, request=_request_of(project, order.step, tx))
    result = merged(order.again.typed, current, order.again.seen)
    shown = _with(order.again.typed, version.statement)
    form = _form(project, version, shown, result.seen, currency)
    told = differences(shown, version.statement, currency)
    return replace(form, changed_meanwhile=told, request=_request_of(project, order.step, tx))


def _request_of(project: Project, step: Step, tx: Transaction) -> ProjectRequest | None:
    return tx.requests.of_project(project.id) if step in (Step.OUTLINE, Step.REQUIREMENTS) else None


def _form(project: Project, version: ScopeVersion, shown: ScopeStatement, seen: str, currency: Currency) -> StepForm:
    financial, wishes = shown.financial, Wishes.of(shown.requirements)
    return StepForm(
        project_id=project.id,
        project_key=project.key,
        project_name=project.name,
        users_count=shown.users_count,
        services=tuple(one for one in shown.services if len(one) <= SERVICE_LENGTH),
        other_services="\n".join(one for one in shown.services if len(one) > SERVICE_LENGTH),
        completion_date=shown.completion_date,
        in_scope="\n".join(shown.in_scope),
        out_of_scope="\n".join(shown.out_of_scope),
        must="\n".join(wishes.must),
        should="\n".join(wishes.should),
        currency=currency.code,
        ceiling=currency.as_typed(financial.budget_ceiling),
        payment_terms=financial.payment_terms,
        invoicing_points="\n".join(financial.invoicing_points),
        asks_why=version.is_frozen,
        seen=seen,
    )


def decide_step(order: DecideStep, tx: Transaction, now: datetime) -> list[str]:
    """Save a step; where somebody else has changed the same meanwhile nothing is saved, and the fields are returned."""
    project, version = hold_scope(order.actor, order.project_id, tx)
    result = merged(order.typed, _piece(order.step, version.statement), order.seen)
    today = local_date(now, zone_of(project.zone))
    statement, due = _with(result.value, version.statement), version.statement.completion_date
    problems = step_problems(result.value, outline_of(version.statement), today)
    if not problems and statement.completion_date != due:
        problems += early_end_problems(statement.completion_date, tx.stages.in_project(project.id), project.key)
    refuse_if_any(problems)
    if not result.changed_by_both:
        change_scope(project, statement, order.actor.user_id, order.why, tx, now)
    return list(result.changed_by_both)


@read_only
def find_next_step(order: FindNextStep, tx: Transaction, now: datetime) -> Step | None:
    """The first step after this one that is still empty; None when none is."""
    found = find_project(order.actor, order.key, None, tx)
    _, version = scope_to_edit(order.actor, found.id, tx)
    return following_step(version.statement, order.step)


def _piece(step: Step, statement: ScopeStatement) -> TypedStep:
    if step is Step.REQUIREMENTS:
        return Wishes.of(statement.requirements)
    return statement.financial if step is Step.MONEY else outline_of(statement)


def _with(typed: TypedStep, statement: ScopeStatement) -> ScopeStatement:
    if isinstance(typed, Wishes):
        return replace(statement, requirements=requirements_from(typed, statement.requirements))
    if isinstance(typed, FinancialRequirements):
        return replace(statement, financial=typed)
    return replace(statement, **vars(typed))


def following_step(statement: ScopeStatement, step: Step) -> Step | None:
    """The first step after this one that is still empty; None when none is.

    Whoever changes the outline of what is required already came for that alone, and is led nowhere.
    """
    if step is Step.OUTLINE and statement.requirements:
        return None
    filled = {
        Step.REQUIREMENTS: bool(statement.requirements),
        Step.TECHNICAL: bool(statement.technical),
        Step.MONEY: statement.financial != FinancialRequirements(),
        Step.GOALS: bool(statement.goals),
    }
    order = tuple(Step)
    return next((one for one in order[order.index(step) + 1 :] if not filled[one]), None)
