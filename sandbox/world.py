"""Everything one sandbox consists of, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sandbox.delivery.courier import Courier
from sandbox.delivery.response_links import ResponseLinks
from sandbox.delivery.signed_http import SignedHttp
from sandbox.delivery.socket_mode import SocketMode
from sandbox.delivery.triggers import Triggers
from sandbox.faults import Faults
from sandbox.rate_limits import RateLimits
from sandbox.workspace.journal import Journal
from sandbox.workspace.message_events import tell_said
from sandbox.workspace.scheduled import ScheduledMessages
from sandbox.workspace.seeds import Seed, make_workspace, scale_in
from sandbox.workspace.workspace import Workspace

SIGNING_SECRET = "sandbox"

OnClock = Callable[[datetime], object]
NextStop = Callable[[datetime], datetime | None]


@dataclass
class World:
    """The workspace with its journal, its faults and its ways to the app."""

    workspace: Workspace
    journal: Journal
    courier: Courier
    scheduled: ScheduledMessages
    triggers: Triggers = field(default_factory=Triggers)
    response_links: ResponseLinks = field(default_factory=ResponseLinks)
    faults: Faults = field(default_factory=Faults)
    limits: RateLimits = field(default_factory=RateLimits)
    on_clock: OnClock | None = None
    next_stop: NextStop | None = None
    url: str = ""

    def close(self) -> None:
        self.courier.http.close()


def make_world(seed: Seed, on_clock: OnClock | None, next_stop: NextStop | None, url: str) -> World:
    """Open a workspace and connect it with its courier."""
    workspace, journal = make_workspace(seed), Journal()
    courier = Courier(workspace, journal, SocketMode(workspace.app.id, journal), SignedHttp(SIGNING_SECRET))
    workspace.on_event = courier.tell
    workspace.on_said = partial(tell_said, workspace)
    limits = RateLimits(scale_in(seed))
    scheduled = ScheduledMessages(workspace, journal)
    return World(workspace, journal, courier, scheduled, limits=limits, on_clock=on_clock, next_stop=next_stop, url=url)
