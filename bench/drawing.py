"""Answering while the worker beside it draws one plan after the other."""

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
from documents.plans import draw_plan
from domain.customer_plan import CustomerPlan, PlannedStage, PlanSheet, PromisedRequirement

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


def measure_drawing(folder: Path) -> list[Figure]:
    """Target: the slowest of a hundred answers takes at most twice as long while plans are drawn without a pause."""
    sheet = long_plan()
    draw_plan(sheet)
    with status_ready(f"sqlite:///{folder}/drawing.db", TASKS) as steward:
        status = dispatching(steward.app, command("status NET", MANAGER), "Network renewal")
        quiet, busy, drawn = [], [], []
        for _ in range(ROUNDS):
            quiet.append(_slowest_of_a_hundred(status))
            with _drawing(sheet) as seconds:
                busy.append(_slowest_of_a_hundred(status))
            drawn += seconds
    ratios = [theirs / ours for ours, theirs in zip(quiet, busy, strict=True)]
    return [
        ratio("Status while plans are drawn / without, the 99th of a hundred", ratios, at_most=2),
        Figure("  that status without", median(quiet) * 1000, "ms"),
        Figure("  one plan of several pages", median(drawn) * 1000, "ms"),
    ]


def _slowest_of_a_hundred(act: Callable[[], object]) -> float:
    seconds = []
    for _ in range(CALLS):
        began = perf_counter()
        act()
        seconds.append(perf_counter() - began)
    return percentile(seconds, 99)


@contextmanager
def _drawing(sheet: PlanSheet) -> Iterator[list[float]]:
    """Plans are drawn by another thread until the end of the block; holds how long each took."""
    seconds: list[float] = []
    over = Event()

    def draw() -> None:
        while not over.is_set():
            began = perf_counter()
            draw_plan(sheet)
            seconds.append(perf_counter() - began)

    painter = Thread(target=draw)
    painter.start()
    try:
        yield seconds
    finally:
        over.set()
        painter.join()
