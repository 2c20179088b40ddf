"""Measures several ways of doing a thing in turns, so that whatever disturbs the machine disturbs all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import perf_counter

ROUNDS = 61
TURN_SECONDS = 0.02
WARM_UP = 5

Act = Callable[[], object]


class Rounds:
    """The seconds that one call took in each round, by the name of who was called."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self.seconds = seconds

    def ratios(self, one: str, to: str) -> list[float]:
        """How many times as long one took as another, round by round."""
        return [ours / theirs for ours, theirs in zip(self.seconds[one], self.seconds[to], strict=True)]

    def milliseconds(self, name: str) -> float:
        """The median time of one call."""
        return median(self.seconds[name]) * 1000


def take_turns(acts: dict[str, Act], rounds: int = ROUNDS, turn_seconds: float = TURN_SECONDS) -> Rounds:
    """Call each in every round for so long, in the order and then against it; with no seconds, once."""
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    times = {name: _times_in_a_turn(act, turn_seconds) for name, act in acts.items()}
    with settled_garbage():
        for number in range(rounds):
            for name in acts if number % 2 else reversed(acts):
                seconds[name].append(_turn(acts[name], times[name]))
    return Rounds(seconds)


def _times_in_a_turn(act: Act, turn_seconds: float) -> int:
    """How often it fits into one turn, once it is warm."""
    for _ in range(WARM_UP):
        act()
    return max(1, int(turn_seconds / _turn(act, WARM_UP)))


def _turn(act: Act, times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        act()
    return (perf_counter() - began) / times


@contextmanager
def settled_garbage() -> Iterator[None]:
    """Leave what exists already out of the collector's rounds; what is measured pays for its own garbage only."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
