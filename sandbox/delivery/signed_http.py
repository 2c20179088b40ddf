"""Signed HTTP delivery: the same payloads as POST requests to the app's request URL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from sandbox.delivery.acks import DISPATCH_FAILED, TIMEOUT, Ack

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the X-Slack-Signature of a body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(kind: str, payload: dict[str, Any]) -> tuple[bytes, str]:
    """Return body and content type as Slack chooses them for each kind of payload."""
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return json.dumps(payload).encode(), "application/json"


class SignedHttp:
    """Posts payloads to one URL from a few threads, so that the loop never waits."""

    def __init__(self, secret: str) -> None:
        self.request_url: str | None = None
        self._secret = secret
        self._threads = ThreadPoolExecutor(max_workers=64, thread_name_prefix="sandbox-http")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def deliver(self, kind: str, payload: dict[str, Any], seconds: float, headers: dict[str, str]) -> Ack:
        """Post one payload and wait for the answer."""
        body, content_type = encode(kind, payload)
        posting = asyncio.get_running_loop().run_in_executor(
            self._threads, self._post, body, headers | {"Content-Type": content_type}, seconds
        )
        try:
            return await asyncio.wait_for(posting, seconds)
        except TimeoutError:
            return Ack.missing(TIMEOUT, "http_timeout")

    def _post(self, body: bytes, headers: dict[str, str], seconds: float) -> Ack:
        url = urlsplit(self.request_url or "")
        timestamp = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(self._secret, timestamp, body)}
        connecting = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = connecting(url.hostname or "", url.port, timeout=seconds)
        try:
            path = (url.path or "/") + (f"?{url.query}" if url.query else "")
            connection.request("POST", path, body, headers | signed | {"User-Agent": "Slackbot 1.0 (sandbox)"})
            answer = connection.getresponse()
            return _ack(answer.status, answer.getheader, answer.read())
        except TimeoutError:
            return Ack.missing(TIMEOUT, "http_timeout")
        except (OSError, http.client.HTTPException):
            return Ack.missing(DISPATCH_FAILED, "connection_failed")
        finally:
            connection.close()


def _ack(status: int, header: Any, body: bytes) -> Ack:
    may_retry = header("x-slack-no-retry") != "1"
    if not 200 <= status < 300:
        return Ack.missing(DISPATCH_FAILED, "http_error", may_retry=may_retry)
    text = body.decode("utf-8", "replace")
    if not text.strip():
        return Ack(True, None)
    try:
        return Ack(True, json.loads(text))
    except ValueError:
        return Ack(True, {"text": text})
