"""What a page may look at."""

from __future__ import annotations

from itertools import islice
from typing import Any

from sandbox.acts.sights import acting_person, message_as_seen, seen_channel, view_as_seen
from sandbox.control.registry import Act, look
from sandbox.workspace.channels import Channel
from sandbox.workspace.messages import Message
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

MOST_MESSAGES = 500


@look("workspace")
def see_workspace(world: World, act: Act) -> Act:
    workspace = world.workspace
    person, urls = viewer(workspace, act), world.courier.http.urls
    return {
        "team": {"id": workspace.team.id, "name": workspace.team.name, "domain": workspace.team.domain},
        "app": workspace.app.as_seen(),
        "clock": workspace.clock.now().isoformat(),
        "as": person,
        "people": [someone.as_seen() for someone in workspace.people.values()],
        "channels": [_channel_as_seen(workspace, channel, person) for channel in workspace.channels_of(person)],
        "connections": world.courier.socket_mode.connected,
        "request_url": urls.main if urls is not None else None,
        "request_urls": urls.as_seen() if urls is not None else None,
    }


def viewer(workspace: Workspace, act: Act) -> str:
    """Return who looks: the person named, or the first active human; looking needs no active account."""
    if act.get("as"):
        person = workspace.find_person(str(act["as"]))
        return person.id if person is not None else acting_person(workspace, str(act["as"]))
    humans = (p.id for p in workspace.people.values() if not p.is_bot and not p.deleted and p.id != "USLACKBOT")
    return next(humans, workspace.bot)


def _channel_as_seen(workspace: Workspace, channel: Channel, person: str) -> Act:
    pinned = [channel.timeline.get(ts) for ts in reversed(channel.pins)]
    seen: dict[str, Any] = {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic["value"],
        "purpose": channel.purpose["value"],
        "members": channel.members,
        "is_member": person in channel.members,
        "is_general": channel.is_general,
        "archived": channel.is_archived,
        "unread": _unread(channel, person),
        "pinned": [message_as_seen(workspace, message, person) for message in pinned if message is not None],
        "bookmarks": [{key: b[key] for key in ("id", "title", "link", "emoji")} for b in channel.bookmarks.values()],
    }
    return seen | ({"user": channel.other(person)} if channel.is_dm else {})


def _unread(channel: Channel, person: str) -> int:
    return channel.timeline.unread_after(channel.last_read.get(person, ""), person) if person in channel.members else 0


@look("messages")
def see_messages(world: World, act: Act) -> Act:
    """Show the newest messages of a channel, or one thread, and mark the channel as read unless only peeking."""
    workspace = world.workspace
    person = viewer(workspace, act)
    channel = seen_channel(workspace, str(act.get("channel", "")), person)
    thread = act.get("thread")
    replies = bool(act.get("replies"))
    found = _thread(channel, str(thread)) if thread else _newest(channel, replies=replies)
    own = [message for message in channel.timeline.ephemerals if message.ephemeral_for == person]
    found += [message for message in own if replies or message.thread_ts == (thread or None)]
    found.sort(key=lambda message: message.ts)
    if not thread and not act.get("peek"):
        _mark_read(workspace, channel, person)
    shown = [message_as_seen(workspace, message, person) for message in found[-MOST_MESSAGES:]]
    return {"messages": shown, "channel": channel.id}


def _newest(channel: Channel, *, replies: bool) -> list[Message]:
    everything = reversed(channel.timeline.messages.values()) if replies else channel.timeline.newest_first()
    return list(islice(everything, MOST_MESSAGES))


def _thread(channel: Channel, ts: str) -> list[Message]:
    parent = channel.timeline.get(ts)
    return ([parent] if parent is not None else []) + channel.timeline.replies(ts)


def _mark_read(workspace: Workspace, channel: Channel, person: str) -> None:
    if _unread(channel, person):
        channel.last_read[person] = workspace.clock.next_ts()
        workspace.watchers.note("workspace", [person])


@look("modals")
def see_modals(world: World, act: Act) -> Act:
    person = viewer(world.workspace, act)
    return {"modals": [view_as_seen(world.workspace, view) for view in world.workspace.views.stack(person)]}


@look("home")
def see_home(world: World, act: Act) -> Act:
    """Show the App Home as it is published, without opening it."""
    home = world.workspace.views.homes.get(viewer(world.workspace, act))
    return {"view": view_as_seen(world.workspace, home) if home is not None else None}


@look("calls")
def see_calls(world: World, act: Act) -> Act:
    since = str(act.get("since") or "0")
    is_number = since.isdecimal() and len(since) < 20
    return {
        "calls": world.journal.calls_since(int(since) if is_number else 0),
        "last": world.journal.last_number,
    }


@look("problems")
def see_problems(world: World, _act: Act) -> Act:
    return {"problems": list(world.journal.problems)}


@look("clock")
def see_clock(world: World, _act: Act) -> Act:
    return {"clock": world.workspace.clock.now().isoformat()}


@look("limits")
def see_limits(world: World, _act: Act) -> Act:
    return {"rate_scale": world.limits.scale}
