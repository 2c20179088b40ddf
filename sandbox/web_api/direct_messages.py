"""conversations.open, close and mark: direct messages with one person or a few, and how far they are read."""

from __future__ import annotations

import re

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.people import SLACKBOT

MOST_PEOPLE = 8
TIMESTAMP = re.compile(r"\d{1,12}(\.\d{1,6})?", re.ASCII)


@method("conversations.open")
def open_conversation(call: Call) -> Answer:
    if call.has("channel"):
        channel, was_open = _direct(call), call.channel().is_open
    else:
        channel, was_open = _opened(call)
    channel.is_open = True
    shown = channel.as_api(call.workspace.bot) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown} | ({"no_op": True, "already_open": True} if was_open else {})


def _direct(call: Call) -> Channel:
    channel = call.channel()
    if not channel.is_direct:
        raise Refused("method_not_supported_for_channel_type")
    return channel


def _opened(call: Call) -> tuple[Channel, bool]:
    """Open the direct message with the people who are named; tells whether it was open already."""
    bot, users = call.workspace.bot, list(dict.fromkeys(call.listed("users")))
    if not users:
        raise Refused("users_list_not_supplied")
    others = [user for user in users if user != bot]
    if not others:
        raise Refused("not_enough_users")
    if len(others) > MOST_PEOPLE:
        raise Refused("too_many_users")
    call.allow("dm" if len(others) == 1 else "mpim")
    known = call.workspace.direct_messages.get(frozenset({bot, *others}))
    if known is None and call.flag("prevent_creation"):
        raise Refused("channel_not_found")
    was_open = known is not None and call.workspace.channels[known].is_open
    return (dm_with(call, others[0]) if len(others) == 1 else _group_with(call, others)), was_open


def dm_with(call: Call, user: str) -> Channel:
    """Open the app's direct message with one person, if Slack would."""
    _refuse_unreachable(call, user)
    if call.workspace.people[user].is_bot or user == SLACKBOT:
        raise Refused("cannot_dm_bot")
    return call.workspace.open_dm(call.workspace.bot, user)


def _group_with(call: Call, users: list[str]) -> Channel:
    for user in users:
        _refuse_unreachable(call, user)
    if SLACKBOT in users:
        raise Refused("invalid_user_combination")
    return call.workspace.open_dm(call.workspace.bot, *users)


def _refuse_unreachable(call: Call, user: str) -> None:
    person = call.workspace.people.get(user)
    if person is None:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")


@method("conversations.close")
def close_conversation(call: Call) -> Answer:
    channel = _direct(call)
    if not channel.is_open:
        return {"no_op": True, "already_closed": True}
    channel.is_open = False
    return {}


@method("conversations.mark")
def mark_conversation(call: Call) -> Answer:
    channel, ts = call.channel(), call.text("ts")
    if call.workspace.bot not in channel.members:
        raise Refused("not_in_channel")
    if not TIMESTAMP.fullmatch(ts):
        raise Refused("invalid_timestamp")
    channel.last_read[call.workspace.bot] = ts
    return {}
