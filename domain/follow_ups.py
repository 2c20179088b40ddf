"""What a project takes over of the scope of the one that it follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.scope import ScopeStatement


def taken_over(past: ScopeStatement, new_id: Callable[[], str]) -> ScopeStatement:
    """What a project that follows another for the same customer begins with: what was wanted, with ids of its own.

    Dates, money and what the customer had then stay behind: they are of the other's time.
    """
    return ScopeStatement(
        users_count=past.users_count,
        services=past.services,
        in_scope=past.in_scope,
        out_of_scope=past.out_of_scope,
        requirements=tuple(replace(one, id=new_id()) for one in past.requirements),
        goals=tuple(replace(one, id=new_id()) for one in past.goals),
        technical=tuple(replace(one, id=new_id()) for one in past.technical),
    )


def filled_in(decided: ScopeStatement, past: ScopeStatement) -> ScopeStatement:
    """A scope with what is not decided in it taken from an earlier one; nothing that is decided is changed."""
    return replace(
        decided,
        users_count=decided.users_count or past.users_count,
        services=decided.services or past.services,
        in_scope=decided.in_scope or past.in_scope,
        out_of_scope=decided.out_of_scope or past.out_of_scope,
        requirements=decided.requirements or past.requirements,
        goals=decided.goals or past.goals,
        technical=decided.technical or past.technical,
    )


def points_of(statement: ScopeStatement) -> int:
    """How many points it has besides services and users: goals, requirements, and what is in and out of scope."""
    parts = (statement.in_scope, statement.out_of_scope, statement.requirements, statement.goals, statement.technical)
    return sum(map(len, parts))
