"""How tests are spread over several workers."""

import os

MOST = 12
PLAYED = ("socket-sqlite", "http-postgresql", "http-sqlite", "socket-postgresql")
"""The ways of tests/stories/conftest.py: what looks at a story on its way, in a file, looks at one and the same."""


def workers() -> int:
    """Two for each processor: processes, leases and retries are waited for, and others work meanwhile."""
    return min(2 * (os.cpu_count() or 1), MOST)


def stays_with(nodeid: str) -> str:
    """What is the same for all tests that have to be run by the same worker."""
    file = nodeid.partition("::")[0]
    return next((f"{file} {way}" for way in PLAYED if f"[{way}" in nodeid), nodeid)
