"""The payloads of Slack, field for field."""

from __future__ import annotations

from typing import Any

from sandbox.workspace.channels import Channel
from sandbox.workspace.installs import VERIFICATION_TOKEN
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message
from sandbox.workspace.views import View
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

Payload = dict[str, Any]


def frame(workspace: Workspace, person: str, kind: str) -> Payload:
    """Return what every interaction payload begins with."""
    name = workspace.people[person].name
    return {
        "type": kind,
        "user": {"id": person, "username": name, "name": name, "team_id": workspace.people[person].team_id},
        "api_app_id": workspace.app.id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def shortcut_frame(workspace: Workspace, person: str, kind: str) -> Payload:
    """Return what the payload of a shortcut begins with; Slack leaves the app out, and in a global one a name."""
    whole = frame(workspace, person, kind)
    del whole["api_app_id"]
    if kind == "shortcut":
        del whole["user"]["name"]
    return whole


def response_url(world: World, token: str) -> str:
    return f"{world.url}/respond/{token}"


def channel_part(channel: Channel) -> Payload:
    return {"id": channel.id, "name": channel.payload_name}


def view_part(workspace: Workspace, view: View) -> Payload:
    return view.as_api(workspace.team.id, workspace.app.id, workspace.app.bot_id)


def message_place(world: World, channel: Channel, message: Message, person: str) -> Payload:
    """Return where a press on a message happened, with the link that answers it."""
    ephemeral = message.ephemeral_for is not None
    token = world.response_links.issue(person, channel.id, message.ts, ephemeral=ephemeral)
    container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": ephemeral}
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    place: Payload = {"container": container, "channel": channel_part(channel)}
    place["response_url"] = response_url(world, token)
    place["state"] = {"values": message.states.get(person, {})}
    return place | ({} if ephemeral else {"message": message_as_api(world.workspace, channel, message)})


def view_place(workspace: Workspace, view: View) -> Payload:
    return {"container": {"type": "view", "view_id": view.id}, "view": view_part(workspace, view)}


def slash_command(world: World, person: str, channel: Channel, command: str, text: str, trigger_id: str) -> Payload:
    """Return the form fields of a slash command."""
    workspace = world.workspace
    token = world.response_links.issue(person, channel.id)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": channel.payload_name,
        "user_id": person,
        "user_name": workspace.people[person].name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, token),
        "trigger_id": trigger_id,
    }
