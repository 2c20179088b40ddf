"""Faults: armed, looked at and taken away again; and everything that stands, for the panel."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.acts.sights import ActRefused
from sandbox.control.readings import flag_in, number_in, one_of
from sandbox.control.registry import Act, deed, look
from sandbox.control.transports import chosen_delivery
from sandbox.faults import KINDS, Fault
from sandbox.web_api.registry import METHODS
from sandbox.world import World

ANY, RESPONSE_URL = "*", "response_url"
KNOWN = {"method", "kind", "times", "status", "retry_after", "seconds", "error", "after"}


@deed("faults")
async def add_fault(world: World, act: Act) -> Act:
    """Let something go wrong with the next calls."""
    unknown = sorted(set(act) - KNOWN)
    if unknown:
        raise ActRefused(f"A fault has {', '.join(sorted(KNOWN))}; it has no {', '.join(unknown)}.")
    world.faults.add(Fault(_method(act), one_of(act, "kind", KINDS), **_details(act)))
    return {"ok": True, "faults": len(world.faults.standing), "number": world.faults.standing[-1].number}


def _method(act: Act) -> str:
    method = act.get("method")
    if not isinstance(method, str) or method not in (ANY, RESPONSE_URL, *METHODS):
        raise ActRefused(f"method is a method of the Web API, {RESPONSE_URL} or {ANY} for all, not {method!r}.")
    return method


def _details(act: Act) -> dict[str, Any]:
    """Read what else a fault says; null as times is for as long as it stands."""
    details: dict[str, Any] = {"after": flag_in(act, "after", False)}
    if "times" in act:
        details["times"] = None if act["times"] is None else int(number_in(act, "times", 1, 1_000_000))
    if "status" in act:
        details["status"] = int(number_in(act, "status", 400, 599))
    if "retry_after" in act:
        details["retry_after"] = int(number_in(act, "retry_after", 0, 3_600))
    if "seconds" in act:
        details["seconds"] = number_in(act, "seconds", 0, 120)
    if "error" in act:
        if not isinstance(act["error"], str) or not act["error"]:
            raise ActRefused(f"error is the name of an error, such as internal_error, not {act['error']!r}.")
        details["error"] = act["error"]
    return details


async def forget_faults(request: Request) -> Response:
    """Answer DELETE /control/faults: all of them, or the one with this number."""
    world: World = request.app.state.world
    number = request.query_params.get("number")
    if number is None:
        world.faults.clear()
    elif not world.faults.remove(number):
        return JSONResponse({"ok": False, "error": f"There is no fault with the number {number!r} any more."}, 404)
    return JSONResponse({"ok": True, "faults": len(world.faults.standing)})


@look("faults")
def see_faults(world: World, _act: Act) -> Act:
    return {"faults": [fault.as_seen() for fault in world.faults.standing]}


@look("conditions")
def see_conditions(world: World, _act: Act) -> Act:
    """Show everything that stands between the app and a quiet day."""
    return {
        "faults": [fault.as_seen() for fault in world.faults.standing],
        "delivery": chosen_delivery(world),
        "rate_scale": world.limits.scale,
        "refusal": world.workspace.app.refusal,
        "methods": sorted(METHODS),
    }
