"""The door of the control API: JSON in, a sentence or an answer out, and never a 500."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.acts.sights import ActRefused
from sandbox.control import administration, conditions, deeds, disturbances, looks, transports
from sandbox.control.looks import viewer
from sandbox.control.registry import DEEDS, LOOKS
from sandbox.json_text import NotJson, read_json
from sandbox.refusals import Refused
from sandbox.workspace.watchers import Watcher
from sandbox.world import World

ROOMS = (administration, conditions, deeds, disturbances, looks, transports)


def _no(sentence: str, status: int = 400) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status)


async def show(request: Request) -> Response:
    """Answer GET /control/<what>."""
    world: World = request.app.state.world
    see = LOOKS.get(request.path_params["what"])
    if see is None:
        return _no(f"There is nothing called {request.path_params['what']!r} to look at.", 404)
    try:
        return JSONResponse({"ok": True} | see(world, dict(request.query_params)))
    except ActRefused as refusal:
        return _no(str(refusal))
    except Exception as cause:  # noqa: BLE001 - the page gets a sentence, the journal gets the cause
        return _trouble(world, cause)


async def do(request: Request) -> Response:
    """Answer POST /control/<what>."""
    world: World = request.app.state.world
    perform = DEEDS.get(request.path_params["what"])
    if perform is None:
        return _no(f"There is nothing called {request.path_params['what']!r} to do.", 404)
    try:
        act = read_json(await request.body() or b"{}")
    except NotJson:
        return _no("The body must be JSON.")
    if not isinstance(act, dict):
        return _no("The body must be one JSON object.")
    try:
        return JSONResponse(await perform(world, act))
    except ActRefused as refusal:
        return _no(str(refusal))
    except Refused as refusal:
        return _no(f"Slack would refuse that: {refusal.error}.")
    except Exception as cause:  # noqa: BLE001 - the page gets a sentence, the journal gets the cause
        return _trouble(world, cause)


def _trouble(world: World, cause: Exception) -> Response:
    world.journal.report("sandbox_error", f"The control API failed: {cause!r}")
    return _no(f"The sandbox could not do that: {cause!r}")


async def stream(socket: WebSocket) -> None:
    """Tell one page what changed, as long as it is open."""
    world: World = socket.app.state.world
    try:
        person = viewer(world.workspace, dict(socket.query_params))
    except ActRefused:
        await socket.close(code=1008)
        return
    await socket.accept()
    watcher = world.workspace.watchers.join(person)
    sending = asyncio.create_task(_send_changes(socket, watcher))
    try:
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass
    except (WebSocketDisconnect, RuntimeError):
        pass  # the page was closed
    finally:
        sending.cancel()
        world.workspace.watchers.leave(watcher)


async def _send_changes(socket: WebSocket, watcher: Watcher) -> None:
    while True:
        changed: dict[str, Any] = {"changed": await watcher.take()}
        await socket.send_text(json.dumps(changed))
