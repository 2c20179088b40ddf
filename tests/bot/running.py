"""Steward's processes as they are started in earnest, for tests."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError

ROOT = Path(__file__).parents[2]


class Process:
    """One `steward …`; what it logs is kept."""

    def __init__(self, log: Path, *words: str) -> None:
        self.log = log
        self._written = log.open("w")
        self.running = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=self._written,
            stderr=subprocess.STDOUT,
        )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_for(self, holds: Callable[[], object], seconds: float = 60.0) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert self.running.poll() is None, f"it ended: {self.said}"
            assert time.monotonic() < deadline, f"it did not come: {self.said}"
            time.sleep(0.02)

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """Ask it to end; returns its exit code."""
        self.running.send_signal(sign)
        return self.running.wait(15)

    def end(self) -> int:
        """Wait for the end that it finds by itself."""
        return self.running.wait(30)

    def close(self) -> None:
        if self.running.poll() is None:
            self.running.kill()
            self.running.wait(5)
        self._written.close()


@contextlib.contextmanager
def started(log: Path, *words: str) -> Iterator[Process]:
    process = Process(log, *words)
    try:
        yield process
    finally:
        process.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(url: str) -> int:
    """The HTTP status there, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0
