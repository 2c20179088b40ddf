"""The web server's own ways: it stops promptly, and can hang up in the middle of a request."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn import Server
from uvicorn.protocols.http.h11_impl import H11Protocol

TRANSPORT = "sandbox.transport"


class CuttableProtocol(H11Protocol):
    """Tells each request which connection it came by."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        whole: Any = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope[TRANSPORT] = transport
            await whole(scope, receive, send)

        self.app = app


class PromptServer(Server):
    """Notices within milliseconds that it should stop; tests open and close hundreds of workspaces."""

    async def main_loop(self) -> None:
        ticks = 0
        while not await self.on_tick(ticks // 10):
            ticks += 1
            await asyncio.sleep(0.01)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        deadline = time.monotonic() + (self.config.timeout_graceful_shutdown or 0)
        while (self.server_state.tasks or self.server_state.connections) and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        for task in self.server_state.tasks:
            task.cancel()


class Silence(Response):
    """An answer that never comes: the connection is gone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = scope.get(TRANSPORT)
        if transport is not None:
            transport.abort()
        await asyncio.sleep(0)  # lets the server notice that the connection is gone before we return


def drop_connection(_request: Request) -> Response:
    return Silence()
