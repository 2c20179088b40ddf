"""Status over HTTP: `steward web` as a process, asked by another one over 32 connections."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.arranging import MANAGER, seed_of, team_of
from bench.figures import Figure, percentile, ratio
from bench.in_process import FEW, status_ready
from bench.processes import free_port, loaded, settings_for, started_sandbox, started_server
from bench.requests import command

CONNECTIONS = 32
ROUNDS = 6
REQUESTS = {"empty": 640, "status": 352}
"""A round of each takes about as long, and neither is over before the server is warm."""


def measure_http(folder: Path) -> list[Figure]:
    """Target 5: throughput against the empty handler on the same server, and how even the answers are."""
    seed, database_url = folder / "http.json", f"sqlite:///{folder}/http.db"
    seed.write_text(json.dumps(seed_of(team_of())))
    ports = {"empty": free_port(), "status": free_port()}
    with ExitStack() as opened:
        opened.enter_context(status_ready(database_url, FEW))
        sandbox = opened.enter_context(started_sandbox(folder, seed))
        words = ("bot", "web", "--bind", f"127.0.0.1:{ports['status']}")
        settings = settings_for(sandbox, database_url)
        opened.enter_context(started_server(folder, *words, port=ports["status"], **settings))
        empty = ("bench.empty_server", str(ports["empty"]))
        opened.enter_context(started_server(folder, *empty, port=ports["empty"]))
        return _figures(ports)


def _figures(ports: dict[str, int]) -> list[Figure]:
    for name, port in ports.items():
        _load(port, REQUESTS[name])  # warms it
    rates: dict[str, list[float]] = {name: [] for name in ports}
    tails, taken = list[float](), list[float]()
    for number in range(ROUNDS):
        for name in ports if number % 2 else reversed(ports):
            seconds, each = _load(ports[name], REQUESTS[name])
            rates[name].append(REQUESTS[name] / seconds)
            if name == "status":
                tails.append(percentile(each, 99) / percentile(each, 50))
                taken += each
    throughput = [ours / theirs for ours, theirs in zip(rates["status"], rates["empty"], strict=True)]
    return [
        ratio("HTTP, 32 connections: status throughput / empty handler", throughput, at_least=0.15),
        ratio("HTTP, 32 connections: p99 / p50 of a status", tails, at_most=6),
        *(Figure(f"  {name} throughput", median(rates[name]), "/s") for name in ports),
        Figure("  p50 of a status", percentile(taken, 50) * 1000, "ms"),
        Figure("  p99 of a status", percentile(taken, 99) * 1000, "ms"),
    ]


def _load(port: int, requests: int) -> tuple[float, list[float]]:
    asked = command("status NET", MANAGER).as_sent(f"127.0.0.1:{port}")
    return loaded(port, CONNECTIONS, requests, asked)
