"""Messages, and the timeline of one channel."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.workspace.files import SharedFile

SYSTEM_SUBTYPES = frozenset(
    {"channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive"}
    | {"channel_unarchive", "channel_convert_to_private"}
)


@dataclass
class Message:
    """One message; an ephemeral one is seen by `ephemeral_for` alone."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[SharedFile] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    username: str | None = None  # another name than the app's own, if it is allowed one
    icons: dict[str, str] = field(default_factory=dict)
    broadcast: bool = False
    metadata: dict[str, Any] | None = None
    edited: dict[str, str] | None = None
    ephemeral_for: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)  # person -> values of the message's inputs

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_system(self) -> bool:
        return self.subtype in SYSTEM_SUBTYPES


class Timeline:
    """What was said in one channel, in order."""

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}
        self.threads: dict[str, dict[str, Message]] = {}
        self.ephemerals: deque[Message] = deque(maxlen=500)

    def add(self, message: Message) -> None:
        if message.ephemeral_for is not None:
            self.ephemerals.append(message)
            return
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None:
            self.threads.setdefault(message.thread_ts, {})[message.ts] = message

    def remove(self, message: Message) -> None:
        if message.ephemeral_for is not None:
            if message in self.ephemerals:
                self.ephemerals.remove(message)
            return
        self.messages.pop(message.ts, None)
        if message.thread_ts is not None:
            self.threads.get(message.thread_ts, {}).pop(message.ts, None)

    def get(self, ts: str) -> Message | None:
        return self.messages.get(ts)

    def thread_at(self, ts: str) -> str | None:
        """Return the thread that a reply to this message joins; a reply to a reply joins the reply's thread."""
        message = self.messages.get(ts)
        return None if message is None or message.is_system else message.thread_ts or message.ts

    def replies(self, ts: str) -> list[Message]:
        return list(self.threads.get(ts, {}).values())

    def newest_first(self) -> Iterator[Message]:
        """Walk through the channel itself, without replies that stayed in their thread."""
        return (message for message in reversed(self.messages.values()) if not message.is_reply or message.broadcast)

    def ephemeral(self, ts: str, person: str) -> Message | None:
        return next((m for m in reversed(self.ephemerals) if m.ts == ts and m.ephemeral_for == person), None)

    def unread_after(self, ts: str, person: str) -> int:
        """Count what other people and the app said after a moment."""
        count = 0
        for message in self.newest_first():
            if message.ts <= ts:
                break
            count += message.user != person and not message.is_system
        return count
