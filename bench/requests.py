"""Requests as Slack signs them, for Bolt in this process and for a server."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

WORKSPACE = "T0NORDLICHT"
SECRET = "sandbox"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Signed:
    """One request with its signature, which counts for five minutes."""

    body: str
    headers: dict[str, str]

    @classmethod
    def of(cls, body: str, content_type: str = FORM) -> Signed:
        """The body, signed now."""
        stamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or ""}
        return cls(body, {"Content-Type": content_type} | signed)

    def for_bolt(self) -> BoltRequest:
        """The request as an adapter hands it to Bolt: a new one each time, because Bolt writes into it."""
        return BoltRequest(body=self.body, headers={name: [value] for name, value in self.headers.items()})

    def as_sent(self, host: str, path: str = "/slack/events") -> bytes:
        """The request as it travels."""
        body = self.body.encode()
        lines = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + body


def command(text: str, user: str) -> Signed:
    """Somebody types a command."""
    typed = {"command": "/project", "text": text, "team_id": WORKSPACE, "user_id": user, "trigger_id": "1.2.x"}
    place = {"channel_id": "C0GENERAL", "channel_name": "general", "response_url": "http://127.0.0.1:9/answer"}
    return Signed.of(urlencode(typed | place))


def press(action_id: str, user: str) -> Signed:
    """Somebody presses a button on a message."""
    container = {"type": "message", "message_ts": "1.5", "channel_id": "C0GENERAL"}
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": "42"}
    return _interaction("block_actions", user, container=container, actions=[action])


def submission(callback_id: str, user: str) -> Signed:
    """Somebody submits a modal."""
    view = {"id": "V1", "type": "modal", "callback_id": callback_id, "hash": "h", "blocks": [], "private_metadata": ""}
    return _interaction("view_submission", user, view=view | {"state": {"values": {}}})


def event(kind: str, user: str) -> Signed:
    """Something happened in the workspace."""
    told = {"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev1", "event": {"type": kind, "user": user}}
    return Signed.of(json.dumps(told), "application/json")


def _interaction(kind: str, user: str, **more: Any) -> Signed:
    who = {"user": {"id": user, "team_id": WORKSPACE}, "team": {"id": WORKSPACE}}
    return Signed.of(urlencode({"payload": json.dumps({"type": kind, "trigger_id": "1.2.x"} | who | more)}))
