"""Slack fails and workers die at random: in the end everybody has seen what a quiet day shows, once and in order."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clocks import uptime
from bot.demo.acts import Starts
from delivery import Worker, points
from sandbox.driver import plain
from storage.due import effects_unfinished
from storage.transactions import Runner
from tests.stories.offices import Scene, project_form
from use_cases.deliveries import claim_effect, record_delivery

METHODS = (
    "chat.postMessage",
    "chat.postMessage",
    "chat.update",
    "conversations.create",
    "conversations.invite",
    "conversations.setTopic",
    "conversations.open",
    "conversations.history",
    "pins.add",
    "bookmarks.add",
    "views.publish",
)
KINDS = (
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "garbage"},
    {"kind": "garbage", "after": True},
    {"kind": "status", "status": 500, "after": True},
    {"kind": "status", "status": 429, "retry_after": 1},
    {"kind": "latency", "seconds": 0.3},
    {"kind": "error", "error": "ratelimited"},
    {"kind": "error", "error": "internal_error"},
)
FIRST_SEED, SEEDS_EACH = 7, 100
LEASE = timedelta(seconds=61)
QUIET = 0.2
"""Seconds with nothing in hand, after which time goes on: what is unfinished waits for it, or for a dead worker."""
PEOPLE = ("kim", "mika", "dana", "ana", "tom", "li")


class Killed(BaseException):
    """Ends a delivery as a kill would: nothing after it runs."""


class Quiet:
    """A day on which nothing goes wrong."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def disturb(self) -> None:
        """Nothing happens."""

    def settle(self) -> None:
        """Everything is said at once."""
        self.scene.settle()


class Hands:
    """Who has an effect in hand, between its claim and its record."""

    def __init__(self, run: Runner) -> None:
        self._run = run
        self._busy: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._busy)

    def run(self, use_case: Any, order: Any) -> Any:
        """One transaction of a worker: with a claim it takes something in hand, unless there is nothing to claim."""
        self._busy.add(threading.get_ident())
        done = None
        try:
            done = self._run(use_case, order)
            return done
        finally:
            if use_case is not record_delivery and not (use_case is claim_effect and done):
                self.let_go()

    def let_go(self) -> None:
        """This thread has nothing in hand any more."""
        self._busy.discard(threading.get_ident())


class Chaos(Quiet):
    """A day on which calls fail and workers die, the same for the same seed."""

    def __init__(self, scene: Scene, seed: int, workers: int) -> None:
        super().__init__(scene)
        self.dice = random.Random(seed)
        self.kills = 0
        self._later = timedelta()
        self._hands = Hands(scene.office.steward.run)
        scene.office.steward.worker.stop()
        points.hook = self._perhaps_die
        self._workers = [self._began() for _ in range(workers)]

    def disturb(self) -> None:
        """The next calls go wrong, and now and then the process ends and another begins."""
        for _ in range(2):
            self.scene.driver.fault(self.dice.choice(METHODS), **self.dice.choice(KINDS))
        if self.dice.random() < 0.3:
            self._workers.pop(0).stop()
            self._workers.append(self._began())

    def settle(self) -> None:
        """Wait for everything; what a dead worker held is free when its lease has ended."""
        deadline = time.monotonic() + 40
        busy = time.monotonic()
        while self.scene.office.steward.sweep(effects_unfinished):
            assert time.monotonic() < deadline, "something is never said"
            if self._hands:
                busy = time.monotonic()
            elif time.monotonic() > busy + QUIET:
                self._later += LEASE
                busy = time.monotonic()
            self.scene.office.steward.wake.set()
            time.sleep(0.02)

    def end(self) -> None:
        """Let nothing go wrong any more."""
        points.hook = points.go_on
        self.scene.driver.clear_faults()
        self.settle()
        for worker in self._workers:
            worker.stop()

    def _uptime(self) -> datetime:
        return uptime() + self._later

    def _began(self) -> Worker:
        steward = self.scene.office.steward
        client_for = steward.account.delivering_to
        worker = Worker(self._hands.run, steward.sweep, client_for, self._uptime, steward.wake, poll_seconds=0.1)
        worker.start()
        return worker

    def _perhaps_die(self, point: str) -> None:
        if self.dice.random() < 0.02:
            self.kills += 1
            self._hands.let_go()
            raise Killed(point)
        if point == "recorded":
            self._hands.let_go()


def a_day(scene: Scene, around: Quiet) -> None:
    """Two projects, tasks given, taken, asked about and declined, and a check-in the next morning."""
    for act in acts(scene):
        around.disturb()
        act()
        around.settle()


