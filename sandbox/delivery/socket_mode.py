"""Socket Mode: tickets, open connections, and envelopes that each go to one of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery.acks import DISPATCH_FAILED, TIMEOUT, Ack
from sandbox.delivery.frames import goodbye, hello
from sandbox.json_text import read_json
from sandbox.workspace.journal import Journal

MOST_CONNECTIONS = 10
MOST_TICKETS = 1_000  # that were handed out and not used yet
CONNECTION_SECONDS = 18_060.0
DEBUG_SECONDS = 360.0  # what `debug_reconnects=true` in the address asks for
WARNING_SECONDS = 10.0  # between the warning and the end
GRACE_SECONDS = 2.0  # between the last frame and the end; acknowledgements still count
GONE = (WebSocketDisconnect, RuntimeError, OSError)


@dataclass(eq=False)
class Connection:
    """One connection of the app; once it is leaving it only gets what nobody else could take."""

    socket: WebSocket
    leaving: bool = False


class SocketMode:
    """Keeps the app's connections and waits for their acknowledgements."""

    def __init__(self, app_id: str, journal: Journal) -> None:
        self.connection_seconds = CONNECTION_SECONDS
        self._app_id = app_id
        self._journal = journal
        self._tickets: deque[str] = deque(maxlen=MOST_TICKETS)
        self._connections: list[Connection] = []
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._underway: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> int:
        return sum(not connection.leaving for connection in self._connections)

    def ticket(self) -> str:
        ticket = secrets.token_urlsafe(24)
        self._tickets.append(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Talk with one connection of the app until it goes away."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        connection = Connection(socket)
        if self.connected >= MOST_CONNECTIONS:
            await self._dismiss(connection, "too_many_websockets", 0.0)
            return
        await self._keep(connection)

    async def _keep(self, connection: Connection) -> None:
        self._connections.append(connection)
        seconds = self._life_of(connection)
        refreshing = self._begin(self._refresh_after(connection, seconds))
        try:
            await connection.socket.send_text(json.dumps(hello(self._app_id, self.connected, seconds)))
            await self._listen(connection.socket)
        except GONE:
            pass  # however a connection ends, the app opens another one
        finally:
            refreshing.cancel()
            self._forget(connection)

    def _life_of(self, connection: Connection) -> float:
        wants_debugging = connection.socket.query_params.get("debug_reconnects") == "true"
        return DEBUG_SECONDS if wants_debugging else self.connection_seconds

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._underway.add(task)
        task.add_done_callback(self._underway.discard)
        return task

    def _forget(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)

    async def _listen(self, socket: WebSocket) -> None:
        while True:
            frame = await socket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            self._hear(frame.get("text") or "")

    def _hear(self, text: str) -> None:
        """Take an acknowledgement, by whichever connection it comes; anything else is noted and ignored."""
        try:
            envelope = read_json(text)
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
        """Send an envelope to one connection and wait for its acknowledgement, no longer for one that reads nothing."""
        envelope_id = envelope["envelope_id"]
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        try:
            async with asyncio.timeout(seconds):
                if not await self._send(json.dumps(envelope)):
                    return Ack.missing(DISPATCH_FAILED, "timeout")
                return Ack(True, await waiting)
        except TimeoutError:
            return Ack.missing(TIMEOUT, "timeout")
        finally:
            self._waiting.pop(envelope_id, None)

    async def _send(self, text: str) -> bool:
        """Give an envelope to the next connection in turn that takes it, to leaving ones only if there is no other."""
        while self._connections:
            staying = [connection for connection in self._connections if not connection.leaving]
            self._turn += 1
            candidates = staying or self._connections
            connection = candidates[self._turn % len(candidates)]
            try:
                await connection.socket.send_text(text)
            except GONE:
                self._forget(connection)
            else:
                return True
        return False

    def disconnect(self, reason: str) -> None:
        """Ask every connection to go as Slack does: with a warning first, at once, or cut without a word."""
        for connection in list(self._connections):
            if reason == "warning":
                self._begin(self._refresh_after(connection, WARNING_SECONDS))
            elif reason == "cut":
                self._forget(connection)
                self._begin(self._close(connection))
            elif not connection.leaving:
                connection.leaving = True
                self._begin(self._dismiss(connection, reason, GRACE_SECONDS))

    async def _refresh_after(self, connection: Connection, seconds: float) -> None:
        """Let a connection end after so many seconds, warning it before."""
        if seconds >= WARNING_SECONDS:
            await asyncio.sleep(seconds - WARNING_SECONDS)
            await self._tell(connection, "warning")
        await asyncio.sleep(min(seconds, WARNING_SECONDS))
        if connection in self._connections and not connection.leaving:
            connection.leaving = True
            await self._dismiss(connection, "refresh_requested", GRACE_SECONDS)

    async def _dismiss(self, connection: Connection, reason: str, grace: float) -> None:
        await self._tell(connection, reason)
        await asyncio.sleep(grace)
        await self._close(connection)

    async def _tell(self, connection: Connection, reason: str) -> None:
        try:
            await connection.socket.send_text(json.dumps(goodbye(self._app_id, self.connected, reason)))
        except GONE:
            self._forget(connection)

    async def _close(self, connection: Connection) -> None:
        with contextlib.suppress(*GONE):  # it may be gone already, which is what was wanted
            await connection.socket.close()
