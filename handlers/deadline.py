"""Slack waits three seconds for an answer; this says how much of them is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

SECONDS_TO_ANSWER = 2.5
SHORTEST = 0.3
# Slack stamps whole seconds; what looks later than Slack waits at all is a wrong clock, not a slow request.
GRANULARITY = 1.0
LATEST_BELIEVED = 3.0


class Deadline:
    """Counts down from the moment Slack sent the request, as far as that is known."""

    def __init__(self, uptime: Callable[[], float], lateness: float = 0.0) -> None:
        self.uptime = uptime
        self.ends = uptime() + SECONDS_TO_ANSWER - lateness

    def left(self, at_most: float = SECONDS_TO_ANSWER) -> float:
        """The seconds that one call may still take; never so few that it could not succeed."""
        return max(SHORTEST, min(at_most, self.ends - self.uptime()))


def lateness(headers: Mapping[str, Sequence[str]], real_time: float) -> float:
    """How many seconds ago Slack surely sent this request; 0 over a socket, where nothing tells."""
    stamp = next(iter(headers.get("x-slack-request-timestamp", ())), "")
    if not stamp.isdecimal():
        return 0.0
    late = real_time - int(stamp) - GRANULARITY
    return late if 0.0 < late <= LATEST_BELIEVED else 0.0
