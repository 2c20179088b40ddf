"""How the app is reached: Socket Mode or signed HTTP, and how long Slack waits for it."""

from __future__ import annotations

from typing import Any

from sandbox.acts.sights import ActRefused
from sandbox.control.readings import address, flag_in, number_in
from sandbox.control.registry import Act, deed
from sandbox.delivery.request_urls import RequestUrls
from sandbox.delivery.verification import problem_with
from sandbox.world import World

KINDS = ("events", "interactivity", "options", "commands")


@deed("delivery")
async def choose_delivery(world: World, act: Act) -> Act:
    """Choose signed HTTP by addresses, or Socket Mode by null; and how long Slack waits and pauses."""
    courier = world.courier
    _choose_pace(world, act)
    if "request_url" in act or "request_urls" in act:
        urls = _urls(act)
        if urls is not None and urls.events is not None and flag_in(act, "verify", True):
            problem = await problem_with(courier.http, urls.events, courier.ack_seconds)
            if problem:
                raise ActRefused(problem)
        courier.http.urls = urls
        world.workspace.note_workspace()
    return {"ok": True} | chosen_delivery(world)


def chosen_delivery(world: World) -> Act:
    """Return how the app is reached at present."""
    courier, urls = world.courier, world.courier.http.urls
    return {
        "request_url": urls.main if urls is not None else None,
        "request_urls": urls.as_seen() if urls is not None else None,
        "connections": courier.socket_mode.connected,
        "retry_scale": courier.retry_scale,
        "ack_seconds": courier.ack_seconds,
        "connection_seconds": courier.socket_mode.connection_seconds,
    }


def _choose_pace(world: World, act: Act) -> None:
    courier = world.courier
    if "retry_scale" in act:
        courier.retry_scale = number_in(act, "retry_scale", 0.0, 1_000.0)
    if "ack_seconds" in act:
        courier.ack_seconds = number_in(act, "ack_seconds", 0.05, 60.0)
    if "connection_seconds" in act:
        courier.socket_mode.connection_seconds = number_in(act, "connection_seconds", 0.1)


def _urls(act: Act) -> RequestUrls | None:
    """Read one address for everything, or one for each kind of request."""
    if "request_urls" not in act:
        url = address("request_url", act["request_url"])
        return None if url is None else RequestUrls.all_at(url)
    named = act["request_urls"]
    if named is None:
        return None
    if not isinstance(named, dict) or not named or not set(named) <= set(KINDS):
        raise ActRefused(f"request_urls holds addresses for some of {', '.join(KINDS)}, or is null.")
    events, interactivity, options = (address(kind, named.get(kind)) for kind in KINDS[:3])
    return RequestUrls(events, interactivity, options, _commands(named.get("commands")))


def _commands(held: Any) -> dict[str, str]:
    """Read the address of all commands, or one for each."""
    named = held if isinstance(held, dict) else {"*": held}
    urls = {str(command): address("commands", url) for command, url in named.items()}
    return {command: url for command, url in urls.items() if url is not None}
