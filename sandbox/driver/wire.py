"""Speaks to the control API."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any
from urllib.parse import urlencode, urlsplit

Answer = dict[str, Any]


class ControlRefused(Exception):
    """The sandbox said no; the sentence says why."""


class Wire:
    """Keeps one connection per thread to the sandbox."""

    def __init__(self, url: str, seconds: float = 90.0) -> None:
        place = urlsplit(url)
        self._host, self._port = place.hostname or "127.0.0.1", place.port
        self._seconds = seconds
        self._own = threading.local()

    def look(self, what: str, **query: Any) -> Answer:
        return self._ask("GET", f"/control/{what}?{_asked(query)}", None)

    def fetch(self, what: str, **query: Any) -> bytes:
        """The bytes of what is no answer but a file."""
        status, content = self._exchange("GET", f"/control/{what}?{_asked(query)}", None)
        if status != http.client.OK:
            raise ControlRefused(f"status {status}")
        return content

    def do(self, what: str, act: Answer) -> Answer:
        return self._ask("POST", f"/control/{what}", json.dumps(act).encode())

    def forget(self, what: str) -> Answer:
        return self._ask("DELETE", f"/control/{what}", None)

    def _ask(self, verb: str, path: str, body: bytes | None) -> Answer:
        status, content = self._exchange(verb, path, body)
        answer: Answer = json.loads(content)
        if not answer.get("ok"):
            raise ControlRefused(answer.get("error", f"status {status}"))
        return answer

    def _exchange(self, verb: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        """Send one request; a kept connection that has gone stale is opened once more."""
        kept: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if kept is not None:
            try:
                return self._send(kept, verb, path, body)
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                kept.close()
        fresh = http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)
        self._own.connection = fresh
        return self._send(fresh, verb, path, body)

    def _send(
        self, connection: http.client.HTTPConnection, verb: str, path: str, body: bytes | None
    ) -> tuple[int, bytes]:
        connection.request(verb, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def _asked(query: dict[str, Any]) -> str:
    return urlencode({key.rstrip("_"): held for key, held in query.items() if held is not None})
