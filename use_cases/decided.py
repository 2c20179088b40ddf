"""Whether each fact that is not read off the project itself is decided: one function a fact.

A function reads and never changes. It may come from the module of its room if that module does not import
`use_cases.gate`; otherwise it stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.gate import Fact
from domain.projects import Project
from domain.tools import tools_are_settled
from storage.transactions import Transaction
from use_cases.costing import has_costs, has_stages, is_viable
from use_cases.demands import is_feasible
from use_cases.options import solution_is_chosen
from use_cases.plan_sheets import is_accepted, is_presented
from use_cases.scope_facts import has_opinion, has_requirements


def tools_and_methods(project: Project, tx: Transaction, now: datetime) -> bool:
    """Everything that must be in place has somebody, and is ready or not needed."""
    return tools_are_settled(tx.tools.of_project(project.id))


FACTS: dict[Fact, Callable[[Project, Transaction, datetime], bool]] = {
    Fact.CHOICE: solution_is_chosen,
    Fact.FEASIBLE: is_feasible,
    Fact.STAGES: has_stages,
    Fact.COSTS: has_costs,
    Fact.VIABLE: is_viable,
    Fact.TOOLS: tools_and_methods,
    Fact.PRESENTED: is_presented,
    Fact.ACCEPTED: is_accepted,
    Fact.REQUIREMENTS: has_requirements,
    Fact.OPINION: has_opinion,
}
