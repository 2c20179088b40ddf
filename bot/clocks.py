"""The two clocks: what people see, which a demo may move, and uptime, which nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def uptime() -> datetime:
    """Real time: leases, retries and timeouts are counted on it."""
    return datetime.now(UTC)


class Clock:
    """What people see as now: real time, until the demo jumps ahead."""

    def __init__(self, real: Callable[[], datetime] = uptime) -> None:
        self._real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The moment that rounds, prompts and ages are counted in."""
        return self._real() + self._ahead

    def jump(self, to: datetime) -> None:
        """Move ahead to this moment; a moment that has passed leaves the clock alone."""
        self._ahead = max(self._ahead, to - self._real())
