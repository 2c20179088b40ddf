"""What Slack tells of its people and channels, kept in the directory."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from domain.identity import ChannelId
from handlers.routing import Routes
from handlers.slack_objects import person_from
from storage.transactions import Runner
from use_cases.directory import BotPresence, ChangeChannel, KeepPeople, change_channel, keep_people, note_bot_presence

MOMENT = re.compile(r"([0-9]{1,10})\.([0-9]{1,6})")
routes = Routes()


@routes.event("user_change")
@routes.event("team_join")
def person_changed(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """A person is new, was renamed, moved to another zone, deactivated …"""
    run(keep_people, KeepPeople(Actor.clock(workspace), (person_from(event["user"], workspace),)), once=once)
    ack()


@routes.event("channel_created")
def channel_made(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """There is a new public channel, so that a project may live in it and no other takes its name."""
    channel = event["channel"]
    order = ChangeChannel(Actor.clock(workspace), ChannelId(channel["id"]), name=channel["name"], is_private=False)
    run(change_channel, order, once=once)
    ack()


@routes.event("channel_rename")
@routes.event("group_rename")
def channel_renamed(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """A channel has another name; its project keeps living there."""
    channel = event["channel"]
    order = ChangeChannel(Actor.clock(workspace), ChannelId(channel["id"]), channel["name"], _is_private(event))
    run(change_channel, order, once=once)
    ack()


@routes.event("channel_archive")
@routes.event("group_archive")
def channel_archived(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """Nothing can be posted there any more."""
    order = ChangeChannel(
        Actor.clock(workspace), ChannelId(event["channel"]), None, _is_private(event), is_archived=True
    )
    run(change_channel, order, once=once)
    ack()


@routes.event("channel_deleted")
@routes.event("group_deleted")
def channel_deleted(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """It is gone for ever; whatever lives there has to move."""
    run(change_channel, ChangeChannel(Actor.clock(workspace), ChannelId(event["channel"]), is_deleted=True), once=once)
    ack()


@routes.event("channel_unarchive")
@routes.event("group_unarchive")
def channel_unarchived(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """It is open again; what waited for it goes on."""
    order = ChangeChannel(
        Actor.clock(workspace), ChannelId(event["channel"]), None, _is_private(event), is_archived=False
    )
    run(change_channel, order, once=once)
    ack()


@routes.event("member_joined_channel")
@routes.event("member_left_channel")
def membership_changed(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """Somebody came or went; only the bot itself matters."""
    joined, kind = event["type"] == "member_joined_channel", event.get("channel_type")
    is_private = None if kind is None else kind == "G"
    order = BotPresence(
        Actor.clock(workspace), ChannelId(event["channel"]), event["user"], joined, is_private, _moment_of(event)
    )
    run(note_bot_presence, order, once=once)
    ack()


@routes.event("channel_left")
@routes.event("group_left")
def bot_removed(ack: Ack, workspace: str, event: dict[str, Any], run: Runner, once: str) -> None:
    """The bot was taken out of a channel."""
    channel, is_private = ChannelId(event["channel"]), _is_private(event)
    order = ChangeChannel(Actor.clock(workspace), channel, is_private=is_private, has_bot=False, at=_moment_of(event))
    run(change_channel, order, once=once)
    ack()


def _moment_of(event: dict[str, Any]) -> datetime | None:
    """When it happened, which may be long before it is told; None when Slack does not say."""
    told = MOMENT.fullmatch(str(event.get("event_ts")))
    if told is None:
        return None
    return datetime.fromtimestamp(int(told[1]), UTC) + timedelta(microseconds=int(told[2].ljust(6, "0")))


def _is_private(event: dict[str, Any]) -> bool | None:
    """Slack tells of no channel that was made private, but its events are a group's from then on."""
    return True if event["type"].startswith("group_") else None
