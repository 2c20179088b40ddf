"""pins.* and bookmarks.*: what people find again."""

from __future__ import annotations

from typing import Any

from sandbox.refusals import Refused
from sandbox.web_api.history import pointed_at
from sandbox.web_api.registry import Answer, Call, method
from sandbox.workspace.channels import Channel
from sandbox.workspace.keepsakes import pin_message, unpin_message
from sandbox.workspace.message_objects import message_as_api

MOST_PINS = 100
MOST_BOOKMARKS = 100


@method("pins.add")
def pin(call: Call) -> Answer:
    channel, message = pointed_at(call)
    if message.ts in channel.pins:
        raise Refused("already_pinned")
    if message.is_system:
        raise Refused("not_pinnable")
    if len(channel.pins) >= MOST_PINS:
        raise Refused("too_many_pins")
    pin_message(call.workspace, channel, message, call.workspace.bot)
    return {}


@method("pins.remove")
def unpin(call: Call) -> Answer:
    channel, message = pointed_at(call)
    if message.ts not in channel.pins:
        raise Refused("no_pin")
    unpin_message(call.workspace, channel, message, call.workspace.bot)
    return {}


@method("pins.list")
def list_pins(call: Call) -> Answer:
    channel = call.channel()
    items = []
    for ts, pinned in reversed(channel.pins.items()):
        message = channel.timeline.get(ts)
        if message is not None:
            shown = message_as_api(call.workspace, channel, message)
            items.append({"type": "message", "channel": channel.id, "message": shown} | pinned)
    return {"items": items}


def _bookmark_channel(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if call.workspace.bot not in channel.members:
        raise Refused("channel_not_found")
    return channel


def _checked_link(call: Call) -> str:
    link = call.text("link")
    if not link.startswith(("http://", "https://")):
        raise Refused("invalid_link")
    return link


@method("bookmarks.add")
def add_bookmark(call: Call) -> Answer:
    channel, title, workspace = _bookmark_channel(call), call.needed("title"), call.workspace
    if call.needed("type") != "link":
        raise Refused("invalid_bookmark_type")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise Refused("too_many_bookmarks")
    bookmark: dict[str, Any] = {"id": workspace.new_id("Bk"), "channel_id": channel.id, "title": title, "type": "link"}
    bookmark |= {"link": _checked_link(call), "emoji": call.text("emoji"), "icon_url": None, "entity_id": None}
    bookmark |= {"date_created": workspace.clock.seconds(), "date_updated": 0, "rank": "i"}
    bookmark |= {"last_updated_by_user_id": workspace.bot, "last_updated_by_team_id": workspace.team.id}
    bookmark |= {"shortcut_id": None, "app_id": None}
    channel.bookmarks[bookmark["id"]] = bookmark
    workspace.note_workspace(channel)
    return {"bookmark": bookmark}


@method("bookmarks.list")
def list_bookmarks(call: Call) -> Answer:
    return {"bookmarks": list(_bookmark_channel(call).bookmarks.values())}


def _bookmark(call: Call) -> tuple[Channel, dict[str, Any]]:
    channel = _bookmark_channel(call)
    bookmark = channel.bookmarks.get(call.text("bookmark_id"))
    if bookmark is None:
        raise Refused("not_found")
    return channel, bookmark


@method("bookmarks.edit")
def edit_bookmark(call: Call) -> Answer:
    channel, bookmark = _bookmark(call)
    if call.has("link"):
        bookmark["link"] = _checked_link(call)
    bookmark |= {name: call.text(name) for name in ("title", "emoji") if name in call.arguments}
    bookmark["date_updated"] = call.workspace.clock.seconds()
    call.workspace.note_workspace(channel)
    return {"bookmark": bookmark}


@method("bookmarks.remove")
def remove_bookmark(call: Call) -> Answer:
    channel, bookmark = _bookmark(call)
    del channel.bookmarks[bookmark["id"]]
    call.workspace.note_workspace(channel)
    return {}
