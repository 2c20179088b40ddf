"""So many requests over so many open connections, each sent when its connection has its answer.

`python -m bench.load PORT CONNECTIONS REQUESTS < request` prints the seconds of it all and of each request as JSON. It
is one thread on bare sockets, so that on a small machine the server has a processor for itself.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
from time import perf_counter

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PATIENCE_SECONDS = 20.0


class Connection:
    """One open connection and the answer that is coming over it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard = b""
        self._sent_at = 0.0

    def send(self, request: bytes) -> None:
        """Ask, and look at the clock."""
        self._heard, self._sent_at = b"", perf_counter()
        self.socket.sendall(request)

    def hear(self) -> float | None:
        """Read what has come; the seconds it took once the answer is complete."""
        piece = self.socket.recv(65_536)
        self._heard += piece
        head, end, body = self._heard.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not piece or (end and (length is None or not head.startswith(b"HTTP/1.1 200"))):
            raise RuntimeError(f"this is not the answer: {self._heard[:300]!r}")
        if length is None or len(body) < int(length[1]):
            return None
        return perf_counter() - self._sent_at


def put_load(port: int, connections: int, requests: int, request: bytes) -> tuple[float, list[float]]:
    """The seconds of everything, and of each request."""
    waiting = selectors.DefaultSelector()
    taken: list[float] = []
    open_ones = [Connection(port) for _ in range(connections)]
    for one in open_ones:
        waiting.register(one.socket, selectors.EVENT_READ, one)
    began, left = perf_counter(), requests - connections
    for one in open_ones:
        one.send(request)
    while len(taken) < requests:
        ready = waiting.select(PATIENCE_SECONDS)
        if not ready:
            raise RuntimeError("the server does not answer any more")
        for key, _ in ready:
            seconds = key.data.hear()
            if seconds is not None:
                taken.append(seconds)
                if left > 0:
                    key.data.send(request)
                    left -= 1
    return perf_counter() - began, taken


if __name__ == "__main__":
    port, connections, requests = map(int, sys.argv[1:4])
    print(json.dumps(put_load(port, connections, requests, sys.stdin.buffer.read())))
