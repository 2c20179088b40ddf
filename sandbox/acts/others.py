"""Shortcuts, suggestions, App Home and what people simply write."""

from __future__ import annotations

import re
from typing import Any

from sandbox.acts.payloads import channel_part, frame, response_url, shortcut_frame, view_part, view_place
from sandbox.acts.presses import find_message, open_view
from sandbox.acts.sights import (
    TROUBLE,
    ActRefused,
    Sight,
    message_as_seen,
    refuse_without_app,
    seen_channel,
    view_as_seen,
)
from sandbox.block_kit import check_options
from sandbox.workspace.form_state import find_element
from sandbox.workspace.keepsakes import add_reaction, remove_reaction
from sandbox.workspace.message_objects import message_as_api
from sandbox.world import World

Act = dict[str, Any]
EMOJI = re.compile(r"[\w+'-]+")


async def use_shortcut(world: World, person: str, act: Act) -> dict[str, Any]:
    """Use a global shortcut, or one on a message."""
    workspace, callback_id = world.workspace, str(act.get("callback_id", ""))
    refuse_without_app(workspace)
    sight = Sight(world, person)
    payload = _on_message(world, person, act) if act.get("ts") else shortcut_frame(workspace, person, "shortcut")
    channel = payload.get("channel", {}).get("id")
    payload |= {"callback_id": callback_id, "action_ts": workspace.clock.next_ts()}
    payload |= {"trigger_id": world.triggers.issue(person, channel)}
    ack = await world.courier.ask("interactive", payload)
    if not ack.arrived:
        sight.failure = TROUBLE
    elif ack.body:
        world.journal.report("dropped_ack_body", "Slack drops the body of a shortcut's acknowledgement.", body=ack.body)
    return sight.as_seen()


def _on_message(world: World, person: str, act: Act) -> dict[str, Any]:
    channel, message = find_message(world, person, act)
    token = world.response_links.issue(person, channel.id)
    payload = shortcut_frame(world.workspace, person, "message_action") | {"channel": channel_part(channel)}
    payload |= {"message": message_as_api(world.workspace, channel, message), "message_ts": message.ts}
    return payload | {"response_url": response_url(world, token)}


async def suggest(world: World, person: str, act: Act) -> dict[str, Any]:
    """Ask the app for options while a person types into an external select."""
    workspace = world.workspace
    refuse_without_app(workspace)
    payload = frame(workspace, person, "block_suggestion")
    if act.get("view_id"):
        view = open_view(world, person, act)
        blocks, place = view.blocks, view_place(workspace, view)
    else:
        channel, message = find_message(world, person, act)
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": False}
        blocks, place = message.blocks, {"container": container, "channel": channel_part(channel)}
        place["message"] = message_as_api(workspace, channel, message)
    block_id, action_id = str(act.get("block_id", "")), str(act.get("action_id", ""))
    found = find_element(blocks, block_id, action_id)
    if found is None or not found[1]["type"].endswith("external_select"):
        raise ActRefused(f"There is no external select {action_id!r} in block {block_id!r}.")
    asked = {"block_id": block_id, "action_id": action_id, "value": str(act.get("value", ""))}
    return await _options(world, payload | place | asked)


async def _options(world: World, payload: Act) -> dict[str, Any]:
    ack = await world.courier.ask("interactive", payload)
    problems = check_options(ack.body) if ack.arrived else []
    if problems:
        world.journal.report("options_answer", " ".join(problems), body=ack.body)
    if not ack.arrived or problems:
        return {"ok": True, "failure": "No results", "options": [], "option_groups": []}
    answer = {"ok": True, "failure": None}
    return answer | {key: ack.body.get(key, []) for key in ("options", "option_groups")}


def react(world: World, person: str, act: Act) -> dict[str, Any]:
    """Put an emoji on a message, or take it off again, as people do by pressing it."""
    channel, message = find_message(world, person, act)
    name = str(act.get("name", "")).strip(":")
    if not EMOJI.fullmatch(name):
        raise ActRefused(f"An emoji is called by its name, such as thumbsup; {act.get('name')!r} is none.")
    if person not in channel.members or channel.is_archived or message.ephemeral_for is not None:
        raise ActRefused("Only members of a channel that is in use can react to what was said there.")
    change = remove_reaction if person in message.reactions.get(name, []) else add_reaction
    change(world.workspace, channel, message, person, name)
    return {"ok": True, "message": message_as_seen(world.workspace, message, person)}


def open_home(world: World, person: str) -> dict[str, Any]:
    """Open App Home: tells the app, and returns what is published so far."""
    workspace = world.workspace
    dm, home = workspace.open_dm(workspace.bot, person), workspace.views.homes.get(person)
    event: Act = {"type": "app_home_opened", "user": person, "channel": dm.id, "tab": "home"}
    workspace.emit(event | ({"view": view_part(workspace, home)} if home is not None else {}))
    return {"ok": True, "view": view_as_seen(workspace, home) if home is not None else None, "channel": dm.id}


def write_message(world: World, person: str, act: Act) -> dict[str, Any]:
    """Write an ordinary message, as people do between commands."""
    workspace = world.workspace
    channel, text = seen_channel(workspace, str(act.get("channel", "")), person), str(act.get("text", ""))
    if not text.strip():
        raise ActRefused("An empty message cannot be sent.")
    if person not in channel.members:
        raise ActRefused(f"Join #{channel.name} before writing there.")
    if channel.is_archived:
        raise ActRefused(f"#{channel.name} is archived.")
    if workspace.app.messages_read_only and channel.is_dm and workspace.bot in channel.members:
        raise ActRefused("Sending messages to this app has been turned off.")
    thread_ts = channel.timeline.thread_at(str(act.get("thread_ts")))
    if thread_ts is None and act.get("thread_ts") is not None:
        raise ActRefused(f"There is no message {act['thread_ts']!r} to reply to.")
    message = workspace.say(channel, person, text, thread_ts=thread_ts)
    return {"ok": True, "message": message_as_seen(workspace, message, person)}
