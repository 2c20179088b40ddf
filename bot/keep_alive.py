"""Connections to Slack that stay open between calls, so that a call does not begin with a TLS handshake."""

from __future__ import annotations

import http.client
import io
import select
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from ssl import SSLContext
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import Request

from slack_sdk import WebClient

IDLE_SECONDS = 20.0
MOST_IDLE = 8
FIRST_FAILURE = 400


class Connections:
    """Idle connections by host; each is used by one call at a time."""

    def __init__(self, tls: SSLContext, uptime: Callable[[], float] = time.monotonic) -> None:
        self.tls = tls
        self._uptime = uptime
        self._idle: dict[str, list[tuple[float, http.client.HTTPConnection]]] = defaultdict(list)
        self._lock = threading.Lock()

    def take(self, to: SplitResult, seconds: float) -> http.client.HTTPConnection:
        """An open connection: one that still lives, or a new one; URLError when none can be made."""
        while (connection := self._newest(to)) is not None:
            if _is_alive(connection):
                connection.sock.settimeout(seconds)
                return connection
            connection.close()
        return self._open(to, seconds)

    def give_back(self, to: SplitResult, connection: http.client.HTTPConnection) -> None:
        """Keep a connection for the next call."""
        with self._lock:
            idle = self._idle[_origin(to)]
            idle.append((self._uptime(), connection))
            surplus = [idle.pop(0) for _ in range(len(idle) - MOST_IDLE)]
        for _, oldest in surplus:
            oldest.close()

    def _newest(self, to: SplitResult) -> http.client.HTTPConnection | None:
        with self._lock:
            idle = self._idle[_origin(to)]
            while idle:
                since, connection = idle.pop()
                if self._uptime() - since < IDLE_SECONDS:
                    return connection
                connection.close()
        return None

    def _open(self, to: SplitResult, seconds: float) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection
        if to.scheme == "https":
            connection = http.client.HTTPSConnection(to.netloc, timeout=seconds, context=self.tls)
        else:
            connection = http.client.HTTPConnection(to.netloc, timeout=seconds)
        try:
            connection.connect()
        except OSError as error:
            raise URLError(error) from error
        return connection


class KeptAliveClient(WebClient):
    """A WebClient that fails as the original does, and keeps its connections."""

    def __init__(self, connections: Connections, **settings: Any) -> None:
        super().__init__(ssl=connections.tls, **settings)
        self._connections = connections

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if self.proxy is not None:
            return super()._perform_urllib_http_request_internal(url, req)
        to = urlsplit(url)
        connection = self._connections.take(to, self.timeout)
        try:
            connection.request("POST", to.path, req.data, dict(req.header_items()))
            answer = connection.getresponse()
            body = answer.read()
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        else:
            self._connections.give_back(to, connection)
        return _as_urllib_would(url, answer, body)


def _as_urllib_would(url: str, answer: http.client.HTTPResponse, body: bytes) -> dict[str, Any]:
    if answer.status >= FIRST_FAILURE:
        raise HTTPError(url, answer.status, answer.reason, answer.headers, io.BytesIO(body))
    charset = answer.headers.get_content_charset() or "utf-8"
    return {"status": answer.status, "headers": answer.headers, "body": body.decode(charset, "replace")}


def _is_alive(connection: http.client.HTTPConnection) -> bool:
    """An idle connection that has something to read was closed by the other side."""
    if connection.sock is None:
        return False
    readable, _, _ = select.select([connection.sock], [], [], 0)
    return not readable


def _origin(to: SplitResult) -> str:
    return f"{to.scheme}://{to.netloc}"
