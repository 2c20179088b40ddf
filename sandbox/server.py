"""Starts and stops a sandbox in a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import uvicorn

from sandbox.application import make_application
from sandbox.connections import CuttableProtocol, PromptServer
from sandbox.driver import Driver
from sandbox.workspace.seeds import Seed, read_seed
from sandbox.world import NextStop, OnClock, make_world

START_SECONDS = 15.0
STOP_SECONDS = 10.0


class Sandbox:
    """A local workspace that stands in for Slack; listens on 127.0.0.1 only."""

    def __init__(
        self,
        seed: Seed | Path | str | None = None,
        port: int = 0,
        on_clock: OnClock | None = None,
        next_stop: NextStop | None = None,
        rate_scale: float | None = None,
    ) -> None:
        """A rate_scale of 1 limits as Slack does, 10 ten times as widely; by itself a sandbox limits nothing."""
        self._seed = read_seed(seed)
        if rate_scale is not None:
            self._seed = self._seed | {"rate_scale": rate_scale}
        self._port = port
        self._on_clock = on_clock
        self._next_stop = next_stop
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None
        self.url = ""

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def start(self) -> Sandbox:
        """Open the workspace; returns when it answers."""
        listening = _listen(self._port)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            world = make_world(self._seed, self._on_clock, self._next_stop, self.url)
        except ValueError:
            listening.close()
            raise
        self._server = PromptServer(_settings(make_application(world)))
        self._thread = threading.Thread(target=self._serve, args=(listening, world), name="sandbox", daemon=True)
        self._thread.start()
        self._await_start()
        return self

    def _serve(self, listening: socket.socket, world: Any) -> None:
        assert self._server is not None
        try:
            self._server.run(sockets=[listening])
        finally:
            world.close()
            listening.close()

    def _await_start(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("The sandbox did not start.")
            time.sleep(0.005)

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)
        self._server = self._thread = None

    def register_http_app(self, request_url: str | None, *, verify: bool = True) -> None:
        """Deliver by signed HTTP to this URL, once it answered the challenge; None returns to Socket Mode."""
        Driver(self.url).deliver(request_url=request_url, verify=verify)

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def _listen(port: int) -> socket.socket:
    # asyncio sends small answers at once (TCP_NODELAY) only on sockets that say they are TCP; else each waits 40 ms
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(1024)
    return listening


def _settings(application: Any) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=CuttableProtocol,
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
        ws_max_size=4 * 1024 * 1024,
    )
