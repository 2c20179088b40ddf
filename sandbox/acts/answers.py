"""Messages that come back as answers: in an acknowledgement, or by response_url."""

from __future__ import annotations

from typing import Any

from sandbox.refusals import Refused
from sandbox.web_api.chat import as_app, rewrite, take_back
from sandbox.web_api.contents import read_content
from sandbox.web_api.registry import Call
from sandbox.workspace.channels import Channel
from sandbox.workspace.messages import Message
from sandbox.world import World


class AnswerRefused(Exception):
    """The answer cannot be shown; the text is Slack's error name."""


def read_answer(world: World, answer: dict[str, Any]) -> dict[str, Any]:
    """Read what an answer says; refuses what chat.postMessage would refuse."""
    try:
        return read_content(Call(world, answer), None)
    except Refused as refusal:
        details = refusal.more.get("response_metadata", {}).get("messages", [])
        raise AnswerRefused(" ".join([refusal.error, *details])) from refusal


def show_answer(
    world: World, person: str, channel: Channel, answer: dict[str, Any], *, in_channel: bool
) -> Message | None:
    """Show an answer to one person, or to everybody in the channel."""
    content, workspace = read_answer(world, answer), world.workspace
    content |= as_app(workspace) | ({} if in_channel else {"ephemeral_for": person})
    thread_ts = channel.timeline.thread_at(str(answer.get("thread_ts")))
    return workspace.say(channel, workspace.bot, thread_ts=thread_ts, **content)


def replace_original(world: World, channel: Channel, original: Message, answer: dict[str, Any]) -> None:
    """Put an answer in the place of the message that was pressed."""
    rewrite(Call(world, answer), channel, original, read_answer(world, answer))


def delete_original(world: World, channel: Channel, original: Message) -> None:
    take_back(world.workspace, channel, original)
    if original.ephemeral_for is not None:
        world.workspace.newest_ephemeral.pop(original.ephemeral_for, None)
