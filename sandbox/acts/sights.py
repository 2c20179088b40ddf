"""What a person sees after doing something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.plain_text import Names, plain_blocks
from sandbox.workspace.channels import Channel
from sandbox.workspace.message_objects import thread_summary
from sandbox.workspace.messages import Message
from sandbox.workspace.views import View
from sandbox.workspace.workspace import Workspace
from sandbox.world import World

TROUBLE = "We had some trouble connecting. Try again?"


class ActRefused(Exception):
    """The person cannot do that; says why in a sentence."""


@dataclass
class Sight:
    """Collects what one person sees from the moment they act."""

    world: World
    person: str
    failure: str | None = None
    errors: dict[str, str] | None = None
    since: str = field(default="")

    def __post_init__(self) -> None:
        self.since = self.world.workspace.clock.next_ts()

    def as_seen(self) -> dict[str, Any]:
        workspace = self.world.workspace
        ephemeral = self._newest_ephemeral()
        return {
            "ok": True,
            "failure": self.failure,
            "ephemeral": None if ephemeral is None else message_as_seen(workspace, ephemeral, self.person),
            "errors": self.errors,
            "modals": [view_as_seen(workspace, view) for view in workspace.views.stack(self.person)],
        }

    def _newest_ephemeral(self) -> Message | None:
        shown_at, message = self.world.workspace.newest_ephemeral.get(self.person, ("", None))
        return message if shown_at > self.since else None


def message_as_seen(workspace: Workspace, message: Message, person: str) -> dict[str, Any]:
    """Return a message as a page shows it."""
    channel = workspace.channels[message.channel]
    author = workspace.people.get(message.user)
    seen: dict[str, Any] = {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "bot_id": message.bot_id,
        "username": message.username,
        "is_bot": bool(author and author.is_bot),
        "text": message.text,
        "notification": notification(workspace, message),
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": [file.as_seen() for file in message.files],
        "subtype": message.subtype,
        "thread_ts": message.thread_ts,
        "edited": message.edited is not None,
        "ephemeral": message.ephemeral_for is not None,
        "pinned": message.ts in channel.pins,
        "reactions": [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()],
        "state": {"values": message.states.get(person, {})},
    }
    return seen | {"reply_count": 0} | thread_summary(channel, message)


def notification(workspace: Workspace, message: Message) -> str:
    """Return what a notification about a message says: its text, or its blocks in plain words."""
    return message.text or plain_blocks(message.blocks, names_of(workspace))


def view_as_seen(workspace: Workspace, view: View) -> dict[str, Any]:
    """Return a view as a page shows it."""
    app = workspace.app
    shown = view.as_api(workspace.team.id, app.id, app.bot_id)
    return {key: held for key, held in shown.items() if key != "private_metadata"} | {"opened_in": view.opened_in}


def names_of(workspace: Workspace) -> Names:
    people = {person.id: person.name for person in workspace.people.values()}
    return Names(people, {channel.id: channel.name for channel in workspace.channels.values()})


def seen_channel(workspace: Workspace, words: str, person: str) -> Channel:
    """Find a channel for a person, or say that they see none."""
    channel = workspace.find_channel(words, person)
    if channel is None:
        raise ActRefused(f"{person} sees no channel {words!r}.")
    return channel


def refuse_without_app(workspace: Workspace) -> None:
    """Refuse what would ask an app that is gone."""
    if workspace.app.refusal is not None:
        raise ActRefused("The app is no longer installed.")


def acting_person(workspace: Workspace, words: str) -> str:
    """Find the person who acts: an active human account."""
    person = workspace.find_person(words)
    if person is None:
        raise ActRefused(f"There is no person {words!r} in the workspace.")
    if person.deleted:
        raise ActRefused(f"{person.real_name} is deactivated and cannot do anything.")
    return person.id
