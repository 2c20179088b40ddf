"""Calls of the Web API as bytes, for what no client would ever send."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from sandbox import Sandbox


@dataclass(frozen=True)
class Answered:
    """What came back: status, headers and, where the body is JSON, its content."""

    status: int
    headers: dict[str, str]
    body: Any

    @property
    def error(self) -> str:
        return str(self.body.get("error", ""))


def send(
    box: Sandbox, path: str, body: bytes | None = None, headers: dict[str, str] | None = None, verb: str | None = None
) -> Answered:
    """Send one request, bytes as they are; nothing is added but what HTTP itself needs."""
    request = urllib.request.Request(f"{box.url}/{path}", body, headers or {}, method=verb)
    if body is not None and not request.has_header("Content-type"):
        request.add_header("Content-Type", "")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return _answered(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        return _answered(refused.code, refused.headers, refused.read())


def _answered(status: int, headers: Any, body: bytes) -> Answered:
    named = {name.lower(): held for name, held in headers.items()}
    is_json = named.get("content-type", "").startswith("application/json")
    return Answered(status, named, json.loads(body) if is_json else body)


def call(box: Sandbox, method: str, token: str = "xoxb-sandbox", **arguments: Any) -> Answered:
    """Call a method with JSON arguments."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    return send(box, f"api/{method}", json.dumps(arguments).encode(), headers)
