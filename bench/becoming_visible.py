"""How long it takes from a press on *Accept* until the task's message shows it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bench.arranging import HEAD, add_project, arranging, team_of
from bench.figures import Figure, extremes
from bench.people_at_work import Part, Place, at_work, button_of
from bench.processes import free_port, started, started_server
from domain.actors import Actor
from domain.briefs import TypedBrief
from domain.identity import UserId
from domain.projects import Project
from sandbox.driver import PersonAtKeyboard
from tests.databases import PostgreSQL
from use_cases.delegation import DelegateTask, delegate_task

PRESSES = 20
LOOK_SECONDS = 0.005
GIVEN_UP_SECONDS = 10.0
# Presses come at any moment between two looks of a worker that nobody wakes.
LONGEST_PAUSE_SECONDS = 0.5
TOGETHER_SECONDS, APART_SECONDS = 1.0, 1.5


def measure_visibility(folder: Path, postgresql: PostgreSQL) -> list[Figure]:
    """Target 7: in one process, and with `web` and `worker` apart on both databases."""
    one_process = _measured(folder, "together", f"sqlite:///{folder}/together.db", apart=False)
    on_sqlite = _measured(folder, "sqlite", f"sqlite:///{folder}/apart.db", apart=True)
    on_postgresql = _measured(folder, "postgresql", postgresql.make(), apart=True)
    return [
        *_figures("one process", one_process, TOGETHER_SECONDS),
        *_figures("web + worker, SQLite", on_sqlite, APART_SECONDS),
        *_figures("web + worker, PostgreSQL", on_postgresql, APART_SECONDS),
    ]


def _figures(shape: str, taken: list[float], at_most: float) -> list[Figure]:
    slowest = Figure(f"A press is visible, {shape}: slowest", max(taken), "s", extremes(taken), at_most=at_most)
    return [slowest, Figure("  median", median(taken), "s")]


def _measured(folder: Path, name: str, database_url: str, *, apart: bool) -> list[float]:
    team = team_of(1)
    with at_work(folder, name, team, database_url) as place:
        _delegate(place, team[0])
        running = _apart(folder, place) if apart else _together(folder, place)
        with running:
            worker = place.driver.person(team[0])
            offers = [message for message in worker.dm() if "task_accept" in str(message["blocks"])]
            return [_seconds_until_seen(place, worker, offer) for offer in offers]


def _delegate(place: Place, to: UserId) -> None:
    """Twenty tasks for one person, each told already."""
    with arranging(place.steward) as tx:
        project: Project = add_project(tx, (to,))
    for number in range(PRESSES):
        due = project.scope.completion_date or tx.now.date()
        typed = TypedBrief(f"Survey building {number + 1}", to, due)
        order = DelegateTask(Actor(tx.workspace, HEAD), project.id, typed)
        place.steward.run(delegate_task, order)
    place.steward.worker.deliver_due()


@contextmanager
def _together(folder: Path, place: Place) -> Iterator[None]:
    with started(folder, "bot", "run", **place.settings):
        place.wait_until_connected()
        yield


@contextmanager
def _apart(folder: Path, place: Place) -> Iterator[None]:
    port = free_port()
    with ExitStack() as opened:
        worker = opened.enter_context(started(folder, "bot", "worker", **place.settings))
        web = ("bot", "web", "--bind", f"127.0.0.1:{port}")
        url = opened.enter_context(started_server(folder, *web, port=port, **place.settings))
        worker.wait_for(lambda: "running" in worker.log.read_text())
        place.driver.deliver(request_url=f"{url}/slack/events")
        yield


def _seconds_until_seen(place: Place, who: PersonAtKeyboard, offer: Part) -> float:
    button = button_of(offer, UserId(who.id), "task_accept")
    time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))
    began = time.perf_counter()
    place.press(button)
    while "task_accept" in str(who.thread(offer["channel"], offer["ts"])[0]["blocks"]):
        if time.perf_counter() - began > GIVEN_UP_SECONDS:
            raise RuntimeError(f"the message never changed; Slack was told: {place.driver.calls()[-5:]}")
        time.sleep(LOOK_SECONDS)
    return time.perf_counter() - began
