"""Being woken by PostgreSQL when another process has saved something for Slack."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import psycopg

from storage.database import Database
from storage.transactions import WAKE_CHANNEL

LOOK_SECONDS = 1.0
PAUSE_SECONDS = 2.0

log = logging.getLogger("steward.waking")


class Listener:
    """A thread with a connection of its own that listens; the poll goes on when it is cut off."""

    def __init__(self, database: Database, wake: Callable[[], None]) -> None:
        self._address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._wake = wake
        self._stopped = threading.Event()
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._listen_on_and_on, name="waking", daemon=True)

    def start(self) -> None:
        """Begin to listen, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up."""
        self._stopped.set()
        self._thread.join(LOOK_SECONDS * 3)

    def _listen_on_and_on(self) -> None:
        while not self._stopped.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                log.warning("cut off from the database, polling meanwhile", extra={"cause": type(error).__name__})
                self._stopped.wait(PAUSE_SECONDS)
            finally:
                self.listening.clear()

    def _listen(self) -> None:
        with psycopg.connect(self._address, autocommit=True, connect_timeout=2) as connection:
            connection.execute(f"LISTEN {WAKE_CHANNEL}")
            self.listening.set()
            self._wake()  # whatever was saved before this moment was said to nobody
            while not self._stopped.is_set():
                for _ in connection.notifies(timeout=LOOK_SECONDS, stop_after=1):
                    self._wake()
