"""The workspace itself: one place that owns everything people and the app can change."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.workspace.channels import Channel
from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.files import SharedFile, files_shown
from sandbox.workspace.messages import Message
from sandbox.workspace.people import AppProfile, Person, Team
from sandbox.workspace.subscriptions import hears
from sandbox.workspace.usergroups import Usergroup
from sandbox.workspace.views import Views
from sandbox.workspace.watchers import Watchers

ALPHABET = string.digits + string.ascii_uppercase
Event = dict[str, Any]


class Workspace:
    """State in memory, owned by one event loop; changes are told to watchers and, as events, to the app."""

    def __init__(self, team: Team, app: AppProfile, clock: WorkspaceClock) -> None:
        self.team = team
        self.app = app
        self.clock = clock
        self.people: dict[str, Person] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, SharedFile] = {}
        self.direct_messages: dict[frozenset[str], str] = {}
        self.newest_ephemeral: dict[str, tuple[str, Message]] = {}  # person -> when it was shown, and what
        self.views = Views()
        self.watchers = Watchers()
        self.on_event: Callable[[Event], None] = lambda event: None
        self.on_said: Callable[[Channel, Message], None] = lambda channel, message: None
        self._count = 0

    @property
    def bot(self) -> str:
        return self.app.bot_user

    def new_id(self, letter: str) -> str:
        """Return the next id of a kind, shaped like Slack's."""
        self._count += 1
        number, digits = self._count, ""
        while number:
            number, rest = divmod(number, 36)
            digits = ALPHABET[rest] + digits
        return f"{letter}0{digits.rjust(9, '0')}"

    def emit(self, event: Event, at: str | None = None) -> None:
        """Send an event to the app if it subscribes to it, stamped with the workspace's time."""
        if hears(self.app, event):
            self.on_event(event | {"event_ts": at or self.clock.next_ts()})

    def active_person(self, person_id: str) -> Person | None:
        person = self.people.get(person_id)
        return person if person is not None and not person.deleted else None

    def find_person(self, words: str) -> Person | None:
        """Find a person by id, handle or real name."""
        wanted = words.strip().removeprefix("@")
        if wanted in self.people:
            return self.people[wanted]
        return next((p for p in self.people.values() if wanted.lower() in (p.name.lower(), p.real_name.lower())), None)

    def channel_named(self, name: str) -> Channel | None:
        return next((c for c in self.channels.values() if c.name == name and not c.is_direct), None)

    def find_channel(self, words: str, person: str) -> Channel | None:
        """Find a channel that a person can see, by id or by name with or without #."""
        wanted = words.strip()
        channel = self.channels.get(wanted) or self.channel_named(wanted.removeprefix("#"))
        return channel if channel is not None and channel.visible_to(person) else None

    def channels_of(self, person: str) -> Iterator[Channel]:
        return (channel for channel in self.channels.values() if channel.visible_to(person))

    def sees_file(self, person: str, file: SharedFile) -> bool:
        """Tell whether a file is a person's own or was shared where they can see it."""
        places = {*file.channels, *file.shown_in}
        shared = (self.channels[channel] for channel in places if channel in self.channels)
        is_theirs = person == file.user or person in file.shown_in
        return file.is_complete and (is_theirs or any(channel.visible_to(person) for channel in shared))

    def open_dm(self, *people: str) -> Channel:
        """Return the direct message between two people or a few, opening it if it is new."""
        known = self.direct_messages.get(frozenset(people))
        if known is not None:
            return self.channels[known]
        kind, name = ("dm", "") if len(people) == 2 else ("mpim", self._group_name(people))
        channel = Channel(self.new_id("D" if kind == "dm" else "C"), name, self.team.id, kind, list(people), people[0])
        channel.created = self.clock.seconds()
        self.channels[channel.id] = channel
        self.direct_messages[frozenset(people)] = channel.id
        self.note_workspace(channel)
        return channel

    def _group_name(self, people: tuple[str, ...]) -> str:
        return f"mpdm-{'--'.join(self.people[person].name for person in people)}-1"

    def say(self, channel: Channel, user: str, text: str, **more: Any) -> Message:
        """Put a message into a channel and tell everyone who can see it."""
        message = Message(self.clock.next_ts(), channel.id, user, text, **more)
        channel.timeline.add(message)
        channel.is_open = True
        if message.ephemeral_for is None:
            channel.last_read[user] = message.ts
        self.note_message(channel, message)
        self.on_said(channel, message)
        return message

    def note_message(self, channel: Channel, message: Message) -> None:
        for shown in files_shown(message.blocks):
            if shown in self.files:
                self.files[shown].shown_in.add(message.ephemeral_for or channel.id)
        if message.ephemeral_for is not None:
            self.newest_ephemeral[message.ephemeral_for] = (self.clock.next_ts(), message)
            self.watchers.note(f"messages:{channel.id}", [message.ephemeral_for])
            return
        self.watchers.note(f"messages:{channel.id}", channel.visible_to)
        self.note_workspace(channel)

    def note_workspace(self, channel: Channel | None = None) -> None:
        """Tell pages that the list of channels, people or unread counts changed."""
        self.watchers.note("workspace", channel.visible_to if channel is not None else None)
