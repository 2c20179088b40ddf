"""reactions.*: emoji under messages."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.history import pointed_at
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.channels import Channel
from sandbox.workspace.keepsakes import add_reaction, remove_reaction
from sandbox.workspace.message_objects import message_as_api
from sandbox.workspace.messages import Message

MOST_EMOJI = 50
MOST_OF_ONE_PERSON = 23


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not name or not all(letter.isalnum() or letter in "_+-:'" for letter in name):
        raise Refused("invalid_name")
    return name


@method("reactions.add")
def react(call: Call) -> Answer:
    name, (channel, message) = _name(call), pointed_at(call)
    bot, own = call.workspace.bot, [held for held in message.reactions.values() if call.workspace.bot in held]
    if bot in message.reactions.get(name, []):
        raise Refused("already_reacted")
    if len(own) >= MOST_OF_ONE_PERSON:
        raise Refused("too_many_reactions")
    if name not in message.reactions and len(message.reactions) >= MOST_EMOJI:
        raise Refused("too_many_emoji")
    add_reaction(call.workspace, channel, message, bot, name)
    return {}


@method("reactions.remove")
def take_reaction_back(call: Call) -> Answer:
    name, (channel, message) = _name(call), pointed_at(call)
    if call.workspace.bot not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    remove_reaction(call.workspace, channel, message, call.workspace.bot, name)
    return {}


def _item(call: Call, channel: Channel, message: Message) -> Answer:
    return {"type": "message", "channel": channel.id, "message": message_as_api(call.workspace, channel, message)}


@method("reactions.get")
def show_reactions(call: Call) -> Answer:
    return _item(call, *pointed_at(call))


@method("reactions.list")
def list_reactions(call: Call) -> Answer:
    user, bot = call.text("user") or call.workspace.bot, call.workspace.bot
    if user not in call.workspace.people:
        raise Refused("user_not_found")
    items = [
        _item(call, channel, message)
        for channel in call.workspace.channels.values()
        if bot in channel.members
        for message in channel.timeline.messages.values()
        if any(user in users for users in message.reactions.values())
    ]
    page, metadata = page_of(call, items)
    return {"items": page, "response_metadata": metadata}
