"""A hundred people press *Answer* within one second while every Slack call takes 300 ms."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bench.arranging import add_project, add_round, arranging, team_of
from bench.figures import Figure, extremes, percentile
from bench.people_at_work import Part, Place, at_work, button_of
from bench.processes import free_port, started, started_server
from domain.living import CheckInPrompt
from domain.notices import ToPerson

PRESSES = 100
WITHIN_SECONDS = 1.0
SLACK_SECONDS = 0.3
TIMES = 3
SLACK_WAITS_SECONDS = 3


def measure_answering(folder: Path) -> list[Figure]:
    """Target 6: over Socket Mode and over signed HTTP, in turns; the first press finds a process just started."""
    with at_work(folder, "answering", team_of(PRESSES), f"sqlite:///{folder}/answering.db") as place:
        buttons = _asked(place)
        place.driver.fault("views.open", "latency", times=None, seconds=SLACK_SECONDS)
        with _both_transports(folder, place) as transports, ThreadPoolExecutor(PRESSES) as fingers:
            taken: dict[str, list[list[float]]] = {name: [] for name in transports}
            for _ in range(TIMES):
                for name, request_url in transports.items():
                    place.driver.deliver(request_url=request_url)
                    taken[name].append(_press_all(place, buttons, fingers))
        return [figure for name, times in taken.items() for figure in _figures(name, times)]


def _asked(place: Place) -> list[Part]:
    """Ask everybody, and find the button in each direct message."""
    team = team_of(PRESSES)
    with arranging(place.steward) as tx:
        project = add_project(tx, team)
        for prompt in add_round(tx, project, team, is_open=True):
            tx.outbox.add(CheckInPrompt(ToPerson(prompt.person), prompt.id), tx.now)
    place.steward.worker.deliver_due()
    return [button_of(place.driver.person(one).dm()[-1], one, "checkin_answer") for one in team]


@contextmanager
def _both_transports(folder: Path, place: Place) -> Iterator[dict[str, str | None]]:
    """`steward run` and `steward web` on one database; which of them hears is said by the request URL."""
    port = free_port()
    with ExitStack() as opened:
        opened.enter_context(started(folder, "bot", "run", **place.settings))
        web = ("bot", "web", "--bind", f"127.0.0.1:{port}")
        url = opened.enter_context(started_server(folder, *web, port=port, **place.settings))
        place.wait_until_connected()
        yield {"Socket Mode": None, "signed HTTP": f"{url}/slack/events"}


def _press_all(place: Place, buttons: list[Part], fingers: ThreadPoolExecutor) -> list[float]:
    """The seconds from each press until its modal is there; all are closed again."""
    began = time.perf_counter() + 0.2

    def press(number: int) -> tuple[float, Part]:
        at = began + number * WITHIN_SECONDS / PRESSES
        time.sleep(max(0.0, at - time.perf_counter()))
        seen = place.press(buttons[number])
        return time.perf_counter() - at, seen

    pressed = list(fingers.map(press, range(len(buttons))))
    for button, (_, seen) in zip(buttons, pressed, strict=True):
        if seen.get("failure") or len(seen.get("modals") or ()) != 1:
            raise RuntimeError(f"no modal opened: {seen}")
        place.driver.wire.do("close", {"as": button["as"], "view_id": seen["modals"][0]["id"]})
    return [seconds for seconds, _ in pressed]


def _figures(transport: str, times: list[list[float]]) -> list[Figure]:
    slowest = [max(each) for each in times]
    every = [seconds for each in times for seconds in each]
    name = f"100 presses of Answer in 1 s, Slack at 300 ms, {transport}"
    return [
        Figure(f"{name}: slowest", max(every), "s", extremes(slowest), at_most=SLACK_WAITS_SECONDS),
        Figure("  99th percentile", percentile(every, 99), "s"),
        Figure("  median", median(every), "s"),
    ]
