"""The door of the Web API: reads a request, checks the token, applies limits and faults, answers, writes it down."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.disturbed import disturbed_answer, suffer
from sandbox.refusals import Refused
from sandbox.web_api import (
    accounts,
    chat,
    conversations,
    direct_messages,
    files,
    history,
    keepsakes,
    membership,
    oauth,
    people,
    reactions,
    scheduled,
    usergroups,
    views,
)
from sandbox.web_api.arguments import Given, read_call
from sandbox.web_api.registry import METHODS, NO_TOKEN, Answer, Call
from sandbox.web_api.scopes import accepted_scopes, require_any
from sandbox.workspace.installs import Token
from sandbox.world import World

FAMILIES = (
    *(accounts, chat, conversations, direct_messages, files, history, keepsakes, membership),
    *(oauth, people, reactions, scheduled, usergroups, views),
)
WITHOUT_TOKEN = frozenset({"api.test", "oauth.v2.access"})
FOR_THE_APP = frozenset({"apps.connections.open"})
FOR_PEOPLE_TOO = frozenset({"auth.revoke", "auth.test"})  # all others are for the bot's token alone


async def answer_call(request: Request) -> Response:
    """Answer one call of the Web API, whatever it looks like."""
    world: World = request.app.state.world
    name = request.path_params["method"]
    try:
        given = await read_call(request)
    except Refused as refusal:
        return JSONResponse(refusal.answer())
    fault = await suffer(world, name)
    if fault is not None and not fault.after:
        world.journal.record_call(name, given.arguments, {"ok": False, "error": f"(fault: {fault.kind})"})
        return disturbed_answer(request, fault)
    answer, headers = call_method(world, name, given)
    world.journal.record_call(name, given.arguments, answer)
    if fault is not None:
        return disturbed_answer(request, fault)
    return JSONResponse(answer, 429 if "Retry-After" in headers else 200, headers)


def call_method(world: World, name: str, given: Given) -> tuple[Answer, dict[str, str]]:
    """Run one method; whatever happens, the answer is Slack-shaped."""
    headers = {"x-accepted-oauth-scopes": ",".join(accepted_scopes(name))}
    try:
        token = _admitted(world, name, given.token)
        headers["x-oauth-scopes"] = ",".join(token.scopes)
        seconds = world.limits.seconds_to_wait(name, str(given.arguments.get("channel", "")))
        if seconds:
            return {"ok": False, "error": "ratelimited"}, {"Retry-After": str(seconds)}
        require_any(token, accepted_scopes(name))
        answer: Answer = {"ok": True} | METHODS[name](Call(world, given.arguments, name, token, given.basic))
    except Refused as refusal:
        answer = refusal.answer()
    except Exception as cause:  # noqa: BLE001 - the workspace must outlive a mistake in one of its methods
        world.journal.report("sandbox_error", f"{name} failed inside the sandbox: {cause!r}")
        answer = {"ok": False, "error": "internal_error"}
    return _warned(answer, given.warnings), headers


def _admitted(world: World, name: str, value: str) -> Token:
    """Return the token of a call, or refuse it."""
    if name not in METHODS:
        raise Refused("unknown_method")
    if name in WITHOUT_TOKEN:
        return NO_TOKEN
    if not value:
        raise Refused("not_authed")
    token = world.workspace.app.installs.tokens.get(value)
    if token is None:
        raise Refused("invalid_auth")
    if token.refusal is not None:
        raise Refused(token.refusal)
    if token.kind not in _kinds_for(name):
        raise Refused("not_allowed_token_type")
    return token


def _kinds_for(name: str) -> tuple[str, ...]:
    if name in FOR_THE_APP:
        return ("app",)
    return ("bot", "user") if name in FOR_PEOPLE_TOO else ("bot",)


def _warned(answer: Answer, warnings: list[str]) -> Answer:
    if not warnings:
        return answer
    told: dict[str, Any] = answer.get("response_metadata", {})
    words = [*told.get("warnings", []), *warnings]
    return answer | {"warning": ",".join(words), "response_metadata": told | {"warnings": words}}
