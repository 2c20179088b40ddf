"""The conditions of the sandbox: its clock and its limits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sandbox.acts.sights import ActRefused
from sandbox.control.registry import Act, deed
from sandbox.rate_limits import ScaleRefused, read_scale
from sandbox.workspace.clock import ClockRefused
from sandbox.world import World

CLOCK_LISTENER_SECONDS = 60.0
MOST_STOPS = 2_000


@deed("clock")
async def move_clock(world: World, act: Act) -> Act:
    """Move the workspace clock, stopping where whoever listens wants to, and wait until they have taken note."""
    clock = world.workspace.clock
    try:
        target = _moment(act["to"]) if act.get("to") else clock.now() + timedelta(seconds=float(act["by"]))
        clock.refuse_past(target)
    except (KeyError, TypeError, ClockRefused, ValueError, OverflowError) as cause:
        known = isinstance(cause, ClockRefused | ActRefused)
        raise ActRefused(str(cause) if known else 'Say {"to": ISO time} or {"by": seconds}.') from cause
    world.scheduled.deliver_due()
    for _ in range(MOST_STOPS):
        stop = await _next_stop(world)
        if stop is None or not clock.now() < stop < target:
            break
        await _arrive(world, stop)
    await _arrive(world, target)
    return {"ok": True, "clock": clock.now().isoformat()}


async def _next_stop(world: World) -> datetime | None:
    """Return the next moment at which something is to happen: for whoever listens, or of a scheduled message."""
    stops = [await _stop_of_the_listener(world), world.scheduled.next_moment()]
    return min((stop for stop in stops if stop is not None), default=None)


async def _stop_of_the_listener(world: World) -> datetime | None:
    if world.next_stop is None:
        return None
    try:
        return await asyncio.to_thread(world.next_stop, world.workspace.clock.now())
    except Exception as cause:  # noqa: BLE001 - then the clock goes on without stopping
        world.journal.report("clock_listener", f"next_stop failed: {cause!r}")
        return None


async def _arrive(world: World, moment: datetime) -> None:
    arrived = world.workspace.clock.reach(moment)
    world.workspace.note_workspace()
    world.scheduled.deliver_due()
    if world.on_clock is not None:
        await _tell(world, arrived)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


async def _tell(world: World, moment: datetime) -> None:
    assert world.on_clock is not None
    try:
        await asyncio.wait_for(asyncio.to_thread(world.on_clock, moment), CLOCK_LISTENER_SECONDS)
    except Exception as cause:  # noqa: BLE001 - a failing listener is the app's affair, the clock has moved
        world.journal.report("clock_listener", f"on_clock failed: {cause!r}")


@deed("limits")
async def choose_limits(world: World, act: Act) -> Act:
    """Choose how many times Slack's rate limits apply; 0 or null is not at all."""
    try:
        world.limits.rescale(read_scale(act.get("rate_scale")))
    except ScaleRefused as cause:
        raise ActRefused(str(cause)) from cause
    return {"ok": True, "rate_scale": world.limits.scale}
