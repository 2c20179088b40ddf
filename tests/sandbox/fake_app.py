"""A tiny app on the other end of the sandbox: it hears everything and answers what a test tells it to."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

SILENCE = object()
Answer = Callable[[dict[str, Any]], Any]


def open_socket(url: str) -> str:
    """Ask for a Socket Mode address."""
    request = urllib.request.Request(f"{url}/api/apps.connections.open", b"")
    request.add_header("Authorization", "Bearer xapp-sandbox")
    with urllib.request.urlopen(request, timeout=5) as answer:
        return str(json.load(answer)["url"])


class FakeApp:
    """Acknowledges every envelope with what `answer` returns for it; SILENCE means not at all."""

    def __init__(self, url: str, answer: Answer | None = None) -> None:
        self.answer: Answer = answer or (lambda envelope: None)
        self.heard: list[dict[str, Any]] = []
        self.goodbyes: list[str] = []
        self._open = contextlib.ExitStack()
        self.socket: ClientConnection = self._open.enter_context(connect(open_socket(url), proxy=None))
        self.hello = json.loads(self.socket.recv(timeout=5))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            for frame in self.socket:
                self._hear(json.loads(frame))

    def _hear(self, envelope: dict[str, Any]) -> None:
        if envelope["type"] == "disconnect":
            self.goodbyes.append(envelope["reason"])
            return
        self.heard.append(envelope)
        body = self.answer(envelope)
        if body is SILENCE:
            return
        self.acknowledge(envelope, body)

    def acknowledge(self, envelope: dict[str, Any], body: Any = None) -> None:
        """Acknowledge an envelope, whoever it was sent to."""
        ack = {"envelope_id": envelope["envelope_id"]} | ({"payload": body} if body is not None else {})
        self.socket.send(json.dumps(ack))

    def close_socket(self) -> None:
        """Hang up at once, from inside an answer too."""
        self.socket.socket.shutdown(socket.SHUT_RDWR)

    @property
    def is_closed(self) -> bool:
        return not self._thread.is_alive()

    def payloads(self, kind: str) -> list[dict[str, Any]]:
        """Return what was heard of one kind: an envelope type, an interaction type or an event type."""
        found = []
        for envelope in self.heard:
            payload = envelope["payload"]
            kinds = (envelope["type"], payload.get("type"), payload.get("event", {}).get("type"))
            if kind in kinds:
                found.append(payload)
        return found

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [payload["event"] for payload in self.payloads(kind)]

    def close(self) -> None:
        self._open.close()
        self._thread.join(5)
