"""The command line."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.doctor import Finding
from bot.ports import MOST_PORT, neighbour_of

WRONG_SETTINGS = 2

app = typer.Typer(
    name="steward",
    help="Runs IT projects inside Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Port = Annotated[int, typer.Option(min=0, max=MOST_PORT, help="Port on 127.0.0.1; 0 takes a free one.")]


@app.command()
def run() -> None:
    """Everything in one process, over Socket Mode."""
    from bot.processes import run_everything

    run_everything()


@app.command()
def web(
    bind: Annotated[str, typer.Option(help="HOST:PORT to listen on.")] = "127.0.0.1:3000",
    workers: Annotated[int, typer.Option(min=1, max=16, help="Processes that answer.")] = 1,
) -> None:
    """Answer Slack over HTTP: /slack/events, /healthz, /readyz."""
    from bot.processes import run_web

    host, port = _address(bind)
    run_web(host, port, workers)


def _address(bind: str) -> tuple[str, int]:
    host, colon, port = bind.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) <= MOST_PORT:
        raise typer.BadParameter("must be HOST:PORT, such as 127.0.0.1:3000", param_hint="--bind")
    return host.strip("[]"), int(port)


@app.command()
def worker() -> None:
    """Deliver messages and keep the schedule, beside `steward web`."""
    from bot.processes import run_worker

    run_worker()


@app.command()
def migrate() -> None:
    """Bring the database to this version's revision."""
    from bot.processes import bring_up_to_date

    typer.echo(f"The database is at revision {bring_up_to_date()}.")


@app.command()
def manifest(
    command: Annotated[str, typer.Option(help="The slash command.")] = "/project",
    http: Annotated[str | None, typer.Option(help="The address Slack can reach, instead of Socket Mode.")] = None,
) -> None:
    """Print the app's manifest, to paste into Slack."""
    from bot.manifest import as_text, manifest_for

    typer.echo(as_text(manifest_for(command, http)))


@app.command()
def doctor(
    live: Annotated[bool, typer.Option("--live", help="Also try on Slack what Steward believes of it.")] = False,
    channel: Annotated[
        str | None, typer.Option(help="With --live: the id of a channel for the sample message.")
    ] = None,
) -> None:
    """Say what is wrong with this installation, and what to do about it."""
    from bot.composition import Steward
    from bot.doctor import examine
    from bot.live_checks import examine_live
    from bot.settings import WorkerSettings, read_settings

    if live and not channel:
        raise typer.BadParameter("names the channel for one sample message", param_hint="--channel")
    healthy = _all_well(examine())
    if live and channel and healthy:
        healthy = _all_well(examine_live(Steward(read_settings(WorkerSettings)), channel))
    raise typer.Exit(0 if healthy else 1)


def _all_well(findings: Iterable[Finding]) -> bool:
    healthy = True
    for finding in findings:
        typer.echo(str(finding))
        healthy = healthy and finding.is_well
    return healthy


@app.command()
def sandbox(
    port: Port = 8765,
    seed: Annotated[Path | None, typer.Option(help="JSON file with team, app, people and channels.")] = None,
) -> None:
    """The local workspace alone, to try any bot against."""
    from bot.processes import Stopped, stop_signals
    from sandbox import AS_SLACK, Sandbox, SeedRefused, read_seed

    try:
        with _port_said(port), stop_signals() as stop, Sandbox(AS_SLACK | read_seed(seed), port) as box:
            typer.echo(f"The workspace is open at {box.url}")
            typer.echo(f"Web API: {box.api_url}; tokens: xoxb-sandbox, xapp-sandbox; signing secret: sandbox")
            stop.wait()
    except SeedRefused as refused:
        raise Stopped(str(refused)) from None


@app.command()
def demo(
    port: Port = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
) -> None:
    """A local workspace in the browser, with projects and their history."""
    from bot.demo import run_demo

    with _port_said(port):
        run_demo(port, open_browser=not no_open)


@contextmanager
def _port_said(port: int) -> Iterator[None]:
    """A port that is in use is said with one to try instead."""
    from bot.processes import Stopped

    try:
        yield
    except OSError as failure:
        if failure.errno != errno.EADDRINUSE:
            raise
        raise Stopped(f"Port {port} is in use. Try --port {neighbour_of(port)}.") from None


def main() -> int:
    """Run one command; what a person can mend is said in sentences, not in tracebacks."""
    from bot.processes import Stopped
    from bot.settings import SettingsRefused

    try:
        app()
    except SettingsRefused as refused:
        typer.echo("\n".join(refused.problems), err=True)
        return WRONG_SETTINGS
    except (OSError, Stopped) as failure:
        typer.echo(str(failure), err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
