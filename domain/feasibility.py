"""Whether the hours that a plan needs can be worked by the people there are: exact, in whole minutes.

What is needed and who is free are the two sides of a transportation problem: a need takes minutes from days of people
who can do it, and each free minute is used once. A maximum flow says how much of it can be worked at all (Ford and
Fulkerson, "Maximal flow through a network", 1956); what it cannot carry is the shortage, and the smallest minimum cut
names the needs that share it (Hall's condition for flows: their minutes exceed those of everybody who could help).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

import networkx as nx

from domain.identity import UserId

SOURCE, SINK = "needs", "people"
ALL = -1
"""Every need, as bits of their positions."""


@dataclass(frozen=True, order=True)
class SkillDemand:
    """Minutes of one skill, at this level or better, on any days from the first to the last, both included."""

    last_day: date
    skill: str
    first_day: date
    level: int
    minutes: int
    id: str
    label: str = ""
    stage: str = ""
    """What else lasts longer when this does."""


@dataclass(frozen=True)
class AvailablePerson:
    """Somebody with a level for each skill they have, and the free minutes of each day."""

    person: UserId
    levels: Mapping[str, int]
    free: Mapping[date, int]

    def can_do(self, demand: SkillDemand) -> bool:
        """Whether their level is enough."""
        return self.levels.get(demand.skill, 0) >= demand.level


@dataclass(frozen=True)
class Shortage:
    """Needs that together ask for more minutes than everybody who could help has on their days."""

    demands: tuple[SkillDemand, ...]
    free: tuple[tuple[UserId, int], ...]
    """Who could help and for how many minutes, most first."""
    short: int
    """Minutes."""

    @property
    def needed(self) -> int:
        """Minutes asked for."""
        return sum(demand.minutes for demand in self.demands)


def shortages(demands: Iterable[SkillDemand], people: Iterable[AvailablePerson]) -> tuple[Shortage, ...]:
    """What cannot be worked, the earliest first and then by skill; nothing when the plan is feasible.

    The same needs and people give the same answer in whatever order they come: the smallest minimum cut is unique, and
    its parts that share nobody are shortages of their own.
    """
    wanted = in_order(demands)
    crew = sorted(people, key=lambda one: one.person)
    pools = Hands(wanted, crew).pools(wanted)
    parts = _parts(_cut(wanted, pools), pools)
    return tuple(_shortage(part, wanted, crew, pools) for part in parts)


def joined_by_skill(found: Iterable[Shortage]) -> tuple[Shortage, ...]:
    """Shortages of the same skills as one, in the order of their first: no free minute is in two, so all of it adds."""
    alike: dict[frozenset[str], list[Shortage]] = {}
    for one in found:
        alike.setdefault(frozenset(need.skill for need in one.demands), []).append(one)
    return tuple(_joined(several) for several in alike.values())


def _joined(several: Sequence[Shortage]) -> Shortage:
    free: Counter[UserId] = Counter()
    for one in several:
        free.update(dict(one.free))
    demands = tuple(need for one in several for need in one.demands)
    return Shortage(demands, _most_first(free), sum(one.short for one in several))


def _most_first(free: Mapping[UserId, int]) -> tuple[tuple[UserId, int], ...]:
    return tuple(sorted(free.items(), key=lambda one: (-one[1], one[0])))


def missing_minutes(demands: Iterable[SkillDemand], people: Iterable[AvailablePerson]) -> int:
    """How many minutes cannot be worked at all, whoever does what; 0 when the plan is feasible."""
    wanted = in_order(demands)
    return Hands(wanted, people).missing(wanted)


def in_order(demands: Iterable[SkillDemand]) -> list[SkillDemand]:
    """The needs that ask for anything, the earliest first: their positions are how they are named here."""
    return sorted(demand for demand in demands if demand.minutes > 0)


class Hands:
    """The free minutes of everybody, added up once, so that the same needs can be asked about on other days.

    The needs come in the same order each time; `among` are those of them that count, as bits of their positions.
    """

    def __init__(self, demands: Sequence[SkillDemand], people: Iterable[AvailablePerson]) -> None:
        free: dict[int, Counter[date]] = {}
        for one in people:
            if able := sum(1 << place for place, demand in enumerate(demands) if one.can_do(demand)):
                free.setdefault(able, Counter()).update(one.free)
        self._groups = [(able, _FreeMinutes(days)) for able, days in free.items()]

    def joined_by(self, other: Hands) -> Hands:
        """These hands and those of somebody besides."""
        both = Hands((), ())
        both._groups = self._groups + other._groups
        return both

    def pools(self, demands: Sequence[SkillDemand], among: int = ALL) -> Counter[int]:
        """Free minutes by the needs they can serve, as bits of their positions: what serves the same is one pool."""
        pools: Counter[int] = Counter()
        for able, free in self._groups:
            named = [(1 << place, demands[place]) for place in _places(able & among)]
            edges = {one.first_day for _, one in named} | {one.last_day + timedelta(days=1) for _, one in named}
            for first, then in pairwise(sorted(edges)):
                serves = sum(bit for bit, one in named if one.first_day <= first <= one.last_day)
                if serves and (minutes := free.between(first, then)):
                    pools[serves] += minutes
        return pools

    def missing(self, demands: Sequence[SkillDemand], among: int = ALL) -> int:
        """How many minutes of these needs cannot be worked, whoever does what."""
        asked = {place: one.minutes for place, one in enumerate(demands) if among >> place & 1}
        worked: int = _flow(asked, self.pools(demands, among)).graph["flow_value"]
        return sum(asked.values()) - worked


class _FreeMinutes:
    """Minutes of days with their running total, so that those between two days are one subtraction."""

    def __init__(self, days: Mapping[date, int]) -> None:
        self._days = sorted(day for day, minutes in days.items() if minutes > 0)
        self._totals = [0, *accumulate(days[day] for day in self._days)]

    def between(self, first: date, then: date) -> int:
        """The minutes from one day on until before another."""
        return self._totals[bisect_left(self._days, then)] - self._totals[bisect_left(self._days, first)]


class Trials:
    """Whether the same needs can be worked, asked again and again for other days or with somebody besides.

    Needs that were too many together are too many as long as those who could help have less (Hall's condition): that is
    one sum, asked before anything is computed whole.
    """

    def __init__(self, demands: Sequence[SkillDemand], people: Iterable[AvailablePerson]) -> None:
        self._hands = Hands(demands, people)
        self._too_many: list[int] = []

    def works(self, demands: Sequence[SkillDemand], besides: AvailablePerson | None = None) -> bool:
        """Whether all of it can be worked; the needs come in the order in which they came at first."""
        hands = self._hands if besides is None else self._hands.joined_by(Hands(demands, [besides]))
        if any(_exceed(demands, hands, among) for among in reversed(self._too_many)):
            return False
        cut = _cut(demands, hands.pools(demands))
        if cut:
            self._too_many.append(cut)
        return not cut


def _exceed(demands: Sequence[SkillDemand], hands: Hands, among: int) -> bool:
    asked = sum(demands[place].minutes for place in _places(among))
    return asked > hands.pools(demands, among).total()


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _flow(asked: Mapping[int, int], pools: Mapping[int, int]) -> nx.DiGraph:
    """The residual network of a maximum flow from the needs, minutes by position, through the pools."""
    graph = nx.DiGraph()
    graph.add_nodes_from((SOURCE, SINK))
    for place, minutes in asked.items():
        graph.add_edge(SOURCE, place, capacity=minutes)
    for serves, minutes in sorted(pools.items()):
        graph.add_edge((serves,), SINK, capacity=minutes)
        graph.add_edges_from((place, (serves,)) for place in _places(serves))
    return nx.algorithms.flow.preflow_push(graph, SOURCE, SINK)


def _cut(demands: Sequence[SkillDemand], pools: Mapping[int, int]) -> int:
    """The needs on their side of the smallest minimum cut: those that could still send minutes on."""
    residual = _flow({place: one.minutes for place, one in enumerate(demands)}, pools)
    reached: set[object] = {SOURCE}
    waiting: list[object] = [SOURCE]
    while waiting:
        for then, edge in residual[waiting.pop()].items():
            if then not in reached and edge["flow"] < edge["capacity"]:
                reached.add(then)
                waiting.append(then)
    return sum(1 << place for place in range(len(demands)) if place in reached)


def _parts(cut: int, pools: Iterable[int]) -> list[int]:
    """The needs of a cut, apart where nobody could help more than one of them."""
    parts = [1 << place for place in _places(cut)]
    for serves in sorted(pools):
        joined = [part for part in parts if part & serves]
        if len(joined) > 1:
            parts = [part for part in parts if not part & serves] + [sum(joined)]
    return sorted(parts, key=lambda part: part & -part)


def _shortage(
    part: int, demands: Sequence[SkillDemand], people: Iterable[AvailablePerson], pools: Mapping[int, int]
) -> Shortage:
    named = tuple(demands[place] for place in _places(part))
    free = {one.person: minutes for one in people if (minutes := Hands(named, [one]).pools(named).total())}
    there = sum(minutes for serves, minutes in pools.items() if serves & part)
    return Shortage(named, _most_first(free), sum(demand.minutes for demand in named) - there)
