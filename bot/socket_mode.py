"""The connection of Socket Mode: opened with patience, closed when what was heard is answered."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clients import OUT_OF_REACH, rejection_of
from bot.settings import WHERE_FROM

CONCURRENCY = 32
PING_SECONDS = 10.0
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 15.0
ANSWER_SECONDS = 3.0
LONGEST_SILENCE_SECONDS = 120.0

log = logging.getLogger("steward.socket")


class Socket:
    """Hears Slack over a WebSocket; counts what is being answered."""

    def __init__(self, app: App, app_token: str, web_client: WebClient) -> None:
        self._heard = _Counting(
            app,
            app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=web_client,
            ping_interval=PING_SECONDS,
            concurrency=CONCURRENCY,
        )
        self._connected_at = time.monotonic()
        self.refused: str | None = None

    def connect(self, stop: threading.Event) -> None:
        """Connect, again and again while Slack cannot be reached; gives up when it refuses the token."""
        pause = PAUSE_SECONDS
        while not stop.is_set():
            try:
                self._heard.client.connect_to_new_endpoint()
            except OUT_OF_REACH as error:
                self._note(error)
            except Exception as error:  # noqa: BLE001  # the SDK raises bare exceptions for a failed handshake
                self._note(error)
            if self.is_connected:
                log.info("Slack is heard")
            if self.refused or self.is_connected:
                return
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _note(self, error: Exception) -> None:
        cause = error.response["error"] if isinstance(error, SlackApiError) else type(error).__name__
        log.warning("Socket Mode is not connected", extra={"cause": cause})
        self.refused = rejection_of("SLACK_APP_TOKEN", error)
        if cause == "missing_scope":
            self.refused = f"Slack refuses SLACK_APP_TOKEN ({cause}): {WHERE_FROM['SLACK_APP_TOKEN']}"

    @property
    def is_connected(self) -> bool:
        return bool(self._heard.client.is_connected())

    def what_is_wrong(self) -> str | None:
        """Why Slack is not heard any more, or None; a short break is none."""
        if self.refused or self.is_connected:
            self._connected_at = time.monotonic()
            return self.refused
        silent = time.monotonic() - self._connected_at
        return f"Slack has not been heard for {silent:.0f} s" if silent > LONGEST_SILENCE_SECONDS else None

    def close(self) -> None:
        """Answer what is being answered, then hang up."""
        self._heard.wait_until_quiet(ANSWER_SECONDS)
        self._heard.client.close()


class _Counting(SocketModeHandler):
    """Knows how many requests are being answered: the SDK hangs up first and loses their answers."""

    def __init__(self, app: App, app_token: str, **settings: Any) -> None:
        super().__init__(app, app_token, **settings)
        self._answering = 0
        self._changed = threading.Condition()

    def handle(self, client: Any, req: Any) -> None:
        """Answer one request."""
        with self._changed:
            self._answering += 1
        try:
            super().handle(client, req)
        finally:
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()

    def wait_until_quiet(self, seconds: float) -> None:
        """Wait until nothing is being answered, at most so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._answering == 0, seconds)
