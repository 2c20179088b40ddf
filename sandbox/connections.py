"""Connections that can be cut: how the sandbox hangs up in the middle of a request."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
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


class Silence(Response):
    """An answer that never comes: the connection is gone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = scope.get(TRANSPORT)
        if transport is not None:
            transport.abort()
        await asyncio.sleep(0)  # lets the server notice that the connection is gone before we return


def drop_connection(_request: Request) -> Response:
    return Silence()
