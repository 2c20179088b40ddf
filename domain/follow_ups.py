"""What a project takes over of the one that it follows, and what stays behind with that one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from domain.scope import ScopeStatement
from domain.stages import OtherCost

ALWAYS_BEHIND = "price", "reserve", "dates", "tasks", "documents", "what the customer had"
"""They are of the other project's time, or its own."""
AN_EARLIER = "an earlier project"
CHANGES_BEHIND = "the hours of agreed changes, because no stage has hours"


@dataclass(frozen=True)
class FollowUp:
    """What a project takes over of the one that it follows besides what a kind of project knows.

    `after` names that one, and is empty in a project for another customer, who must not learn of it. `costs` are, stage
    by stage, what is paid for besides hours, in `currency`. `has_changes` says that hours of changes that were agreed
    are in those of the stages. `behind` says what would have been expected and did not go along. How many hours of
    changes they are nothing here says: channels read it.
    """

    after: str = ""
    costs: tuple[tuple[OtherCost, ...], ...] = ()
    currency: str = ""
    has_changes: bool = False
    behind: tuple[str, ...] = ()

    def paid_in(self, currency: str) -> FollowUp:
        """The same for a project in this currency: amounts in another one stay behind."""
        if not self.costs_count or self.currency == currency:
            return self
        return replace(self, costs=(), behind=(*self.behind, f"{costs_words(self.costs_count)} in {self.currency}"))

    def costs_of(self, place: int) -> tuple[OtherCost, ...]:
        """What is paid for in the stage at this place, from 0."""
        return self.costs[place] if place < len(self.costs) else ()

    @property
    def costs_count(self) -> int:
        """How many things are paid for besides hours, in all stages together."""
        return sum(map(len, self.costs))

    @property
    def words(self) -> str:
        """What the project is like, in words that whoever reads it may know."""
        return self.after or AN_EARLIER


def costs_words(count: int) -> str:
    """So many costs besides hours, in words."""
    return f"{count} other cost{'' if count == 1 else 's'}"


def shares_of(minutes: int, weights: Sequence[int]) -> tuple[int, ...]:
    """So many minutes, shared in proportion to these weights: whole minutes, and all of them together."""
    whole = sum(weights) or 1
    reached = (minutes * upto // whole for upto in accumulate(weights, initial=0))
    return tuple(after - before for before, after in pairwise(reached))


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
