"""Drawing up the customer's plan from what is decided: field by field, so that nothing comes along by itself."""

from __future__ import annotations

from collections.abc import Iterable

from domain.customer_plan import CustomerPlan, PlannedStage, PromisedGoal, PromisedQuality, PromisedRequirement
from domain.options import OptionSheet, Rating, Solution
from domain.projects import Project
from domain.scope import Requirement, ScopeStatement, Weight
from domain.stages import Stage

IN_WORDS = {Rating.MET: "met", Rating.PARTLY: "partly met", Rating.NOT: "not met"}


def drawn_up(
    project: Project, manager: str, statement: ScopeStatement, stages: Iterable[Stage], sheet: OptionSheet
) -> CustomerPlan:
    """The plan that a customer would be shown now; what is not decided is left empty. `manager` is a name."""
    solution, money = sheet.chosen, statement.financial
    return CustomerPlan(
        project.name,
        project.key,
        project.customer,
        manager,
        project.currency,
        statement.users_count,
        statement.services,
        statement.completion_date,
        statement.in_scope,
        statement.out_of_scope,
        tuple(PromisedGoal(one.text, one.measure, one.target) for one in statement.goals),
        tuple(_requirement(one, solution) for one in statement.requirements),
        tuple(
            PromisedQuality(one.kind.value, one.statement, one.weight is Weight.MUST, one.service)
            for one in statement.technical
        ),
        solution.name if solution else "",
        solution.description if solution else "",
        tuple(
            PlannedStage(number, one.name, one.starts_on, one.ends_on) for number, one in enumerate(_order(stages), 1)
        ),
        project.price,
        money.budget_ceiling,
        money.payment_terms,
        money.invoicing_points,
        tuple(one.words for one in statement.resources),
    )


def _requirement(one: Requirement, solution: Solution | None) -> PromisedRequirement:
    rating = solution.ratings.get(one.id) if solution else None
    return PromisedRequirement(one.text, one.weight is Weight.MUST, IN_WORDS[rating] if rating else "")


def _order(stages: Iterable[Stage]) -> list[Stage]:
    """By the day they begin: customers know no numbers of ours."""
    return sorted(stages, key=lambda one: (one.starts_on, one.ends_on, one.number))
