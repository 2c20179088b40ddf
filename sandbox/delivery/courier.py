"""Brings payloads and events to the app by whichever transport it chose."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from sandbox.delivery.acks import Ack
from sandbox.delivery.signed_http import SignedHttp
from sandbox.delivery.socket_mode import SocketMode
from sandbox.workspace.installs import VERIFICATION_TOKEN
from sandbox.workspace.journal import Journal
from sandbox.workspace.workspace import Workspace

ACK_SECONDS = 3.0
RETRY_PAUSES = (1.0, 60.0, 300.0)


class Courier:
    """Delivers commands and interactions once, and events up to four times."""

    def __init__(self, workspace: Workspace, journal: Journal, socket_mode: SocketMode, http: SignedHttp) -> None:
        self._workspace = workspace
        self._journal = journal
        self.socket_mode = socket_mode
        self.http = http
        self.retry_scale = 1.0
        self.ack_seconds = ACK_SECONDS
        self._underway: set[asyncio.Task[None]] = set()

    async def ask(self, kind: str, payload: dict[str, Any], *, accepts_payload: bool = True) -> Ack:
        """Deliver something a person did; returns the app's answer or the lack of one."""
        if self.http.urls is not None:
            return await self.http.deliver(kind, payload, self.ack_seconds, {})
        return await self.socket_mode.deliver(_envelope(kind, payload, accepts_payload), self.ack_seconds)

    def tell(self, event: dict[str, Any]) -> None:
        """Deliver an event in the background, and again when nobody acknowledges it."""
        if self._workspace.app.refusal is not None and event["type"] not in ("app_uninstalled", "tokens_revoked"):
            return
        task = asyncio.get_running_loop().create_task(self._deliver_event(self._callback(event)))
        self._underway.add(task)
        task.add_done_callback(self._underway.discard)

    def _callback(self, event: dict[str, Any]) -> dict[str, Any]:
        workspace = self._workspace
        authorization = {"enterprise_id": None, "team_id": workspace.team.id, "user_id": workspace.bot}
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": workspace.team.id,
            "api_app_id": workspace.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": workspace.clock.seconds(),
            "authorizations": [authorization | {"is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": _context(event, workspace.team.id),
        }

    async def _deliver_event(self, payload: dict[str, Any]) -> None:
        ack = await self._attempt(payload, 0, "")
        for number, pause in enumerate(RETRY_PAUSES, start=1):
            if ack.arrived or not ack.may_retry:
                break
            await asyncio.sleep(pause * self.retry_scale)
            ack = await self._attempt(payload, number, ack.retry_reason)
        if not ack.arrived:
            kind = payload["event"]["type"]
            self._journal.report("event_lost", f"Nobody acknowledged the event {kind}.", event_id=payload["event_id"])

    async def _attempt(self, payload: dict[str, Any], number: int, reason: str) -> Ack:
        if self.http.urls is not None:
            headers = {"x-slack-retry-num": str(number), "x-slack-retry-reason": reason} if number else {}
            return await self.http.deliver("events_api", payload, self.ack_seconds, headers)
        envelope = _envelope("events_api", payload, accepts_payload=False)
        envelope |= {"retry_attempt": number, "retry_reason": reason}
        return await self.socket_mode.deliver(envelope, self.ack_seconds)


def _context(event: dict[str, Any], team: str) -> str:
    """Return what Slack's `apps.event.authorizations.list` would be asked about: kind, team and channel."""
    channel = event.get("channel")
    return f"1-{event['type']}-{team}" + (f"-{channel}" if isinstance(channel, str) else "")


def _envelope(kind: str, payload: dict[str, Any], accepts_payload: bool) -> dict[str, Any]:
    envelope = {"envelope_id": str(uuid.uuid4()), "payload": payload, "type": kind}
    return envelope | {"accepts_response_payload": accepts_payload}
