"""`python -m bench [status|growth|listing|routing|tick|http|answering|…]`: measures all of it, or what is named."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.answering import measure_answering
from bench.becoming_visible import measure_visibility
from bench.drawing import measure_drawing
from bench.feasibility import measure_feasibility
from bench.figures import Figure, heading
from bench.in_process import measure_growth, measure_routing, measure_status
from bench.listing import measure_listing, measure_portfolio
from bench.over_http import measure_http
from bench.sending import measure_sending
from bench.ticking import measure_tick
from bot.logs import set_up_logs
from tests.databases import PostgreSQL

Bench = Callable[[Path, PostgreSQL], Iterable[Figure]]

BENCHES: dict[str, Bench] = {
    "status": measure_status,
    "growth": lambda folder, _: measure_growth(folder),
    "listing": lambda folder, _: measure_listing(folder),
    "portfolio": lambda folder, _: measure_portfolio(folder),
    "routing": lambda folder, _: measure_routing(folder),
    "tick": lambda folder, _: measure_tick(folder),
    "http": lambda folder, _: measure_http(folder),
    "answering": lambda folder, _: measure_answering(folder),
    "visibility": measure_visibility,
    "sending": lambda folder, _: measure_sending(folder),
    "drawing": lambda folder, _: measure_drawing(folder),
    "feasibility": lambda *_: measure_feasibility(),
}


def main(wanted: Sequence[str]) -> None:
    """Measure and print; a missed target is told, not failed."""
    unknown = set(wanted) - set(BENCHES)
    if unknown:
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}; there are: {', '.join(BENCHES)}.")
    set_up_logs("WARNING")
    began = time.monotonic()
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n{heading()}")
    measured: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="steward-bench-") as folder:
        postgresql = PostgreSQL()  # ends with this process
        for name in wanted or BENCHES:
            for figure in BENCHES[name](Path(folder), postgresql):
                measured.append(figure)
                print(figure, flush=True)
    missed = sum(figure.verdict == "MISSED" for figure in measured)
    print(f"{missed or 'None'} missed, in {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main(sys.argv[1:])
