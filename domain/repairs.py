"""What would make a plan feasible that is not: each repair is computed again before it is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from domain.delays import Order, delayed
from domain.feasibility import AvailablePerson, Hands, Shortage, SkillDemand, Trials, in_order, shortages
from domain.identity import UserId
from domain.stock import Pieces
from domain.thing_shortages import ThingDemand, missing_pieces

NO_ORDER: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class Things:
    """The things that this project and others need, and the pieces that there are of each."""

    demands: Sequence[ThingDemand] = ()
    stock: Mapping[str, Pieces] = field(default_factory=dict)


NO_THINGS = Things()


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
    things: Things = NO_THINGS,
) -> Repairs:
    """What repairs a plan: dates up to the horizon, one of the others in their order, and the least that must go.

    `horizon` is the last day whose free minutes are known; with nothing short there is nothing to repair. `after` are
    the stages that must end before a stage. No later date is proposed that takes things from where they are needed.
    """
    short = shortages(demands, people)
    if not short:
        return Repairs(None, None, ())
    wanted = in_order(demands)
    trials = Trials(wanted, people)
    return Repairs(
        _later(wanted, trials, short, horizon, after, things),
        _another(wanted, trials, others),
        tuple(sorted((one for part in short for one in _less(part, people)), key=lambda one: one.demand)),
    )


def _later(
    demands: Sequence[SkillDemand],
    trials: Trials,
    short: Sequence[Shortage],
    horizon: date,
    after: Order,
    things: Things,
) -> LaterDate | None:
    """The fewest days by which the stages that fall short must last longer."""
    named = [demand for part in short for demand in part.demands]
    stages = frozenset(demand.stage for demand in named)

    def could_work(few: int, many: int) -> bool:
        """Begun as with few days more and ended as with many: what does not work so works with no number between."""
        early, late = (delayed(demands, stages, days, after) for days in (few, many))
        return trials.works([replace(one, last_day=then.last_day) for one, then in zip(early, late, strict=True)])

    most = (horizon - max(demand.last_day for demand in named)).days
    days = _first(could_work, _days_with_things(most, stages, after, things))
    if days is None:
        return None
    return LaterDate(days, max(one.last_day for one in delayed(named, stages, days, after)), stages)


def _days_with_things(most: int, stages: frozenset[str], after: Order, things: Things) -> list[int]:
    """The numbers of days, up to the most, with which no thing is missing that is not missing as it is planned."""
    lacked = missing_pieces(things.demands, things.stock)

    def is_no_worse(days: int) -> bool:
        then = missing_pieces(delayed(things.demands, stages, days, after), things.stock)
        return all(short <= lacked.get(thing, 0) for thing, short in then.items())

    return [days for days in range(1, most + 1) if is_no_worse(days)]


def _first(could_work: Callable[[int, int], bool], days: Sequence[int]) -> int | None:
    """The first number of days that works, by halves: what moves to other days may get worse before it gets better."""
    if not days or not could_work(days[0], days[-1]):
        return None
    if len(days) == 1:
        return days[0]
    middle = len(days) // 2
    return _first(could_work, days[:middle]) or _first(could_work, days[middle:])


def _another(demands: Sequence[SkillDemand], trials: Trials, others: Iterable[AvailablePerson]) -> AnotherPerson | None:
    found = next((one for one in others if trials.works(demands, one)), None)
    return AnotherPerson(found.person) if found else None


def _less(part: Shortage, people: Sequence[AvailablePerson]) -> Iterator[Less]:
    """Take from needs that fall short together, the latest first, exactly what nobody can work.

    The earliest is worked as far as it can be, then each one as far as those before it leave somebody free.
    """
    hands = Hands(part.demands, people)
    missing = [hands.missing(part.demands, (1 << count) - 1) for count in range(len(part.demands) + 1)]
    for demand, (before, then) in zip(part.demands, pairwise(missing), strict=True):
        if then > before:
            yield Less(demand, then - before)