def acts(scene: Scene) -> Iterator:
    """What people do, one after the other."""
    who, fill = scene.who, {"What needs doing": "Order", "Who": "tom", "Due date": "2026-04-30"}
    for key in ("NET", "OPS"):
        yield lambda key=key: creates(scene, key)
        for what, person in (("Order", "tom"), ("Survey", "li")):
            answers = fill | {"What needs doing": f"{what} {key}", "Who": person}
            yield lambda key=key, answers=answers: filled(scene, "dana", f"/project delegate {key}", answers)
    yield lambda: who("tom").press("Accept", containing="Order NET")
    yield lambda: pressed(scene, "li", "Decline", "Survey NET", {"Why do you decline?": "No time."})
    yield lambda: pressed(scene, "tom", "Ask", "Order OPS", {"What do you want to know?": "How many?"})
    yield lambda: scene.types("tom", "/project done NET-1")
    for key in ("NET", "OPS"):
        yield lambda key=key: Starts(key, "They wait for it.").play(who("dana"), scene.driver.clock().date())
    yield lambda: morning(scene)
    yield lambda: pressed(scene, "li", "Answer", "", {"Done": "Counted", "Difficulties": "No ladder"})
    yield lambda: scene.types("ana", "/project hold OPS")


def creates(scene: Scene, key: str) -> None:
    """Ana creates a project."""
    filled(scene, "ana", f"/project create {key.title()}", *project_form(key))


def filled(scene: Scene, who: str, command: str, *steps: dict) -> None:
    """Somebody fills in a form that a command opens, step by step."""
    assert scene.types(who, command).ok
    for answers in steps:
        assert scene.who(who).modal().fill(answers).submit().ok
    if scene.who(who).modals():
        scene.who(who).modal().close()


def pressed(scene: Scene, who: str, button: str, containing: str, answers: dict) -> None:
    """Somebody fills in a form that a button opens."""
    assert scene.who(who).press(button, containing=containing).ok
    assert scene.who(who).modal().fill(answers).submit().ok


def morning(scene: Scene) -> None:
    """The next day's rounds open: Steward's clock moves without waiting for what is said."""
    clock = scene.office.steward.clock
    clock.jump(clock.now().replace(day=19, hour=8, minute=31))
    scene.office.steward.tick()


def seen_everywhere(scene: Scene) -> dict[str, list[str]]:
    """Every message that anybody sees where it stands, in the order it stands in, without times of day and ids."""
    names = scene.driver.names()
    seen = {}
    for channel in ("#net", "#ops"):
        top = scene.who("ana").messages(channel)
        parents = [one["ts"] for one in top if one["reply_count"]]
        replies = [one for parent in parents for one in scene.who("ana").thread(channel, parent)[1:]]
        seen |= {channel: top, f"threads of {channel}": replies}
    seen |= {who: scene.who(who).dm() for who in PEOPLE}
    return {place: [timeless(plain(one, names)) for one in messages] for place, messages in seen.items()}


def timeless(text: str) -> str:
    """Words without times of day, which differ from one run to another."""
    return re.sub(r"\d\d:\d\d UTC", "", text)


@pytest.fixture(scope="module")
def quiet_day(new_scene) -> dict[str, list[str]]:
    """What everybody has seen when nothing goes wrong."""
    with new_scene() as scene:
        a_day(scene, Quiet(scene))
        return seen_everywhere(scene)


def seeds() -> list:
    """One of each in the first ring; two hundred days in the long one."""
    ways = (("sqlite", 1, ()), ("postgresql", 2, (pytest.mark.postgres,)))
    return [
        pytest.param(kind, workers, seed, marks=[*marks, *([pytest.mark.proof] if seed != FIRST_SEED else [])])
        for kind, workers, marks in ways
        for seed in range(SEEDS_EACH)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "workers", "seed"), seeds())
def test_on_a_day_of_chaos_everything_is_said_once_and_in_order(new_scene, quiet_day, kind, workers, seed):
    with new_scene(kind=kind) as scene:
        chaos = Chaos(scene, seed, workers)
        try:
            a_day(scene, chaos)
        finally:
            chaos.end()
        seen = seen_everywhere(scene)

    assert chaos.kills > 0
    for place, expected in quiet_day.items():
        said = Counter(seen[place])
        assert Counter(expected) - said == Counter(), f"lost in {place}"
        assert said - Counter(expected) == Counter(), f"said twice in {place}"
        assert seen[place] == expected, f"out of order in {place}"
