"""Modals: submitted, closed, and what the app answers."""

from __future__ import annotations

from typing import Any

from sandbox.acts.fields import problems_before_sending
from sandbox.acts.payloads import frame, response_url, view_part
from sandbox.acts.presses import open_view, take_typed
from sandbox.acts.sights import TROUBLE, ActRefused, Sight, refuse_without_app
from sandbox.refusals import Refused
from sandbox.web_api.views import accepted_view, push_view, replace_view
from sandbox.workspace.form_state import STATE_KEYS
from sandbox.workspace.views import View
from sandbox.world import World

LINKED = ("conversations_select", "channels_select")


async def submit(world: World, person: str, act: dict[str, Any]) -> dict[str, Any]:
    """Submit a modal with what was typed, and return what the person sees."""
    refuse_without_app(world.workspace)
    view = open_view(world, person, act)
    if view.kind != "modal":
        raise ActRefused("Only a modal can be submitted.")
    take_typed(world, person, view.blocks, view.values, act)
    sight = Sight(world, person)
    sight.errors = problems_before_sending(view) or None
    if sight.errors is None:
        await _send(world, sight, view)
    world.workspace.watchers.note("modals", [person])
    return sight.as_seen()


async def _send(world: World, sight: Sight, view: View) -> None:
    payload = frame(world.workspace, view.person, "view_submission")
    payload |= {"trigger_id": world.triggers.issue(view.person, view.opened_in, view.id)}
    payload |= {"view": view_part(world.workspace, view), "response_urls": _response_urls(world, view)}
    ack = await world.courier.ask("interactive", payload)
    if view.id not in world.workspace.views.by_id:
        return  # closed while the app was thinking: there is nothing left that its answer could change
    if not ack.arrived:
        sight.failure = TROUBLE
        return
    try:
        _obey(world, sight, view, ack.body)
    except Refused as refusal:
        details = refusal.more.get("response_metadata", {}).get("messages", [])
        _misunderstood(
            world, sight, f"The view in the answer was refused: {refusal.error} {' '.join(details)}", ack.body
        )


def _response_urls(world: World, view: View) -> list[dict[str, str]]:
    """Hand out links for the channels that were chosen in fields that ask for one."""
    links = []
    for block in view.blocks:
        element = block.get("element", {})
        if not (element.get("type") in LINKED and element.get("response_url_enabled")):
            continue
        held = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        channel = held.get(STATE_KEYS[element["type"]][0])
        if channel:
            token = world.response_links.issue(view.person, channel)
            place = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
            links.append(place | {"response_url": response_url(world, token)})
    return links


def _obey(world: World, sight: Sight, view: View, body: Any) -> None:
    """Do what the app's answer to a submission says."""
    views = world.workspace.views
    action = body.get("response_action") if isinstance(body, dict) else None
    if body in (None, {}):
        views.pop(view)
    elif action == "clear":
        views.clear(view.person)
    elif action == "errors":
        _show_errors(world, sight, view, body)
    elif action == "update":
        replace_view(world.workspace, view, accepted_view(body.get("view")))
    elif action == "push":
        push_view(world.workspace, view, accepted_view(body.get("view")))
    else:
        _misunderstood(world, sight, "A submission is answered with nothing or with a response_action.", body)


def _show_errors(world: World, sight: Sight, view: View, body: dict[str, Any]) -> None:
    errors = body.get("errors")
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        strangers = sorted(set(errors) - inputs) if isinstance(errors, dict) else []
        _misunderstood(world, sight, f"Errors must be keyed by block_ids of input blocks; {strangers} are not.", body)
        return
    if not all(isinstance(text, str) and text for text in errors.values()):
        _misunderstood(world, sight, "Every error must be a text that is not empty.", body)
        return
    sight.errors = errors


def _misunderstood(world: World, sight: Sight, sentence: str, body: Any) -> None:
    """Report an answer that Slack would not understand; the modal stays open with the generic failure."""
    world.journal.report("submission_answer", sentence, body=body)
    sight.failure = TROUBLE


async def close(world: World, person: str, act: dict[str, Any]) -> dict[str, Any]:
    """Close a modal by its close button, or the whole stack by its ×."""
    view = open_view(world, person, act)
    if view.kind != "modal":
        raise ActRefused("Only a modal can be closed.")
    views, sight = world.workspace.views, Sight(world, person)
    everything = bool(act.get("all")) or bool(view.content.get("clear_on_close"))
    told = views.stack(person)[0] if act.get("all") else view
    if everything:
        views.clear(person)
    else:
        views.pop(view)
    world.workspace.watchers.note("modals", [person])
    if told.content.get("notify_on_close") and world.workspace.app.refusal is None:
        payload = frame(world.workspace, person, "view_closed") | {"view": view_part(world.workspace, told)}
        await world.courier.ask("interactive", payload | {"is_cleared": everything, "response_urls": []})
    return sight.as_seen()
