"""The processes: what each starts, what it watches, and how it ends."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from bot.composition import SHORT_POLL_SECONDS, Steward
from bot.logs import set_up_logs
from bot.ports import neighbour_of
from bot.settings import RunSettings, Settings, WebSettings, WorkerSettings, read_settings
from bot.socket_mode import Socket
from bot.web import serve
from domain.refusals import Unavailable
from storage.migrating import migrate, newest_revision

LOOK_SECONDS = 1.0

log = logging.getLogger("steward.process")


class Stopped(Exception):
    """A process cannot start, or cannot go on; the sentence says what to do."""


def run_everything() -> None:
    """Hear Slack over Socket Mode, deliver and tick, all in this process."""
    settings = read_settings(RunSettings)
    set_up_logs(settings.steward_log_level)
    with _opened(Steward(settings)) as steward:
        if steward.database.is_sqlite:
            migrate(steward.database)
        _require_migrated(steward)
        socket = Socket(steward.app, settings.slack_app_token.get_secret_value(), steward.clients.connecting())
        with stop_signals() as stop, _delivering(steward, stop):
            _in_background("connecting", lambda: socket.connect(stop))
            try:
                watch(stop, [steward.ticker.what_is_wrong, steward.installer.what_is_wrong, socket.what_is_wrong])
            finally:
                steward.ticker.stop()
                socket.close()


def run_worker() -> None:
    """Deliver and tick; others answer Slack."""
    settings = read_settings(WorkerSettings)
    set_up_logs(settings.steward_log_level)
    steward = Steward(settings, poll_seconds=SHORT_POLL_SECONDS) if settings.is_sqlite else Steward(settings)
    with _opened(steward):
        _require_migrated(steward)
        with stop_signals() as stop, _delivering(steward, stop):
            watch(stop, [steward.ticker.what_is_wrong, steward.installer.what_is_wrong])


def run_web(host: str, port: int, workers: int) -> None:
    """Answer Slack over HTTP; a worker delivers."""
    settings = read_settings(WebSettings)
    set_up_logs(settings.steward_log_level)
    with _opened(Steward(settings)) as steward:
        _require_migrated(steward)
    try:
        serve(host, port, workers)
    except RuntimeError as failure:  # the server's own word, with a stack for its developers behind it
        why = str(failure).partition("\n")[0]
        if "Address already in use" in why:
            raise Stopped(f"Port {port} is in use. Try --bind {host}:{neighbour_of(port)}.") from None
        raise Stopped(f"Nothing can be heard at {host}:{port} ({why}): choose another address with --bind.") from None


def bring_up_to_date() -> str | None:
    """Migrate the database; returns the revision it is at now."""
    settings = read_settings(Settings)
    set_up_logs(settings.steward_log_level)
    with _opened(Steward(settings)) as steward:
        migrate(steward.database)
    return newest_revision()


@contextmanager
def _opened(steward: Steward) -> Iterator[Steward]:
    try:
        yield steward
    except Unavailable as away:
        raise Stopped(
            f"The database of DATABASE_URL cannot be reached ({away}): start it, or mend the address."
        ) from away
    finally:
        steward.close()


def _require_migrated(steward: Steward) -> None:
    if not steward.is_migrated:
        raise Stopped("The database is not at this version's revision: run `steward migrate` first.")


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that is set when somebody asks this process to end."""
    stop = threading.Event()
    before = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextmanager
def _delivering(steward: Steward, stop: threading.Event) -> Iterator[None]:
    """Deliver, tick and learn about the workspace; at the end let what is under way finish."""
    steward.worker.start()
    steward.ticker.start()
    if steward.listener:
        steward.listener.start()
    _in_background("installing", lambda: steward.installer.keep_trying(stop))
    log.info("running")
    try:
        yield
    finally:
        steward.ticker.stop()
        if steward.listener:
            steward.listener.stop()
        steward.worker.stop()
        log.info("stopped")


def watch(stop: threading.Event, checks: Iterable[Callable[[], str | None]]) -> None:
    """Wait for the end; a part that cannot go on ends the process, because a supervisor can begin again."""
    while not stop.wait(LOOK_SECONDS):
        for what_is_wrong in checks:
            if (why := what_is_wrong()) is not None:
                raise Stopped(f"Steward stops, because {why}.")


def _in_background(name: str, work: Callable[[], object]) -> None:
    threading.Thread(target=work, name=name, daemon=True).start()
