"""The door of the Web API: reads a request, checks the token, applies faults, answers, and writes it down."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.connections import drop_connection
from sandbox.faults import Fault
from sandbox.refusals import Refused
from sandbox.web_api import accounts, chat, conversations, history, keepsakes, membership, views
from sandbox.web_api.registry import METHODS, Answer, Call
from sandbox.workspace.installs import APP_TOKEN, BOT_TOKEN
from sandbox.world import World

FAMILIES = (accounts, chat, conversations, history, keepsakes, membership, views)
APP_METHODS = frozenset({"apps.connections.open"})
NO_TOKEN = frozenset({"api.test"})


async def answer_call(request: Request) -> Response:
    """Answer one call of the Web API, whatever it looks like."""
    world: World = request.app.state.world
    name = request.path_params["method"]
    try:
        arguments = await read_arguments(request)
        token = _token(request, arguments)
    except Refused as refusal:
        return JSONResponse(refusal.answer())
    fault = await _suffer(world, name)
    if fault is not None and not fault.after:
        world.journal.record_call(name, arguments, {"ok": False, "error": f"(fault: {fault.kind})"})
        return _broken(request, fault)
    answer = call_method(world, name, token, arguments)
    world.journal.record_call(name, arguments, answer)
    if fault is not None:
        return _broken(request, fault)
    return JSONResponse(answer, headers={"x-oauth-scopes": ",".join(world.workspace.app.installs.scopes)})


async def read_arguments(request: Request) -> dict[str, Any]:
    """Read arguments from the address, a form or a JSON body."""
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        return arguments | _json(body)
    if kind == "multipart/form-data":
        form = await request.form()
        return arguments | {name: value for name, value in form.items() if isinstance(value, str)}
    return arguments | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _json(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Refused("invalid_json") from None
    if not isinstance(content, dict):
        raise Refused("json_not_object")
    return content


def _token(request: Request, arguments: dict[str, Any]) -> str:
    """Take the token out of the header or the arguments."""
    given = arguments.pop("token", None)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else str(given or "")


def _refusal(world: World, name: str, token: str) -> str | None:
    if name not in METHODS:
        return "unknown_method"
    if name in NO_TOKEN:
        return None
    if not token:
        return "not_authed"
    if token not in (BOT_TOKEN, APP_TOKEN):
        return "invalid_auth"
    if (token == APP_TOKEN) != (name in APP_METHODS):
        return "not_allowed_token_type"
    return world.workspace.app.refusal if token == BOT_TOKEN else None


def call_method(world: World, name: str, token: str, arguments: dict[str, Any]) -> Answer:
    """Run one method; whatever happens, the answer is Slack-shaped."""
    error = _refusal(world, name, token)
    if error is not None:
        return {"ok": False, "error": error}
    try:
        return {"ok": True} | METHODS[name](Call(world, arguments))
    except Refused as refusal:
        return refusal.answer()
    except Exception as cause:  # noqa: BLE001 - the workspace must outlive a mistake in one of its methods
        world.journal.report("sandbox_error", f"{name} failed inside the sandbox: {cause!r}")
        return {"ok": False, "error": "internal_error"}


async def _suffer(world: World, name: str) -> Fault | None:
    """Wait out the latency that stands, and return the fault that hits this call."""
    disturbance = None
    for fault in world.faults.take(name):
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        else:
            disturbance = fault
    return disturbance


def _broken(request: Request, fault: Fault) -> Response:
    if fault.kind in ("drop_before", "drop_after"):
        return drop_connection(request)
    if fault.kind == "garbage":
        return Response("<html><body>Something went wrong</body></html>", media_type="text/html")
    if fault.kind == "error":
        return JSONResponse({"ok": False, "error": fault.error})
    if fault.status == 429:
        headers = {"Retry-After": str(fault.retry_after)}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)
    return JSONResponse({"ok": False, "error": "internal_error"}, fault.status)
