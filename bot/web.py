"""Answering over HTTP: Slack's requests, and whether this process is well."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.composition import Steward
from bot.logs import set_up_logs
from bot.manifest import EVENTS_PATH
from bot.settings import WebSettings, read_settings
from domain.refusals import Unavailable

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 32
LARGEST_BODY = 1_000_000  # Slack's largest payload, a modal with its state, stays well below
KILL_SECONDS = 10


class ThreadsAreMeant(logging.Filter):
    """Drops Granian's advice to have no more threads than processors: ours wait for Slack most of their time."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything else through."""
        return f"up to {THREADS} Python threads" not in record.getMessage()


# Granian's own handlers write to standard output; its lines go where ours go.
LOGGING = {
    "filters": {"threads": {"()": ThreadsAreMeant}},
    "handlers": {},
    "loggers": {"_granian": {"propagate": True, "filters": ["threads"]}, "granian.access": {"propagate": True}},
}

log = logging.getLogger("steward.web")


class Front:
    """The WSGI application: /slack/events for Slack, /healthz and /readyz for whoever runs this."""

    def __init__(self, slack: WSGIApplication, what_is_wrong: Callable[[], str | None]) -> None:
        self._slack = slack
        self._what_is_wrong = what_is_wrong

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path, method = environ.get("PATH_INFO"), environ.get("REQUEST_METHOD")
        if method in {"GET", "HEAD"} and path == "/healthz":
            return _say(start_response, "200 OK", b"ok")
        if method in {"GET", "HEAD"} and path == "/readyz":
            why = self._what_is_wrong()
            status, words = ("503 Service Unavailable", f"not ready: {why}") if why else ("200 OK", "ready")
            return _say(start_response, status, words.encode())
        if path == EVENTS_PATH and _length(environ) > LARGEST_BODY:
            return _say(start_response, "413 Content Too Large", b"too large")
        return self._slack(environ, start_response)


def _say(start_response: StartResponse, status: str, word: bytes) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(word)))])
    return [word]


def _length(environ: WSGIEnvironment) -> int:
    """How long the body says it is; one that does not say is as bad as one too long."""
    said = environ.get("CONTENT_LENGTH") or "0"
    if environ.get("HTTP_TRANSFER_ENCODING") or not said.isdecimal():
        return LARGEST_BODY + 1
    return int(said)


def front_of(steward: Steward) -> Front:
    """The application of one process."""

    def what_is_wrong() -> str | None:
        try:
            if not steward.is_migrated:
                return "the database is not at this version's revision: run `steward migrate`"
        except Unavailable:
            return "the database of DATABASE_URL cannot be reached: start it, or mend the address"
        return steward.token_rejection

    return Front(SlackRequestHandler(steward.app), what_is_wrong)


def load_front() -> Front:
    """Made inside the serving process, after it was forked: connections must not be shared with its parent."""
    settings = read_settings(WebSettings)
    set_up_logs(settings.steward_log_level)
    steward = Steward(settings)
    threading.Thread(target=steward.ask_whose_token, name="asking", daemon=True).start()
    return front_of(steward)


def serve(host: str, port: int, workers: int) -> None:
    """Answer until a signal comes; what is being answered then is answered."""
    server: Any = Granian(
        "bot.web:load_front",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_dictconfig=LOGGING,
        workers_kill_timeout=KILL_SECONDS,
    )
    log.info("answering", extra={"at": f"http://{host}:{port}{EVENTS_PATH}"})
    server.serve(target_loader=load_front, wrap_loader=False)
