"""What is different between two scopes, in words that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from domain.calendars import day_words
from domain.figures import count_words
from domain.history import Change
from domain.money import Currency
from domain.scope import (
    FinancialRequirements,
    Goal,
    PickedResource,
    Requirement,
    ScopeStatement,
    TechnicalRequirement,
)

CEILING, PAYMENT, INVOICING = "Budget ceiling", "Payment terms", "Invoicing point"
FINANCIAL = frozenset({CEILING, PAYMENT, INVOICING, f"{INVOICING} added", f"{INVOICING} removed"})
"""What only the project's people and its customer read of a scope."""
Item = TypeVar("Item", bound=Requirement | Goal | TechnicalRequirement | PickedResource)


def differences(before: ScopeStatement, after: ScopeStatement, currency: Currency) -> tuple[Change, ...]:
    """What became of a scope, a change a line: IT users 120 → 150; what is only new or only gone has one side."""
    return (
        *_plain("IT users", _count(before.users_count), _count(after.users_count)),
        *_lines("Service", before.services, after.services),
        *_plain("Completion date", _day(before), _day(after)),
        *_lines("In scope", before.in_scope, after.in_scope),
        *_lines("Out of scope", before.out_of_scope, after.out_of_scope),
        *_items("Requirement", before.requirements, after.requirements, _requirement),
        *_items("Technical requirement", before.technical, after.technical, technical_words),
        *_items("Goal", before.goals, after.goals, goal_words),
        *_money(before.financial, after.financial, currency),
        *_items("Customer's resource", before.resources, after.resources, lambda one: one.words),
    )


def technical_words(one: TechnicalRequirement) -> str:
    """A technical requirement in one line."""
    about = f"{one.kind.value}, {one.service}" if one.service else one.kind.value
    return f"{one.statement} ({one.weight.value}; {about})"


def goal_words(one: Goal) -> str:
    """A goal in one line."""
    return f"{one.text} ({one.measure}: {one.target})"


def _requirement(one: Requirement) -> str:
    return f"{one.text} ({one.weight.value})"


def _count(number: int | None) -> str:
    return "" if number is None else count_words(number)


def _day(one: ScopeStatement) -> str:
    return day_words(one.completion_date) if one.completion_date else ""


def _plain(called: str, before: str, after: str) -> tuple[Change, ...]:
    return (Change(called, before, after),) if before != after else ()


def _lines(called: str, before: Iterable[str], after: Iterable[str]) -> tuple[Change, ...]:
    were, are = tuple(before), tuple(after)
    removed = tuple(Change(f"{called} removed", line) for line in were if line not in are)
    return removed + tuple(Change(f"{called} added", after=line) for line in are if line not in were)


def _items(
    called: str, before: Iterable[Item], after: Iterable[Item], words: Callable[[Item], str]
) -> tuple[Change, ...]:
    were, are = {one.id: words(one) for one in before}, {one.id: words(one) for one in after}
    removed = (Change(f"{called} removed", said) for key, said in were.items() if key not in are)
    reworded = (Change(called, were[key], said) for key, said in are.items() if were.get(key, said) != said)
    added = (Change(f"{called} added", after=said) for key, said in are.items() if key not in were)
    return (*removed, *reworded, *added)


def _money(before: FinancialRequirements, after: FinancialRequirements, currency: Currency) -> tuple[Change, ...]:
    ceilings = ["" if one.budget_ceiling is None else currency.words(one.budget_ceiling) for one in (before, after)]
    return (
        *_plain(CEILING, *ceilings),
        *_plain(PAYMENT, before.payment_terms, after.payment_terms),
        *_lines(INVOICING, before.invoicing_points, after.invoicing_points),
    )
