"""A project's channel: made or joined, filled with people, and named."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from delivery.calling import Caller, CallFailed
from delivery.classification import Verdict
from domain.effects import CreateChannel, Delivered, InvitePeople, JoinChannel, NotDelivered, Outcome, SetTopic
from domain.identity import ChannelId
from use_cases.deliveries import Prepared

log = logging.getLogger("steward.delivery")
MOST_INVITED = 100
TOPIC_LENGTH = 250
CHANNELS_A_PAGE = 1000
MOST_PAGES = 10
CLOCKS_APART = timedelta(minutes=1)
ABOUT_ONE_PERSON = (
    "already_in_channel",
    "cant_invite_self",
    "cant_invite",
    "user_not_found",
    "user_disabled",
    "user_is_restricted",
    "ura_max_channels",
    "org_user_not_in_team",
    "invitee_cant_see_channel",
    "no_external_invite_permission",
)
AS_WISHED = ("already_in_channel", "cant_invite_self")
CANNOT_JOIN = ("method_not_supported_for_channel_type", "channel_not_found", "missing_scope", "restricted_action")


def create_channel(wanted: CreateChannel, prepared: Prepared, caller: Caller) -> Outcome:
    """Make the project's channel; after a doubtful attempt, take the one that attempt made."""
    if prepared.channel:
        return Delivered(channel=ChannelId(prepared.channel))
    try:
        made = caller.call("conversations.create", name=wanted.name, is_private=wanted.is_private)["channel"]
    except CallFailed as failed:
        if failed.error != "name_taken":
            raise
        own = _our_own(wanted, prepared, caller) if prepared.effect.uncertain else None
        if own is None:
            return NotDelivered("name_taken", needs_repair=True)
        made = own
    return _standing(made)


def _standing(channel: dict[str, Any]) -> Delivered:
    """The name is Slack's: it may have changed ours a little."""
    return Delivered(channel=ChannelId(channel["id"]), channel_name=channel.get("name", ""))


def _our_own(wanted: CreateChannel, prepared: Prepared, caller: Caller) -> dict[str, Any] | None:
    """The channel of this name that our bot made since the effect was saved."""
    since = (prepared.effect.added_at - CLOCKS_APART).timestamp()
    try:
        bot = caller.call("auth.test")["user_id"]
        for channel in _channels(caller):
            if (channel["name"], channel.get("creator")) == (wanted.name, bot) and channel["created"] >= since:
                return channel
    except CallFailed as failed:
        if failed.failure.verdict in (Verdict.PASSING, Verdict.AMBIGUOUS):
            raise
    return None


def _channels(caller: Caller) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    wanted: dict[str, Any] = {"types": "public_channel,private_channel", "exclude_archived": True}
    for _ in range(MOST_PAGES):
        page = caller.call("conversations.list", cursor=cursor, limit=CHANNELS_A_PAGE, **wanted)
        yield from page.get("channels") or []
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def join_channel(wanted: JoinChannel, prepared: Prepared, caller: Caller) -> Outcome:
    """Make sure that the bot is in a channel that people chose."""
    try:
        return _standing(caller.call("conversations.join", channel=wanted.channel)["channel"])
    except CallFailed as failed:
        if failed.error not in CANNOT_JOIN:
            raise
    channel = caller.call("conversations.info", channel=wanted.channel)["channel"]
    if channel.get("is_member"):
        return _standing(channel)
    return NotDelivered("not_in_channel", needs_repair=True)


def invite_people(wanted: InvitePeople, prepared: Prepared, caller: Caller) -> Outcome:
    """Bring people in, a hundred at a time; one who cannot come keeps nobody else out."""
    people = list(dict.fromkeys(wanted.people))
    for start in range(0, len(people), MOST_INVITED):
        some = ",".join(people[start : start + MOST_INVITED])
        answer = caller.call(
            "conversations.invite", fine=ABOUT_ONE_PERSON, channel=prepared.channel, users=some, force=True
        )
        for problem in answer.get("errors") or []:
            if problem.get("error") not in AS_WISHED:
                log.warning("cannot invite %s to %s: %s", problem.get("user"), prepared.channel, problem.get("error"))
    return Delivered()


def set_topic(wanted: SetTopic, prepared: Prepared, caller: Caller) -> Outcome:
    """Say what the channel is for, unless it says so already or people have said something of their own."""
    topic = topic_that_fits(wanted.topic)
    channel = caller.call("conversations.info", channel=prepared.channel)["channel"]
    standing = (channel.get("topic") or {}).get("value") or ""
    # Every change of a topic is told to the whole channel.
    if standing == topic or (standing and not _is_ours(standing, topic)):
        return Delivered()
    caller.call("conversations.setTopic", channel=prepared.channel, topic=topic)
    return Delivered()


def _is_ours(standing: str, topic: str) -> bool:
    """Whether an earlier topic of the same project stands there; each begins with the project's key."""
    key, dot, _ = topic.partition(" · ")
    return bool(dot) and standing.startswith(f"{key}{dot}")


def topic_that_fits(topic: str) -> str:
    """The topic escaped as Slack wants it, cut between characters."""
    fitting = ""
    for letter in " ".join(topic.split()):
        fitting += html.escape(letter, quote=False)
        if len(fitting) > TOPIC_LENGTH:
            return fitting[: -len(html.escape(letter, quote=False))]
    return fitting
