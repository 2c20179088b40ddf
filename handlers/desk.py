"""What the handlers work with: everything that only the composition can make."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.request import Request

from domain.channels import Channel
from domain.people import Person
from storage.transactions import Runner


class Opener(Protocol):
    """Opens a web address, as urllib's OpenerDirector does; the TLS context in it is shared."""

    def open(self, fullurl: Request, data: None = None, timeout: float | None = None) -> Any: ...


@dataclass(frozen=True)
class Desk:
    """Handed over once by the composition; what fetches asks Slack and may take one second at most."""

    run: Runner
    command: str
    fetch_person: Callable[[str, str], Person | None]
    opener: Opener
    fetch_channel: Callable[[str, str], Channel | None] = lambda *_: None
    uptime: Callable[[], float] = time.monotonic
    real_time: Callable[[], float] = time.time
    logger: logging.Logger = field(default_factory=lambda: logging.getLogger("steward.handlers"))
