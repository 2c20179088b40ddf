"""Reads the arguments of a call: from its address, a form or JSON, and refuses what Slack would not read."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.json_text import NotJson, read_json
from sandbox.refusals import Refused

JSON, FORM, MULTIPART, TEXT = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
)
CHARSETS = ("utf-8", "utf8", "iso-8859-1")
ARGUMENT_NAME = re.compile(r"[\w.\[\]-]{1,100}", re.ASCII)
MOST_ARGUMENTS = 1000


@dataclass
class Given:
    """What a request brought: its arguments, its token, and what Slack warns about."""

    arguments: dict[str, Any] = field(default_factory=dict)
    token: str = ""
    basic: tuple[str, str] | None = None
    warnings: list[str] = field(default_factory=list)


async def read_call(request: Request) -> Given:
    """Read one call of the Web API; refuses a body that is not what its content type says."""
    given = Given(dict(request.query_params))
    if request.method == "POST":
        _read_body(given, await request.body(), request.headers.get("content-type", ""))
    authorization = request.headers.get("authorization", "")
    given.token = _token(authorization, given.arguments.pop("token", None))
    given.basic = _basic(authorization)
    if not all(ARGUMENT_NAME.fullmatch(name) for name in given.arguments):
        raise Refused("invalid_arg_name")
    return given


def _read_body(given: Given, body: bytes, content_type: str) -> None:
    kind, charset = _kind_and_charset(content_type)
    if not kind:
        if body:
            raise Refused("missing_post_type")
        return
    if kind not in (JSON, FORM, MULTIPART, TEXT):
        raise Refused("invalid_post_type")
    if charset and charset not in CHARSETS:
        raise Refused("invalid_charset")
    if kind == JSON:
        given.warnings += [] if charset else ["missing_charset"]
        given.arguments |= _json(body)
    elif kind in (FORM, MULTIPART):
        given.warnings += ["superfluous_charset"] if charset else []
        given.arguments |= _form(body) if kind == FORM else read_multipart(body, content_type).texts


def _kind_and_charset(content_type: str) -> tuple[str, str]:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    return kind, charsets[0] if charsets else ""


def _json(body: bytes) -> dict[str, Any]:
    try:
        content = read_json(body or b"{}")
    except NotJson:
        raise Refused("invalid_json") from None
    if not isinstance(content, dict):
        raise Refused("json_not_object")
    content.pop("token", None)  # beside a JSON body Slack takes the token from the header only
    return content


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=MOST_ARGUMENTS, encoding="utf-8", errors="replace"
        )
    except ValueError:
        raise Refused("invalid_form_data") from None
    return dict(pairs)


@dataclass
class Parts:
    """The parts of a multipart form: words by their names, and files as they came."""

    texts: dict[str, str] = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)


def read_multipart(body: bytes, content_type: str) -> Parts:
    """Take a multipart form apart; refuses one that has no parts."""
    envelope = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    form = message_from_bytes(envelope + body, policy=policy.HTTP)
    parts = Parts()
    if not form.is_multipart():
        raise Refused("invalid_form_data")
    for part in form.walk():
        held, name = part.get_payload(decode=True), part.get_param("name", header="content-disposition")
        if isinstance(held, bytes) and part.get_param("filename", header="content-disposition") is not None:
            parts.files.append(held)
        elif isinstance(held, bytes) and isinstance(name, str):
            parts.texts[name] = held.decode("utf-8", "replace")
    return parts


def _token(authorization: str, argument: Any) -> str:
    """Take the token out of the header or, failing that, the arguments."""
    scheme, _, bearer = authorization.partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else str(argument or "")


def _basic(authorization: str) -> tuple[str, str] | None:
    """Take client id and secret out of a Basic authorization."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return None
    return client, secret
