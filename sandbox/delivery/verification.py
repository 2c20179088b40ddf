"""The handshake of the Events API: an address is only taken when the app answers its challenge."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import parse_qs

from sandbox.delivery.acks import Ack
from sandbox.delivery.signed_http import SignedHttp
from sandbox.workspace.installs import VERIFICATION_TOKEN


async def problem_with(http: SignedHttp, url: str, seconds: float) -> str | None:
    """Challenge an address; returns the sentence that Slack's settings would show, or None."""
    challenge = secrets.token_urlsafe(39)
    payload = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
    ack = await http.post(url, "events_api", payload, seconds, {})
    if not ack.arrived:
        return f"{url} did not answer the challenge: {ack.status or ack.retry_reason}. Start the app first."
    if _answered(ack) != challenge:
        return f"{url} did not respond with the value of the challenge parameter."
    return None


def _answered(ack: Ack) -> Any:
    """Return the challenge from an answer in JSON, as a form or in plain words."""
    body = ack.body if isinstance(ack.body, dict) else {}
    text = str(body.get("text", "")).strip()
    return body.get("challenge") or parse_qs(text).get("challenge", [text])[0]
