"""What would make a plan feasible that is not: each repair is computed again before it is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.delays import Order, delayed, is_followed
from domain.feasibility import AvailablePerson, Shortage, SkillDemand, missing_minutes, shortages
from domain.identity import UserId

NO_ORDER: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class LaterDate:
    """The stages that fall short last so many days longer, the last of them until this day.

    What comes after them moves with them.
    """

    days: int
    until: date
    stages: frozenset[str]


@dataclass(frozen=True)
class AnotherPerson:
    """This one more person is enough."""

    person: UserId


@dataclass(frozen=True)
class Less:
    """So many minutes less of one need, or so many that somebody new would have to work on it."""

    demand: SkillDemand
    minutes: int


@dataclass(frozen=True)
class Repairs:
    """The cheapest of each kind; a kind that does not help alone is None."""

    later: LaterDate | None
    another: AnotherPerson | None
    less: tuple[Less, ...]


def repairs(
    demands: Sequence[SkillDemand],
    people: Sequence[AvailablePerson],
    others: Iterable[AvailablePerson],
    horizon: date,
    after: Order = NO_ORDER,
) -> Repairs:
    """What repairs a plan: dates up to the horizon, one of the others in their order, and the least that must go.

    `horizon` is the last day whose free minutes are known; with nothing short there is nothing to repair. `after` are
    the stages that must end before a stage.
    """
    short = shortages(demands, people)
    if not short:
        return Repairs(None, None, ())
    return Repairs(
        _later(demands, people, short, horizon, after), _another(demands, people, others), _less(demands, people, short)
    )


def _later(
    demands: Sequence[SkillDemand],
    people: Sequence[AvailablePerson],
    short: Sequence[Shortage],
    horizon: date,
    after: Order,
) -> LaterDate | None:
    """The fewest days by which the stages that fall short must last longer."""
    named = [demand for part in short for demand in part.demands]
    stages = frozenset(demand.stage for demand in named)

    def works(days: int) -> bool:
        return not missing_minutes(delayed(demands, stages, days, after), people)

    most = (horizon - max(demand.last_day for demand in named)).days
    days = _first(works, most) if is_followed(stages, after) else _first_for_good(works, most)
    if days is None:
        return None
    return LaterDate(days, max(one.last_day for one in delayed(named, stages, days, after)), stages)


def _first(works: Callable[[int], bool], most: int) -> int | None:
    """One after the other: what moves to other days may get worse before it gets better."""
    return next((days for days in range(1, most + 1) if works(days)), None)


def _first_for_good(works: Callable[[int], bool], most: int) -> int | None:
    """By halves: where nothing moves, more days never make it worse."""
    few, many = 0, most
    if many <= 0 or not works(many):
        return None
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if works(middle) else (middle, many)
    return many


def _another(
    demands: Sequence[SkillDemand], people: Sequence[AvailablePerson], others: Iterable[AvailablePerson]
) -> AnotherPerson | None:
    enough = (one for one in others if not missing_minutes(demands, [*people, one]))
    found = next(enough, None)
    return AnotherPerson(found.person) if found else None


def _less(
    demands: Sequence[SkillDemand], people: Sequence[AvailablePerson], short: Sequence[Shortage]
) -> tuple[Less, ...]:
    """Take from the short needs, the latest first, exactly what nobody can work."""
    left = {demand.id: demand for demand in demands}
    missing = missing_minutes(left.values(), people)
    found = []
    for demand in sorted((one for part in short for one in part.demands), reverse=True):
        without = missing_minutes((one for one in left.values() if one.id != demand.id), people)
        if helps := missing - without:
            left[demand.id] = replace(demand, minutes=demand.minutes - helps)
            found.append(Less(demand, helps))
            missing = without
    return tuple(reversed(found))
