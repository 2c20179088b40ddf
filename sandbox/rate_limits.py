"""Slack's rate limits: so many calls of a method a minute, and so many messages a second in one channel."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute; as many may come at once
TIER_OF: dict[str, int] = {
    **dict.fromkeys(("apps.uninstall",), 1),
    **dict.fromkeys(("bookmarks.add", "bookmarks.edit", "bookmarks.remove"), 2),
    **dict.fromkeys((f"conversations.{verb}" for verb in ("archive", "close", "create", "list", "rename")), 2),
    **dict.fromkeys((f"conversations.{verb}" for verb in ("setPurpose", "setTopic", "unarchive")), 2),
    **dict.fromkeys(("pins.add", "pins.list", "pins.remove", "reactions.list", "reactions.remove"), 2),
    **dict.fromkeys(("usergroups.list", "usergroups.users.list", "users.list"), 2),
    **dict.fromkeys(("apps.connections.open", "auth.revoke", "bookmarks.list", "team.info"), 3),
    **dict.fromkeys(("chat.delete", "chat.deleteScheduledMessage", "chat.meMessage", "chat.update"), 3),
    **dict.fromkeys(("chat.scheduleMessage", "chat.scheduledMessages.list"), 3),
    **dict.fromkeys((f"conversations.{verb}" for verb in ("history", "info", "invite", "join", "kick", "leave")), 3),
    **dict.fromkeys(("conversations.mark", "conversations.open", "conversations.replies"), 3),
    **dict.fromkeys(("files.delete", "files.list", "reactions.add", "reactions.get"), 3),
    **dict.fromkeys(("users.conversations", "users.getPresence", "users.lookupByEmail"), 3),
    **dict.fromkeys(("api.test", "chat.postEphemeral", "conversations.members", "oauth.v2.access"), 4),
    **dict.fromkeys(("files.completeUploadExternal", "files.getUploadURLExternal", "files.info"), 4),
    **dict.fromkeys(("users.info", "users.profile.get"), 4),
    **dict.fromkeys(("views.open", "views.publish", "views.push", "views.update"), 4),
}


class ScaleRefused(ValueError):
    """That is no scale; says what one is."""


def read_scale(wanted: Any) -> float:
    """Return how many times Slack's limits apply; 0 is not at all."""
    scale = 0 if wanted is None else wanted
    if isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 <= scale < float("inf"):
        raise ScaleRefused("A rate_scale is 1 for Slack's rate limits, more for wider ones, 0 or null for none.")
    return scale


@dataclass(frozen=True)
class Rate:
    """How much goes through: so much a minute in the long run, and so much at once."""

    a_minute: float
    at_once: float


# Of posting Slack says: one message a second in a channel, short bursts allowed, and several hundred a minute in all.
SPECIAL = {"auth.test": Rate(600, 600), "chat.getPermalink": Rate(600, 600), "chat.postMessage": Rate(300, 300)}
IN_ONE_CHANNEL = {"chat.postMessage": Rate(60, 5)}
MOST_BUCKETS = 20_000


def rate_of(method: str) -> Rate:
    """Return how often a method may be called."""
    if method in SPECIAL:
        return SPECIAL[method]
    calls = TIERS[TIER_OF[method]]
    return Rate(calls, calls)


@dataclass
class Bucket:
    """What is left of an allowance, and when that was reckoned."""

    left: float
    reckoned: float


class RateLimits:
    """Counts calls by real time, never by the workspace's clock; a scale of 10 lets ten times as much through."""

    def __init__(self, scale: float = 0, uptime: Callable[[], float] = time.monotonic) -> None:
        self.scale = scale  # 0: no limits
        self._uptime = uptime
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def rescale(self, scale: float) -> None:
        """Begin anew with another scale; what was used so far is forgotten."""
        self.scale = scale
        self._buckets.clear()

    def seconds_to_wait(self, method: str, channel: str = "") -> int:
        """Count one call; returns 0 if it may go on, or the whole seconds after which the next one may."""
        if not self.scale:
            return 0
        asked = [((method, ""), rate_of(method))]
        if method in IN_ONE_CHANNEL:
            asked.append(((method, channel), IN_ONE_CHANNEL[method]))
        waits = [self._wait(self._filled(key, rate), rate) for key, rate in asked]
        if not any(waits):
            for key, _ in asked:
                self._buckets[key].left -= 1
        return max(waits)

    def _filled(self, key: tuple[str, str], rate: Rate) -> Bucket:
        now, most = self._uptime(), max(1.0, rate.at_once * self.scale)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.clear()
        bucket = self._buckets.setdefault(key, Bucket(most, now))
        bucket.left = min(most, bucket.left + (now - bucket.reckoned) * rate.a_minute * self.scale / 60)
        bucket.reckoned = now
        return bucket

    def _wait(self, bucket: Bucket, rate: Rate) -> int:
        lacking = 1 - bucket.left
        return max(1, math.ceil(lacking * 60 / (rate.a_minute * self.scale))) if lacking > 1e-9 else 0
