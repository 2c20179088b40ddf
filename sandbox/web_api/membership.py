"""conversations.members, invite, join, leave and kick."""

from __future__ import annotations

from sandbox.refusals import Refused, invalid_arguments
from sandbox.web_api.conversations import not_for_dms
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.channels import Channel
from sandbox.workspace.memberships import add_member, remove_member

MOST_INVITED = 100


@method("conversations.members")
def list_members(call: Call) -> Answer:
    members, metadata = page_of(call, call.channel().members, limit_error="invalid_limit")
    return {"members": members, "response_metadata": metadata}


@method("conversations.join")
def join(call: Call) -> Answer:
    channel, bot = call.channel(), call.workspace.bot
    not_for_dms(channel)
    if channel.is_archived:
        raise Refused("is_archived")
    if bot in channel.members:
        note = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"channel": channel.as_api(bot)} | note
    if channel.is_private:
        raise Refused("method_not_supported_for_channel_type")
    add_member(call.workspace, channel, bot)
    return {"channel": channel.as_api(bot)}


@method("conversations.leave")
def leave(call: Call) -> Answer:
    channel, bot = call.channel(), call.workspace.bot
    not_for_dms(channel)
    if channel.is_archived:
        raise Refused("is_archived")
    if bot not in channel.members:
        return {"not_in_channel": True}
    if channel.is_general:
        raise Refused("cant_leave_general")
    if channel.is_private and channel.members == [bot]:
        raise Refused("last_member")
    remove_member(call.workspace, channel, bot)
    return {}


@method("conversations.kick")
def kick(call: Call) -> Answer:
    channel, user = call.joined_channel(), call.needed("user")
    not_for_dms(channel)
    if user not in call.workspace.people:
        raise Refused("user_not_found")
    if user == call.workspace.bot:
        raise Refused("cant_kick_self")
    if channel.is_general:
        raise Refused("cant_kick_from_general")
    if user not in channel.members:
        raise Refused("not_in_channel")
    remove_member(call.workspace, channel, user, call.workspace.bot)
    return {}


@method("conversations.invite")
def invite(call: Call) -> Answer:
    channel, users = call.joined_channel(), call.listed("users")
    not_for_dms(channel)
    if not users:
        raise Refused("no_user")
    if len(users) > MOST_INVITED:
        raise invalid_arguments(f"no more than {MOST_INVITED} items allowed [json-pointer:/users]")
    problems = {user: problem for user in users if (problem := _problem(call, channel, user))}
    errors = [{"user": user, "ok": False, "error": problem} for user, problem in problems.items()]
    invited = [user for user in dict.fromkeys(users) if user not in problems]
    if errors and not (call.flag("force") and invited):
        raise Refused(next(iter(problems.values())), errors=errors)
    for user in invited:
        add_member(call.workspace, channel, user, inviter=call.workspace.bot)
    return {"channel": channel.as_api(call.workspace.bot)} | ({"errors": errors} if errors else {})


def _problem(call: Call, channel: Channel, user: str) -> str | None:
    """Return why one person cannot be invited, in Slack's words."""
    person = call.workspace.people.get(user)
    if person is None:
        return "user_not_found"
    if user == call.workspace.bot:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    if person.is_stranger:
        return "no_external_invite_permission"
    if person.is_ultra_restricted and any(user in c.members for c in call.workspace.channels.values() if not c.is_dm):
        return "ura_max_channels"
    return "cant_invite" if person.deleted else None
