"""Log lines: for people on a terminal, as JSON elsewhere; never a token, never what people wrote."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

SECRETS = re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
TICKETS = re.compile(r"(?<=ticket=)[^&\s]+|(?<=/services/)\S+|hooks\.slack\.com/\S+")
# Their DEBUG shows payloads; Bolt's verification shows whole bodies even at INFO.
QUIET = {
    "slack_bolt": logging.WARNING,
    "slack_bolt.RequestVerification": logging.WARNING,
    "slack_sdk": logging.WARNING,
    "apscheduler": logging.WARNING,
    "_granian": logging.WARNING,
    "uvicorn": logging.WARNING,
    "alembic": logging.WARNING,
}


def set_up_logs(level: str, stream: Any = None) -> None:
    """Send everything that is logged to one stream, in one shape."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=_processors(stream.isatty())))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)


def _processors(for_people: bool) -> list[Processor]:
    time = structlog.processors.TimeStamper(fmt="%H:%M:%S" if for_people else "iso", utc=not for_people)
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        time,
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    if for_people:
        return [*shared, structlog.dev.ConsoleRenderer()]
    return [*shared, structlog.processors.JSONRenderer()]


def without_secrets(logger: Any, method: str, entry: EventDict) -> EventDict:
    """Take out whatever looks like a token, a password or a private address."""
    return {key: _clean(value) if isinstance(value, str) else value for key, value in entry.items()}


def _clean(words: str) -> str:
    return TICKETS.sub("…", SECRETS.sub("…", words))
