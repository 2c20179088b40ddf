"""Presses and choices on messages, in modals and on App Home."""

from __future__ import annotations

from typing import Any

from sandbox.acts.fields import FieldRefused, as_action, settle, take_values
from sandbox.acts.payloads import frame, message_place, view_place
from sandbox.acts.sights import ActRefused, Sight, refuse_without_app, seen_channel
from sandbox.delivery.acks import Ack
from sandbox.workspace.channels import Channel
from sandbox.workspace.form_state import find_element, state_of
from sandbox.workspace.messages import Message
from sandbox.workspace.views import View
from sandbox.world import World

BUSY = "This app is taking too long to respond. Try again?"
Act = dict[str, Any]


async def press(world: World, person: str, act: Act) -> dict[str, Any]:
    """Press a button or choose something, and return what the person sees."""
    refuse_without_app(world.workspace)
    place = _view_place(world, person, act) if act.get("view_id") else _message_place(world, person, act)
    sight = Sight(world, person)
    ack = await world.courier.ask("interactive", place)
    if not ack.arrived:
        sight.failure = failure_of_press(ack)
    elif ack.body:
        sentence = "Slack drops the body of a button's acknowledgement; answer by response_url or views.*."
        world.journal.report("dropped_ack_body", sentence, action_id=act.get("action_id"), body=ack.body)
    return sight.as_seen()


def failure_of_press(ack: Ack) -> str:
    """Return what Slack shows beside what was pressed when no acknowledgement came."""
    return BUSY if ack.status is None else f"This app responded with Status Code {ack.status}."


def _element(blocks: list[dict[str, Any]], act: Act) -> tuple[dict[str, Any], dict[str, Any]]:
    found = find_element(blocks, str(act.get("block_id", "")), str(act.get("action_id", "")))
    if found is None:
        raise ActRefused(f"There is no element {act.get('action_id')!r} in block {act.get('block_id')!r}.")
    return found


def _chosen(world: World, person: str, element: dict[str, Any], act: Act) -> dict[str, Any]:
    try:
        return settle(world.workspace, person, element, act)
    except FieldRefused as refusal:
        raise ActRefused(str(refusal)) from refusal


def take_typed(world: World, person: str, blocks: list[Act], state: Act, act: Act) -> None:
    """Write what was typed beside an act into a state, or say why nobody could have typed it."""
    try:
        take_values(world.workspace, person, blocks, state, act.get("values") or {})
    except FieldRefused as refusal:
        raise ActRefused(str(refusal)) from refusal


def find_message(world: World, person: str, act: Act) -> tuple[Channel, Message]:
    """Find the message that a person acts on, if they can see it."""
    channel = seen_channel(world.workspace, str(act.get("channel", "")), person)
    ts = str(act.get("ts", ""))
    message = channel.timeline.get(ts) or channel.timeline.ephemeral(ts, person)
    if message is None:
        raise ActRefused(f"{person} sees no message {ts!r} in {channel.name or channel.id}.")
    return channel, message


def _message_place(world: World, person: str, act: Act) -> dict[str, Any]:
    channel, message = find_message(world, person, act)
    block, element = _element(message.blocks, act)
    values = message.states.setdefault(person, state_of(message.blocks))
    take_typed(world, person, message.blocks, values, act)
    held = _chosen(world, person, element, act)
    _remember(values, block, element, held)
    trigger_id = world.triggers.issue(person, channel.id)
    payload = frame(world.workspace, person, "block_actions") | message_place(world, channel, message, person)
    return payload | {"trigger_id": trigger_id, "actions": [_action(world, block, element, held)]}


def _view_place(world: World, person: str, act: Act) -> dict[str, Any]:
    view = open_view(world, person, act)
    block, element = _element(view.blocks, act)
    if block["type"] == "input" and block.get("dispatch_action") is not True:
        raise ActRefused(
            f"Block {block['block_id']!r} does not dispatch its action; its value goes with the submission."
        )
    take_typed(world, person, view.blocks, view.values, act)
    held = _chosen(world, person, element, act)
    _remember(view.values, block, element, held)
    trigger_id = world.triggers.issue(person, view.opened_in, view.id)
    payload = frame(world.workspace, person, "block_actions") | view_place(world.workspace, view)
    return payload | {"trigger_id": trigger_id, "actions": [_action(world, block, element, held)]}


def open_view(world: World, person: str, act: Act) -> View:
    """Find the modal or the Home that a person acts in."""
    view = world.workspace.views.by_id.get(str(act.get("view_id", "")))
    if view is None or view.person != person:
        raise ActRefused(f"{person} has no open view {act.get('view_id')!r}.")
    return view


def _remember(values: Act, block: Act, element: Act, held: Act) -> None:
    if element["type"] not in ("button", "overflow"):
        values.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"]} | held


def _action(world: World, block: Act, element: Act, held: Act) -> Act:
    action = as_action(element, held)
    return action | {"block_id": block["block_id"], "action_ts": world.workspace.clock.next_ts()}
