"""Whether the hours that a plan needs can be worked by the people there are: exact, in whole minutes.

What is needed and who is free are the two sides of a transportation problem: a need takes minutes from days of people
who can do it, and each free minute is used once. A maximum flow says how much of it can be worked at all (Ford and
Fulkerson, "Maximal flow through a network", 1956); what it cannot carry is the shortage, and the smallest minimum cut
names the needs that share it (Hall's condition for flows: their minutes exceed those of everybody who could help).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from domain.identity import UserId

SOURCE, SINK = "needs", "people"


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
    wanted = sorted(demand for demand in demands if demand.minutes > 0)
    crew = sorted(people, key=lambda one: one.person)
    pools = _pools(wanted, crew)
    parts = _parts(_cut(wanted, pools), pools)
    return tuple(_shortage(part, wanted, crew, pools) for part in parts)


def missing_minutes(demands: Iterable[SkillDemand], people: Iterable[AvailablePerson]) -> int:
    """How many minutes cannot be worked at all, whoever does what; 0 when the plan is feasible."""
    wanted = sorted(demand for demand in demands if demand.minutes > 0)
    worked: int = _flow(wanted, _pools(wanted, people)).graph["flow_value"]
    return sum(demand.minutes for demand in wanted) - worked


def _pools(demands: Sequence[SkillDemand], people: Iterable[AvailablePerson]) -> Counter[int]:
    """Free minutes by the needs they can serve, as bits of their positions: what serves the same is one pool."""
    on_day: dict[date, int] = {}
    pools: Counter[int] = Counter()
    for one in people:
        able = sum(1 << place for place, demand in enumerate(demands) if one.can_do(demand))
        for day, minutes in one.free.items():
            if day not in on_day:
                on_day[day] = _wanted_on(day, demands)
            if minutes > 0 and (serves := able & on_day[day]):
                pools[serves] += minutes
    return pools


def _wanted_on(day: date, demands: Sequence[SkillDemand]) -> int:
    return sum(1 << place for place, demand in enumerate(demands) if demand.first_day <= day <= demand.last_day)


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _flow(demands: Sequence[SkillDemand], pools: Mapping[int, int]) -> nx.DiGraph:
    """The residual network of a maximum flow from the needs through the pools."""
    graph = nx.DiGraph()
    graph.add_nodes_from((SOURCE, SINK))
    for place, demand in enumerate(demands):
        graph.add_edge(SOURCE, place, capacity=demand.minutes)
    for serves, minutes in sorted(pools.items()):
        graph.add_edge((serves,), SINK, capacity=minutes)
        graph.add_edges_from((place, (serves,)) for place in _places(serves))
    return nx.algorithms.flow.preflow_push(graph, SOURCE, SINK)


def _cut(demands: Sequence[SkillDemand], pools: Mapping[int, int]) -> int:
    """The needs on their side of the smallest minimum cut: those that could still send minutes on."""
    residual = _flow(demands, pools)
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
    free = [(one.person, minutes) for one in people if (minutes := sum(_pools(named, [one]).values()))]
    there = sum(minutes for serves, minutes in pools.items() if serves & part)
    free.sort(key=lambda one: (-one[1], one[0]))
    return Shortage(named, tuple(free), sum(demand.minutes for demand in named) - there)
