"""Signed HTTP delivery: the same payloads as POST requests to the app's request URLs."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import json
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from sandbox.delivery.acks import CLIENT_ERROR, DISPATCH_FAILED, SERVICE_ERROR, TIMEOUT, Ack
from sandbox.delivery.request_urls import RequestUrls
from sandbox.json_text import read_json

FORM = "application/x-www-form-urlencoded"
MOST_REDIRECTS = 2
REDIRECTS = (301, 302, 303, 307, 308)


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
    """Posts payloads to the app's addresses from a few threads, so that the loop never waits."""

    def __init__(self, secret: str) -> None:
        self.urls: RequestUrls | None = None
        self._secret = secret
        self._threads = ThreadPoolExecutor(max_workers=64, thread_name_prefix="sandbox-http")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def deliver(self, kind: str, payload: dict[str, Any], seconds: float, headers: dict[str, str]) -> Ack:
        """Post one payload to where its kind belongs and wait for the answer."""
        url = self.urls.of(kind, payload) if self.urls is not None else None
        if url is None:
            return Ack.missing(DISPATCH_FAILED, "connection_failed", may_retry=False)
        return await self.post(url, kind, payload, seconds, headers)

    async def post(self, url: str, kind: str, payload: dict[str, Any], seconds: float, headers: dict[str, str]) -> Ack:
        """Post one payload to one address and wait for the answer."""
        body, content_type = encode(kind, payload)
        signed = headers | self._signed(body) | {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (sandbox)"}
        posting = asyncio.get_running_loop().run_in_executor(self._threads, _post, url, body, signed, seconds)
        try:
            return await asyncio.wait_for(posting, seconds)
        except TimeoutError:
            return Ack.missing(TIMEOUT, "http_timeout")

    def _signed(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature(self._secret, timestamp, body)}


def _post(url: str, body: bytes, headers: dict[str, str], seconds: float) -> Ack:
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, header, content = _exchange(url, body, headers, seconds)
            if status not in REDIRECTS or not header("Location"):
                return _ack(status, header, content)
            url = urljoin(url, header("Location"))
        return Ack.missing(DISPATCH_FAILED, "too_many_redirects")
    except TimeoutError:
        return Ack.missing(TIMEOUT, "http_timeout")
    except ssl.SSLError:
        return Ack.missing(DISPATCH_FAILED, "ssl_error")
    except OSError:
        return Ack.missing(DISPATCH_FAILED, "connection_failed")
    except (http.client.HTTPException, ValueError):
        return Ack.missing(DISPATCH_FAILED, "unknown_error")


def _exchange(url: str, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, Any, bytes]:
    place = urlsplit(url)
    connecting = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = connecting(place.hostname or "", place.port, timeout=seconds)
    try:
        path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader, answer.read()
    finally:
        connection.close()


def _ack(status: int, header: Any, body: bytes) -> Ack:
    may_retry = header("x-slack-no-retry") != "1"
    if not 200 <= status < 300:
        failure = {4: CLIENT_ERROR, 5: SERVICE_ERROR}.get(status // 100, DISPATCH_FAILED)
        return Ack.missing(failure, "http_error", may_retry=may_retry, status=status)
    text = body.decode("utf-8", "replace")
    if not text.strip():
        return Ack(True, None)
    try:
        return Ack(True, read_json(text))
    except ValueError:
        return Ack(True, {"text": text})
