"""conversations.*: what channels there are, and how they change."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.channel_life import (
    archive_channel,
    create_channel,
    name_problem,
    rename_channel,
    unarchive_channel,
)
from sandbox.workspace.channels import Channel
from sandbox.workspace.memberships import add_member

TOPIC_LIMIT = 250
KINDS = {"public_channel": "channel", "private_channel": "private", "im": "dm", "mpim": "mpim"}


def _shown(call: Call, channel: Channel) -> Answer:
    return {"channel": channel.as_api(call.workspace.bot)}


def not_for_dms(channel: Channel) -> None:
    if channel.is_direct:
        raise Refused("method_not_supported_for_channel_type")


def _free_name(call: Call) -> str:
    name = call.text("name").strip().removeprefix("#")
    problem = name_problem(name)
    if problem:
        raise Refused(problem)
    if call.workspace.channel_named(name) is not None:
        raise Refused("name_taken")
    return name


@method("conversations.create")
def create(call: Call) -> Answer:
    bot, is_private = call.workspace.bot, call.flag("is_private")
    call.allow("private" if is_private else "channel")
    channel = create_channel(call.workspace, _free_name(call), bot, private=is_private)
    channel.members.remove(bot)
    add_member(call.workspace, channel, bot)
    return _shown(call, channel)


@method("conversations.info")
def describe(call: Call) -> Answer:
    channel = call.channel()
    answer = _shown(call, channel)
    if call.flag("include_num_members"):
        answer["channel"]["num_members"] = len(channel.members)
    return answer


def _wanted_kinds(call: Call) -> set[str]:
    """Read which kinds of conversations a call wants to see."""
    types = call.listed("types") or ["public_channel"]
    if any(kind not in KINDS for kind in types):
        raise Refused("invalid_types")
    for kind in types:
        call.allow(KINDS[kind])
    return {KINDS[kind] for kind in types}


@method("conversations.list")
def list_channels(call: Call) -> Answer:
    wanted, bot = _wanted_kinds(call), call.workspace.bot
    seen = [channel for channel in call.workspace.channels_of(bot) if channel.kind in wanted]
    if call.flag("exclude_archived"):
        seen = [channel for channel in seen if not channel.is_archived]
    channels, metadata = page_of(call, seen, limit_error="invalid_limit")
    shown = [c.as_api(bot) if c.is_dm else c.as_api(bot) | {"num_members": len(c.members)} for c in channels]
    return {"channels": shown, "response_metadata": metadata}


@method("users.conversations")
def list_joined(call: Call) -> Answer:
    wanted, bot, whose = _wanted_kinds(call), call.workspace.bot, call.text("user") or call.workspace.bot
    seen = [c for c in call.workspace.channels_of(bot) if c.kind in wanted and whose in c.members]
    if call.flag("exclude_archived"):
        seen = [channel for channel in seen if not channel.is_archived]
    channels, metadata = page_of(call, seen, limit_error="invalid_limit")
    return {"channels": [c.as_api(bot) for c in channels], "response_metadata": metadata}


@method("conversations.archive")
def archive(call: Call) -> Answer:
    channel = call.joined_channel(archived_error="already_archived")
    not_for_dms(channel)
    if channel.is_general:
        raise Refused("cant_archive_general")
    archive_channel(call.workspace, channel, call.workspace.bot)
    return {}


@method("conversations.unarchive")
def unarchive(call: Call) -> Answer:
    channel = call.channel()
    not_for_dms(channel)
    if not channel.is_archived:
        raise Refused("not_archived")
    unarchive_channel(call.workspace, channel, call.workspace.bot)
    return _shown(call, channel)


@method("conversations.rename")
def rename(call: Call) -> Answer:
    channel = call.joined_channel()
    not_for_dms(channel)
    if channel.is_general:
        raise Refused("not_authorized")
    if call.text("name") != channel.name:
        rename_channel(call.workspace, channel, _free_name(call), call.workspace.bot)
    return _shown(call, channel)


@method("conversations.setTopic")
def set_topic(call: Call) -> Answer:
    return _set(call, "topic")


@method("conversations.setPurpose")
def set_purpose(call: Call) -> Answer:
    return _set(call, "purpose")


def _set(call: Call, what: str) -> Answer:
    channel, value, workspace = call.joined_channel(), call.text(what), call.workspace
    if channel.is_dm:
        raise Refused("method_not_supported_for_channel_type")
    if len(value) > TOPIC_LIMIT:
        raise Refused("too_long")
    setattr(channel, what, {"value": value, "creator": workspace.bot, "last_set": workspace.clock.seconds()})
    said = f"<@{workspace.bot}> set the channel {'topic' if what == 'topic' else 'description'}: {value}"
    workspace.say(channel, workspace.bot, said, subtype=f"channel_{what}")
    return _shown(call, channel) | {what: value}
