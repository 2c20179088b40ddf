"""What would make a plan feasible that is not: each repair is computed again before it is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.feasibility import AvailablePerson, Shortage, SkillDemand, missing_minutes, shortages
from domain.identity import UserId


@dataclass(frozen=True)
class LaterDate:
    """The short needs may be worked so many days longer, the last of them until this day."""

    days: int
    until: date


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
) -> Repairs:
    """What repairs a plan: dates up to the horizon, one of the others in their order, and the least that must go.

    `horizon` is the last day whose free minutes are known; with nothing short there is nothing to repair.
    """
    short = shortages(demands, people)
    if not short:
        return Repairs(None, None, ())
    return Repairs(
        _later(demands, people, short, horizon), _another(demands, people, others), _less(demands, people, short)
    )


def _later(
    demands: Sequence[SkillDemand], people: Sequence[AvailablePerson], short: Sequence[Shortage], horizon: date
) -> LaterDate | None:
    """The fewest days by which the short needs must be allowed to last longer: more days never make it worse."""
    named = {demand.id for part in short for demand in part.demands}
    end = max(demand.last_day for part in short for demand in part.demands)
    few, many = 0, (horizon - end).days
    if many <= 0 or missing_minutes(_prolonged(demands, named, many), people):
        return None
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if missing_minutes(_prolonged(demands, named, middle), people) else (few, middle)
    return LaterDate(many, end + timedelta(days=many))


def _prolonged(demands: Iterable[SkillDemand], named: set[str], days: int) -> list[SkillDemand]:
    longer = timedelta(days=days)
    return [replace(one, last_day=one.last_day + longer) if one.id in named else one for one in demands]


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
