"""Trigger ids: one use, three seconds of real time."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from sandbox.refusals import Refused

LIFE = 3.0
KEPT = 20_000


@dataclass
class Trigger:
    """What lets an app open a modal: who acted, where, and in which view."""

    person: str
    channel: str | None
    view_id: str | None
    issued: float
    used: bool = False


class Triggers:
    def __init__(self) -> None:
        self._triggers: OrderedDict[str, Trigger] = OrderedDict()

    def issue(self, person: str, channel: str | None = None, view_id: str | None = None) -> str:
        """Make a trigger id for one act of one person."""
        trigger_id = f"{time.time_ns() // 1000}.{len(self._triggers)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(person, channel, view_id, time.monotonic())
        while len(self._triggers) > KEPT:
            self._triggers.popitem(last=False)
        return trigger_id

    def redeem(self, trigger_id: str, *, in_a_view: bool = False) -> Trigger:
        """Use a trigger up; refuses with Slack's names for unknown, used and late ones, and those from elsewhere."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > LIFE:
            raise Refused("expired_trigger_id")
        if in_a_view and trigger.view_id is None:
            raise Refused("invalid_trigger_id")
        trigger.used = True
        return trigger
