"""The workspace's clock: real time plus an offset that only grows."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class ClockRefused(ValueError):
    """The clock was asked to do what a clock cannot do."""


MOST_SECONDS_AHEAD = 3e9


class WorkspaceClock:
    """Tells what people see as the time, and hands out message timestamps that never repeat."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = 0.0 if start is None else start.timestamp() - time.time()
        self._last_ts = 0

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self._offset, UTC)

    def seconds(self) -> int:
        return int(time.time() + self._offset)

    def next_ts(self) -> str:
        """Return the next message timestamp, later than every one before it."""
        micros = int((time.time() + self._offset) * 1_000_000)
        self._last_ts = max(micros, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def refuse_past(self, moment: datetime) -> None:
        """Refuse a moment that has passed, or that no date can hold."""
        ahead = moment.timestamp() - self.now().timestamp()
        if ahead < 0:
            raise ClockRefused(
                f"The workspace clock only moves forward; it is already {self.now():%Y-%m-%d %H:%M} UTC."
            )
        if ahead > MOST_SECONDS_AHEAD:
            raise ClockRefused("That is too far ahead.")

    def reach(self, moment: datetime) -> datetime:
        """Move to this moment; one that has just passed is reached already."""
        self._offset += max(0.0, moment.timestamp() - self.now().timestamp())
        return self.now()
