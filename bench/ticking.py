"""One tick of the schedule while nothing is due."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from bench.arranging import add_people, add_project, arranging, steward_on
from bench.figures import Figure, ratio
from bench.rounds import take_turns
from bot.composition import Steward

FEW, MANY = 10, 10_000


def measure_tick(folder: Path) -> list[Figure]:
    """Target 4: a thousand times the schedules."""
    with ExitStack() as opened:
        stewards = {
            many: opened.enter_context(steward_on(f"sqlite:///{folder}/schedules_{many}.db")) for many in (FEW, MANY)
        }
        for many, steward in stewards.items():
            _fill(steward, many)
        rounds = take_turns({str(many): steward.tick for many, steward in stewards.items()})
    return [
        ratio("Tick with 10,000 schedules / with 10, none due", rounds.ratios(str(MANY), str(FEW)), at_most=3),
        Figure("  one tick with 10,000", rounds.milliseconds(str(MANY)), "ms"),
    ]


def _fill(steward: Steward, many: int) -> None:
    with arranging(steward) as tx:
        add_people(tx, ())
        for number in range(many):
            add_project(tx, (), f"P{number}", None)
