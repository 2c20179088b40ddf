"""Messages that wait for their moment, by the workspace's clock."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.workspace.journal import Journal
from sandbox.workspace.workspace import Workspace


@dataclass(frozen=True)
class ScheduledMessage:
    """What the app will say, and when; the content is as it was when it was scheduled."""

    id: str
    channel: str
    post_at: int
    created: int
    content: dict[str, Any]


class ScheduledMessages:
    """Keeps what waits, and says it when its moment has come."""

    def __init__(self, workspace: Workspace, journal: Journal) -> None:
        self._workspace = workspace
        self._journal = journal
        self._waiting: dict[str, ScheduledMessage] = {}
        self._alarm: asyncio.TimerHandle | None = None

    def add(self, channel: str, post_at: int, content: dict[str, Any]) -> ScheduledMessage:
        """Let a message wait for its moment."""
        now = self._workspace.clock.seconds()
        scheduled = ScheduledMessage(self._workspace.new_id("Q"), channel, post_at, now, content)
        self._waiting[scheduled.id] = scheduled
        self._set_alarm()
        return scheduled

    def _set_alarm(self) -> None:
        """Wake up for the next message; set anew whenever the clock moved, or woke us a moment too early."""
        if self._alarm is not None:
            self._alarm.cancel()
        moment = self.next_moment()
        if moment is not None:
            pause = max(0.0, (moment - self._workspace.clock.now()).total_seconds())
            self._alarm = asyncio.get_running_loop().call_later(pause, self.deliver_due)

    def remove(self, scheduled_id: str, channel: str) -> bool:
        """Forget one message; returns whether it was still waiting."""
        scheduled = self._waiting.get(scheduled_id)
        if scheduled is None or scheduled.channel != channel:
            return False
        del self._waiting[scheduled_id]
        return True

    def in_order(self) -> Iterator[ScheduledMessage]:
        return iter(sorted(self._waiting.values(), key=lambda scheduled: scheduled.post_at))

    def next_moment(self) -> datetime | None:
        """Return when the next message is due."""
        first = next(self.in_order(), None)
        return None if first is None else datetime.fromtimestamp(first.post_at, UTC)

    def deliver_due(self) -> None:
        """Say everything whose moment has come; what can no longer be said is lost silently, as in Slack."""
        now = self._workspace.clock.now().timestamp()
        for scheduled in [waiting for waiting in self.in_order() if waiting.post_at <= now]:
            del self._waiting[scheduled.id]
            problem = self._problem(scheduled)
            if problem is None:
                channel = self._workspace.channels[scheduled.channel]
                self._workspace.say(channel, self._workspace.bot, **scheduled.content)
            else:
                sentence = f"A scheduled message was not posted: {problem}."
                self._journal.report("scheduled_message", sentence, scheduled_message_id=scheduled.id)
        self._set_alarm()

    def _problem(self, scheduled: ScheduledMessage) -> str | None:
        channel = self._workspace.channels.get(scheduled.channel)
        if self._workspace.app.refusal is not None:
            return "the app is no longer installed"
        if channel is None or channel.is_archived:
            return "its channel is archived or gone"
        if scheduled.content["metadata"] is not None:
            return "it carries metadata, and Slack never posts those"
        if self._workspace.bot not in channel.members and channel.kind != "channel":
            return "the app is no longer in its channel"
        return None
