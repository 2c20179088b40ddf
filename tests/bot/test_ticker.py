import threading
import time

import pytest

from bot.ticker import STALE_SECONDS, Ticker


def wait_until(holds, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(holds())


def nothing() -> None:
    """Nothing is due."""


def test_it_ticks_until_it_is_stopped():
    ticks: list[float] = []
    ticker = Ticker(lambda: ticks.append(time.monotonic()), nothing, every=0.05)
    ticker.start()
    ticked = wait_until(lambda: len(ticks) >= 3)

    ticker.stop()

    ended = len(ticks)
    time.sleep(0.15)
    assert ticked
    assert len(ticks) == ended


def test_stopping_lets_a_running_tick_finish():
    begun, done = threading.Event(), []

    def tick() -> None:
        begun.set()
        time.sleep(0.2)
        done.append(True)

    ticker = Ticker(tick, nothing, every=0.05)
    ticker.start()
    begun.wait(5)

    ticker.stop()

    assert done


def test_a_tick_that_fails_is_followed_by_the_next():
    ticks: list[int] = []

    def tick() -> None:
        ticks.append(1)
        raise RuntimeError("one tick went wrong")

    ticker = Ticker(tick, nothing, every=0.05)
    ticker.start()

    went_on = wait_until(lambda: len(ticks) >= 3)

    ticker.stop()
    assert went_on


def test_ticks_that_stay_away_are_noticed():
    now = [0.0]
    ticker = Ticker(nothing, nothing, uptime=lambda: now[0])
    before = ticker.what_is_wrong()

    now[0] = STALE_SECONDS + 1

    assert before is None
    assert ticker.what_is_wrong() == "nothing has ticked for 121 s"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_scheduler_whose_thread_has_died_is_noticed(monkeypatch):
    ticker = Ticker(nothing, nothing, every=0.05)
    ticker.start()
    before = ticker.what_is_wrong()

    def die() -> float:
        raise SystemExit

    monkeypatch.setattr(ticker._scheduler, "_process_jobs", die)

    assert before is None
    assert wait_until(lambda: ticker.what_is_wrong() == "the scheduler's thread has died")
