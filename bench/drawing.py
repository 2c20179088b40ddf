"""Answering while the worker beside it draws one plan and one picture after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter

from bench.arranging import MANAGER
from bench.figures import Figure, percentile, ratio
from bench.in_process import dispatching, status_ready
from bench.requests import command
from documents.pictures import draw_picture
from documents.plans import draw_plan
from domain.customer_plan import CustomerPlan, PlannedStage, PlanSheet, PromisedRequirement
from domain.pictures import Ground
from domain.stages import StageState
from domain.timeline_pictures import StageSpan, TimelineSheet

TASKS, CALLS, ROUNDS = 20, 200, 12
FIRST = date(2026, 12, 7)


def long_plan() -> PlanSheet:
    """A plan of several pages: twelve stages and sixty requirements."""
    stages = tuple(
        PlannedStage(n, f"Stage {n} of the roll-out", FIRST + timedelta(weeks=n), FIRST + timedelta(weeks=n, days=4))
        for n in range(1, 13)
    )
    wanted = tuple(PromisedRequirement(f"Every room of building {n} is covered", n % 3 > 0, "met") for n in range(60))
    plan = CustomerPlan(
        key="NET",
        title="Network renewal",
        customer="Rhein Logistik",
        manager="Ana Silva",
        currency="EUR",
        requirements=wanted,
        stages=stages,
        price=Decimal(48_000),
    )
    return PlanSheet(plan, number=1, presented_on=FIRST)


def long_timeline() -> TimelineSheet:
    """A picture of as many stages as one shows, half of which have ended."""
    ended, to_come = StageState.ENDED, StageState.PLANNED
    days = [(FIRST + timedelta(weeks=n), FIRST + timedelta(weeks=n, days=4)) for n in range(12)]
    stages = tuple(
        StageSpan(f"{n + 1} Stage of the roll-out", ended if n < 6 else to_come, *span, *(span if n < 6 else ()))
        for n, span in enumerate(days)
    )
    return TimelineSheet("NET Network renewal", FIRST + timedelta(weeks=6), stages, days[-1][1])


def measure_drawing(folder: Path) -> list[Figure]:
    """Target: the slowest of a hundred answers takes at most twice as long while all this is drawn without a pause."""
    plan, timeline = long_plan(), long_timeline()
    draw_plan(plan)
    pictures: list[float] = []
    with status_ready(f"sqlite:///{folder}/drawing.db", TASKS) as steward:
        status = dispatching(steward.app, command("status NET", MANAGER), "Network renewal")
        quiet, busy, drawn = [], [], []
        for _ in range(ROUNDS):
            quiet.append(_slowest_of_a_hundred(status))
            with _drawing(lambda: draw_plan(plan), lambda: draw_picture(timeline, Ground.LIGHT)) as (seconds, pictured):
                busy.append(_slowest_of_a_hundred(status))
            drawn += seconds
            pictures += pictured
    ratios = [theirs / ours for ours, theirs in zip(quiet, busy, strict=True)]
    return [
        ratio("Status while plans and pictures are drawn / without, the 99th of a hundred", ratios, at_most=2),
        Figure("  that status without", median(quiet) * 1000, "ms"),
        Figure("  one plan of several pages", median(drawn) * 1000, "ms"),
        Figure("  one picture of twelve stages", median(pictures) * 1000, "ms"),
    ]


def _slowest_of_a_hundred(act: Callable[[], object]) -> float:
    seconds = []
    for _ in range(CALLS):
        began = perf_counter()
        act()
        seconds.append(perf_counter() - began)
    return percentile(seconds, 99)


@contextmanager
def _drawing(*draws: Callable[[], object]) -> Iterator[tuple[list[float], ...]]:
    """Each of these is drawn in turn by another thread until the end of the block; holds how long each took."""
    seconds: tuple[list[float], ...] = tuple([] for _ in draws)
    over = Event()

    def paint() -> None:
        while not over.is_set():
            for draw, taken in zip(draws, seconds, strict=True):
                began = perf_counter()
                draw()
                taken.append(perf_counter() - began)

    painter = Thread(target=paint)
    painter.start()
    try:
        yield seconds
    finally:
        over.set()
        painter.join()
