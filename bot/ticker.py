"""The ticking: APScheduler calls, the database knows what is due."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

TICK_SECONDS = 1.0
GRACE_SECONDS = 30
NIGHT_HOUR = 2
SPREAD_SECONDS = 1_800
STALE_SECONDS = 120.0

log = logging.getLogger("steward.ticker")


class Ticker:
    """Calls `tick` every second and `nightly` every night, and says when it cannot any more."""

    def __init__(
        self,
        tick: Callable[[], None],
        nightly: Callable[[], Any],
        every: float = TICK_SECONDS,
        uptime: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tick = tick
        self._uptime = uptime
        self._last = uptime()
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE_SECONDS}
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=defaults)
        self._scheduler.add_job(self._tick_once, "interval", seconds=every, id="tick")
        night = CronTrigger(hour=NIGHT_HOUR, timezone=UTC, jitter=SPREAD_SECONDS)
        self._scheduler.add_job(nightly, night, id="nightly", misfire_grace_time=SPREAD_SECONDS)

    def start(self) -> None:
        """Begin to tick, in the background."""
        self._last = self._uptime()
        self._scheduler.start()

    def stop(self) -> None:
        """Let a running tick finish, and tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def what_is_wrong(self) -> str | None:
        """Why nothing ticks any more, or None: APScheduler says it is running when its thread has died."""
        thread = getattr(self._scheduler, "_thread", None)
        if self._scheduler.running and (thread is None or not thread.is_alive()):
            return "the scheduler's thread has died"
        silent = self._uptime() - self._last
        return f"nothing has ticked for {silent:.0f} s" if silent > STALE_SECONDS else None

    def _tick_once(self) -> None:
        try:
            self._tick()
        finally:
            self._last = self._uptime()
