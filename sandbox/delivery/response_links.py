"""The response_urls that were handed out: five uses, thirty minutes."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

USES = 5
LIFE = 30 * 60.0
KEPT = 50_000


@dataclass
class ResponseLink:
    """Where an answer goes: to one person's view of one channel, and to the message that was pressed."""

    person: str
    channel: str
    message_ts: str | None
    message_is_ephemeral: bool
    issued: float
    uses: int = 0

    @property
    def problem(self) -> str | None:
        """Return Slack's word for why this link no longer works, or None."""
        if time.monotonic() - self.issued > LIFE:
            return "expired_url"
        return "used_url" if self.uses >= USES else None


class ResponseLinks:
    def __init__(self) -> None:
        self._links: OrderedDict[str, ResponseLink] = OrderedDict()

    def issue(self, person: str, channel: str, message_ts: str | None = None, *, ephemeral: bool = False) -> str:
        """Make a link and return its token."""
        token = secrets.token_urlsafe(18)
        self._links[token] = ResponseLink(person, channel, message_ts, ephemeral, time.monotonic())
        while len(self._links) > KEPT:
            self._links.popitem(last=False)
        return token

    def get(self, token: str) -> ResponseLink | None:
        return self._links.get(token)
