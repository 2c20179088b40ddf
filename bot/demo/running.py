"""Starts the local workspace and Steward against it, plays the story, and waits."""

from __future__ import annotations

import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.clocks import Clock, uptime
from bot.composition import Steward
from bot.demo.playing import HOME, follow, moment_of, next_stop, opening_after, play
from bot.demo.seed import workspace_seed
from bot.demo.story import STORY
from bot.logs import set_up_logs
from bot.processes import stop_signals
from bot.settings import RunSettings
from bot.socket_mode import Socket
from sandbox import Driver, Sandbox
from storage.migrating import migrate

WELCOME = """
  Open {address}

  You are Ana Silva, a project manager; the name at the top left lets you be anybody else.
  It is {moment:%A, %d %B %Y, %H:%M} in Berlin: today's check-in is open, and a task waits for your answer.
  Ctrl+C ends the demo and forgets everything.
"""


class Office:
    """A local workspace and a Steward that works in it, both at the same moment of a clock that can jump."""

    def __init__(self, start: datetime, database_url: str, port: int = 0) -> None:
        self.box = Sandbox(workspace_seed(start), port, on_clock=self._follow, next_stop=self._next_stop)
        self._database_url = database_url
        self._stop = threading.Event()

    @contextmanager
    def opened(self) -> Iterator[Office]:
        """The workspace with Steward at work in it, until the end of the block."""
        with self.box, self.at_work():
            yield self

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Steward at work in the open workspace, until the end of the block; afterwards it may begin again."""
        ahead = self.driver.clock() - uptime()
        self.steward = Steward(_settings(self.box, self._database_url), Clock(lambda: uptime() + ahead), 0.2)
        migrate(self.steward.database)
        self.steward.installer.install()
        self.steward.worker.start()
        self.steward.ticker.start()
        try:
            with self.hearing():
                yield
        finally:
            self.steward.ticker.stop()
            self.steward.worker.stop()
            self.steward.close()

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Slack is heard over Socket Mode until the end of the block."""
        socket = Socket(self.steward.app, "xapp-sandbox", self.steward.clients.connecting())
        try:
            socket.connect(self._stop)
            yield
        finally:
            socket.close()

    @property
    def driver(self) -> Driver:
        return Driver(self.box.url)

    def _follow(self, to: datetime) -> None:
        follow(self.steward, to)

    def _next_stop(self, now: datetime) -> datetime | None:
        return next_stop(self.steward, now)


def _settings(box: Sandbox, database_url: str) -> RunSettings:
    return RunSettings(
        _env_file=None,
        slack_bot_token=SecretStr("xoxb-sandbox"),
        slack_app_token=SecretStr("xapp-sandbox"),
        slack_signing_secret=SecretStr("sandbox"),
        slack_api_url=box.api_url,
        database_url=SecretStr(database_url),
    )


def run_demo(port: int, open_browser: bool) -> None:
    """Play the story up to a moment at which something is left to do, print the one address, serve until stopped."""
    set_up_logs("WARNING")
    opening = opening_after(uptime())
    start = moment_of(STORY[0], opening.astimezone(HOME).date()) - timedelta(minutes=5)
    with tempfile.TemporaryDirectory(prefix="steward-demo-") as folder:
        office = Office(start, f"sqlite:///{Path(folder) / 'demo.db'}", port)
        with office.opened():
            typer.echo("Playing the last days of a small IT provider …")
            play(STORY, office.driver, office.steward, until=opening)
            address = f"{office.box.url}/?as=U0ANA&channel=net-network-renewal"
            typer.echo(WELCOME.format(address=address, moment=opening.astimezone(HOME)))
            if open_browser:
                webbrowser.open(address)
            with stop_signals() as stop:
                stop.wait()
    typer.echo("\nThe demo is over; nothing was kept.")
