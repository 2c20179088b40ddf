"""Socket Mode: tickets, open connections, and envelopes that each go to one of them."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery.acks import DISPATCH_FAILED, TIMEOUT, Ack
from sandbox.workspace.journal import Journal

MOST_CONNECTIONS = 10


class SocketMode:
    """Keeps the app's connections and waits for their acknowledgements."""

    def __init__(self, app_id: str, journal: Journal) -> None:
        self._app_id = app_id
        self._journal = journal
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    @property
    def connected(self) -> int:
        return len(self._connections)

    def ticket(self) -> str:
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Talk with one connection of the app until it goes away."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self._connections) >= MOST_CONNECTIONS:
            await self._say_goodbye(socket, "too_many_websockets")
            return
        self._connections.append(socket)
        try:
            await socket.send_text(json.dumps(self._hello()))
            await self._listen(socket)
        except (WebSocketDisconnect, RuntimeError, OSError):
            pass  # however a connection ends, the app opens another one
        finally:
            if socket in self._connections:
                self._connections.remove(socket)

    def _hello(self) -> dict[str, Any]:
        debug = {"host": "applink-sandbox", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": len(self._connections), "debug_info": debug}
        return hello | {"connection_info": {"app_id": self._app_id}}

    async def _listen(self, socket: WebSocket) -> None:
        while True:
            frame = await socket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            self._hear(frame.get("text") or "")

    def _hear(self, text: str) -> None:
        """Take an acknowledgement; anything else is noted and ignored."""
        try:
            envelope = json.loads(text)
            waiting = self._waiting.pop(envelope["envelope_id"], None)
        except (ValueError, KeyError, TypeError, AttributeError):
            self._journal.report("socket", "The app sent a frame that is not an acknowledgement.", frame=text[:500])
            return
        if waiting is None:
            envelope_id = str(envelope["envelope_id"])
            self._journal.report("late_ack", "An acknowledgement came too late or twice.", envelope_id=envelope_id)
        elif not waiting.done():
            waiting.set_result(envelope.get("payload"))

    async def deliver(self, envelope: dict[str, Any], seconds: float) -> Ack:
        """Send an envelope to one connection and wait for its acknowledgement."""
        envelope_id = envelope["envelope_id"]
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        try:
            if not await self._send(envelope):
                return Ack.missing(DISPATCH_FAILED, "timeout")
            return Ack(True, await asyncio.wait_for(waiting, seconds))
        except TimeoutError:
            return Ack.missing(TIMEOUT, "timeout")
        finally:
            self._waiting.pop(envelope_id, None)

    async def _send(self, envelope: dict[str, Any]) -> bool:
        """Give an envelope to the next connection in turn that takes it."""
        text = json.dumps(envelope)
        for _ in range(len(self._connections)):
            self._turn += 1
            socket = self._connections[self._turn % len(self._connections)]
            try:
                await socket.send_text(text)
            except (WebSocketDisconnect, RuntimeError, OSError):
                if socket in self._connections:
                    self._connections.remove(socket)
                if not self._connections:
                    return False
            else:
                return True
        return False

    async def disconnect(self, reason: str) -> None:
        """Tell every connection to go, as Slack does when it refreshes them."""
        leaving, self._connections = self._connections, []
        for socket in leaving:
            await self._say_goodbye(socket, reason)

    async def _say_goodbye(self, socket: WebSocket, reason: str) -> None:
        frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}}
        try:
            await socket.send_text(json.dumps(frame | {"connection_info": {"app_id": self._app_id}}))
            await socket.close()
        except (WebSocketDisconnect, RuntimeError, OSError):
            pass  # it is gone already, which is what was wanted
