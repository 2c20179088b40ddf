"""Requests as Slack signs them, put to a WSGI application."""

import io
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

COMMAND = {
    "command": "/project",
    "text": "nonsense",
    "team_id": "T0SANDBOX",
    "user_id": "U0ANA",
    "channel_id": "C0GENERAL",
    "channel_name": "general",
    "trigger_id": "1.2.3",
    "response_url": "http://127.0.0.1:9/respond",
}


@dataclass(frozen=True)
class Answered:
    """What a WSGI application said."""

    status: int
    body: str


def ask(application: Any, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answered:
    heard: list[str] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": io.BytesIO(body),
    }
    parts = application(environ | headers, lambda status, headers: heard.append(status))
    return Answered(int(heard[0].split()[0]), b"".join(parts).decode())


def ask_as_slack(application: Any, form: dict[str, str], secret: str = "sandbox") -> Answered:
    body, now = urlencode(form), str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body)
    signed = {"HTTP_X_SLACK_SIGNATURE": signature or "", "HTTP_X_SLACK_REQUEST_TIMESTAMP": now}
    return ask(application, "/slack/events", "POST", body.encode(), **signed)
