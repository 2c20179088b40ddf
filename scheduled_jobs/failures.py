"""One project's failure is logged, the others go on, and what failed is left alone for a while."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from domain.refusals import Refused, Unavailable

FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 600.0
log = logging.getLogger("steward.jobs")


class Failures:
    """What failed, and until when it is left alone: the next tick tries again, then twice as long each time."""

    def __init__(self, uptime: Callable[[], float] = time.monotonic) -> None:
        self._uptime = uptime
        self._pauses: dict[tuple[str, str], tuple[float, float]] = {}
        self._lock = threading.Lock()

    def without_troubled(self, what: str, due: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """What is due, but for what failed a moment ago."""
        for workspace, identity in due:
            until, _ = self._pauses.get((what, identity), (0.0, 0.0))
            if until <= self._uptime():
                yield workspace, identity

    @contextmanager
    def logged(self, what: str, identity: str = "") -> Iterator[None]:
        """Log whatever goes wrong with one thing, and let the next one have its turn."""
        about = {"what": what, "about": identity}
        try:
            yield
        except Unavailable as away:
            log.warning(
                "the database is out of reach, tried again at the next tick", extra={**about, "cause": str(away)}
            )
            return
        except Refused as refused:
            log.warning("refused by a rule: %s", refused.message, extra=about)
        except Exception:
            log.exception("failed, the others go on", extra=about)
        else:
            self._forget(what, identity)
            return
        self._leave_alone(what, identity)

    def _leave_alone(self, what: str, identity: str) -> None:
        with self._lock:
            known = self._pauses.get((what, identity))
            pause = min(max(known[1] * 2, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS) if known else 0.0
            self._pauses[what, identity] = (self._uptime() + pause, pause)

    def _forget(self, what: str, identity: str) -> None:
        with self._lock:
            self._pauses.pop((what, identity), None)


FAILURES = Failures()
