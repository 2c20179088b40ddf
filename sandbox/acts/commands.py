"""Slash commands."""

from __future__ import annotations

import re
from typing import Any

from sandbox.acts.answers import AnswerRefused, show_answer
from sandbox.acts.payloads import slash_command
from sandbox.acts.sights import Sight, refuse_without_app, seen_channel
from sandbox.workspace.channels import Channel
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

WORD = re.compile(r"(?<![\w<])(?:(https?://[^\s<>|]+)|([@#])([\w.\-]+))")


async def run_command(world: World, person: str, channel_words: str, typed: str) -> dict[str, Any]:
    """Send what a person typed after / to the app, and return what they see."""
    workspace = world.workspace
    channel = seen_channel(workspace, channel_words, person)
    sight = Sight(world, person)
    command, _, text = typed.strip().partition(" ")
    if not _known(workspace, command):
        sight.failure = f"{command} is not a valid command."
        return sight.as_seen()
    refuse_without_app(workspace)
    trigger_id = world.triggers.issue(person, channel.id)
    payload = slash_command(world, person, channel, command, _escaped(workspace, text.strip()), trigger_id)
    ack = await world.courier.ask("slash_commands", payload)
    if not ack.arrived:
        sight.failure = f'{command} failed with the error "{ack.failure}"'
    elif ack.body:
        _show(world, sight, channel, ack.body, typed)
    return sight.as_seen()


def _known(workspace: Workspace, command: str) -> bool:
    """A workspace whose seed lists no commands takes every command."""
    listed = [entry["command"] for entry in workspace.app.commands]
    return command.startswith("/") and (not listed or command in listed)


def _show(world: World, sight: Sight, channel: Channel, body: Any, typed: str) -> None:
    """Show the answer that came with the acknowledgement."""
    answer = body if isinstance(body, dict) else {"text": str(body)}
    in_channel = answer.get("response_type") == "in_channel"
    if in_channel and sight.person in channel.members:
        world.workspace.say(channel, sight.person, typed)
    try:
        show_answer(world, sight.person, channel, answer, in_channel=in_channel)
    except AnswerRefused as refusal:
        world.journal.report("command_answer", f"The answer to {typed!r} was not shown: {refusal}")
        sight.failure = f'{typed.split(" ")[0]} failed with the error "dispatch_failed"'


def _escaped(workspace: Workspace, text: str) -> str:
    """Write mentions as ids and addresses in brackets, as Slack does for apps with should_escape."""

    def escape(found: re.Match[str]) -> str:
        address, sign, name = found.groups()
        if address:
            return f"<{address}>"
        return _person(workspace, name) if sign == "@" else _channel(workspace, name)

    return WORD.sub(escape, text)


def _person(workspace: Workspace, name: str) -> str:
    person = next((p for p in workspace.people.values() if p.name == name and not p.deleted), None)
    return f"<@{person.id}|{person.name}>" if person is not None else f"@{name}"


def _channel(workspace: Workspace, name: str) -> str:
    channel = workspace.channel_named(name)
    if channel is None:
        return f"#{name}"
    return f"<#{channel.id}|{channel.name if channel.visible_to(workspace.bot) else ''}>"
