"""Processes as they are started in earnest, each with its settings in its own environment."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.requests import SECRET

ROOT = Path(__file__).resolve().parents[1]
OURS = ("SLACK_", "STEWARD_", "DATABASE_URL")
START_SECONDS, STOP_SECONDS = 30.0, 15.0


class Process:
    """One running module of this checkout; what it writes is kept in a file."""

    def __init__(self, folder: Path, *words: str, **settings: str) -> None:
        self.log = folder / f"{'_'.join(words[:2])}_{time.monotonic_ns()}.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        with self.log.open("w") as written:
            self._running = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=folder,  # no `.env` of whoever runs the benches
                env=kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | settings,
                stdout=written,
                stderr=subprocess.STDOUT,
            )

    def wait_for(self, holds: Callable[[], object]) -> None:
        """Wait until it is ready; a process that ended or stays silent is an error with its last words."""
        deadline = time.monotonic() + START_SECONDS
        while not holds():
            if self._running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.log.name} is not ready: {self.log.read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Ask it to end, and make it end."""
        self._running.terminate()
        try:
            self._running.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()


@contextmanager
def started(folder: Path, *words: str, **settings: str) -> Iterator[Process]:
    """A process until the end of the block."""
    process = Process(folder, *words, **settings)
    try:
        yield process
    finally:
        process.stop()


@contextmanager
def started_server(folder: Path, *words: str, port: int, **settings: str) -> Iterator[str]:
    """A process that answers on this port of 127.0.0.1; gives its address."""
    url = f"http://127.0.0.1:{port}"
    with started(folder, *words, **settings) as process:
        process.wait_for(lambda: _answers(f"{url}/healthz"))
        yield url


@contextmanager
def started_sandbox(folder: Path, seed: Path) -> Iterator[str]:
    """A local workspace in a process of its own; gives its address."""
    port = free_port()
    words = ("sandbox", "--seed", str(seed), "--port", str(port), "--rate-scale", "0")
    with started(folder, *words) as process:
        process.wait_for(lambda: _answers(f"http://127.0.0.1:{port}/control/hello"))
        yield f"http://127.0.0.1:{port}"


def loaded(port: int, connections: int, requests: int, request: bytes) -> tuple[float, list[float]]:
    """One load, put by a process of its own: the seconds of everything, and of each request."""
    words = [sys.executable, "-m", "bench.load", str(port), str(connections), str(requests)]
    done = subprocess.run(words, cwd=ROOT, input=request, stdout=subprocess.PIPE, check=True, timeout=120)
    seconds, each = json.loads(done.stdout)
    return seconds, each


def settings_for(sandbox_url: str, database_url: str) -> dict[str, str]:
    """The environment of a Steward that works in a local workspace."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{sandbox_url}/api/",
        "DATABASE_URL": database_url,
    }


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False
