"""What the app gets when a fault stands: late answers, wrong ones or none."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.connections import drop_connection
from sandbox.faults import Fault
from sandbox.world import World


async def suffer(world: World, name: str) -> Fault | None:
    """Wait out the latency that stands, and return the fault that hits this call."""
    disturbance = None
    for fault in world.faults.take(name):
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        else:
            disturbance = fault
    return disturbance


def disturbed_answer(request: Request, fault: Fault) -> Response:
    """Return what comes back in place of an answer."""
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
