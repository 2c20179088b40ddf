"""Status and routing without any network: one dispatch after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from slack_bolt import Ack, App

import handlers
from bench.arranging import BOT, MANAGER, add_people, add_project, add_round, add_tasks, arranging, steward_on, team_of
from bench.figures import Figure, ratio
from bench.requests import SECRET, WORKSPACE, Signed, command, event, press, submission
from bench.rounds import take_turns
from bot.account import Installation
from bot.authorize import RememberedInstallation
from bot.composition import Steward
from handlers.bolt import attach
from tests.databases import PostgreSQL

FEW, MANY = 20, 20_000
MOST_STATEMENTS = 6
CALLS_ONE_BY_ONE = 401
INSTALLED = Installation(WORKSPACE, "Nordlicht IT", BOT, None)
NOT_STATEMENTS = ("BEGIN",)
ROUTED: dict[str, tuple[str, Callable[[str, str], Signed]]] = {
    "command": ("status", command),
    "action": ("task_accept", press),
    "view": ("delegate_task", submission),
    "event": ("user_change", event),
}


def answer_nothing(ack: Ack) -> None:
    """The least a listener can do."""
    ack()


def bare_app(steward: Steward) -> App:
    """Bolt as the composition sets it up, with nothing attached."""
    return App(
        name="empty",
        signing_secret=SECRET,
        client=steward.clients.answering(None),
        # Bolt takes such a subclass, its annotation does not.
        authorize=RememberedInstallation(steward.account, lambda _: INSTALLED, steward.clients.answering),  # type: ignore[arg-type]
        process_before_response=True,
        token_verification_enabled=False,
    )


def empty_app(steward: Steward) -> App:
    """One listener for the command, which does nothing."""
    app = bare_app(steward)
    app.command("/project")(answer_nothing)
    return app


def dispatching(app: App, request: Signed, expecting: str = "") -> Callable[[], object]:
    """Sends a request through the app; it is tried once, so that nothing fast is measured that is broken."""

    def dispatch() -> Any:
        return app.dispatch(request.for_bolt())

    answer = dispatch()
    if answer.status != 200 or expecting not in answer.body:
        raise RuntimeError(f"this is not the answer: {answer.status} {answer.body[:300]}")
    return dispatch


@contextmanager
def status_ready(database_url: str, many_tasks: int) -> Iterator[Steward]:
    """A Steward whose one project has so many tasks and a check-in behind it."""
    with steward_on(database_url) as steward:
        with arranging(steward) as tx:
            add_people(tx, team_of())
            project = add_project(tx, team_of())
            add_round(tx, project, team_of(), is_open=False)
            add_tasks(tx, project, many_tasks, team_of())
        yield steward


def measure_status(folder: Path, postgresql: PostgreSQL) -> list[Figure]:
    """Target 1: status against the empty handler."""
    asked = command("status NET", MANAGER)
    with ExitStack() as opened:
        steward = opened.enter_context(status_ready(f"sqlite:///{folder}/status.db", FEW))
        elsewhere = opened.enter_context(status_ready(postgresql.make(), FEW))
        acts = {
            "empty": dispatching(empty_app(steward), asked),
            "sqlite": dispatching(steward.app, asked, "Network renewal"),
            "postgresql": dispatching(elsewhere.app, asked, "Network renewal"),
        }
        statements = _statements(steward, acts["sqlite"])
        rounds = take_turns(acts)
        # In a row, an empty handler finds itself in the processor's cache, as no request in real life does.
        one_by_one = take_turns({name: acts[name] for name in ("empty", "sqlite")}, CALLS_ONE_BY_ONE, 0)
    return [
        ratio("Status in process, SQLite / empty handler", rounds.ratios("sqlite", "empty"), at_most=10),
        ratio("  the same, one call of each at a time", one_by_one.ratios("sqlite", "empty")),
        ratio("Status in process, PostgreSQL / empty handler", rounds.ratios("postgresql", "empty")),
        Figure("Statements of one status", statements, "", at_most=MOST_STATEMENTS),
        *(Figure(f"  one {name}", rounds.milliseconds(name), "ms") for name in acts),
    ]


def _statements(steward: Steward, act: Callable[[], object]) -> int:
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        heard.append(statement)

    sa.event.listen(steward.database.engine, "before_cursor_execute", hear)
    act()
    sa.event.remove(steward.database.engine, "before_cursor_execute", hear)
    return sum(not statement.startswith(NOT_STATEMENTS) for statement in heard)


def measure_growth(folder: Path) -> list[Figure]:
    """Target 2: status of a project with a thousand times the tasks."""
    asked = command("status NET", MANAGER)
    with ExitStack() as opened:
        stewards = {
            many: opened.enter_context(status_ready(f"sqlite:///{folder}/tasks_{many}.db", many))
            for many in (FEW, MANY)
        }
        rounds = take_turns(
            {str(many): dispatching(steward.app, asked, "Network renewal") for many, steward in stewards.items()}
        )
    return [ratio("Status with 20,000 tasks / with 20", rounds.ratios(str(MANY), str(FEW)), at_most=1.5)]


def measure_routing(folder: Path) -> list[Figure]:
    """Target 3: the whole route book against one Bolt listener, both with nothing to do."""
    book = handlers.route_book()
    trivial = {key: replace(route, function=answer_nothing, asks_for=("ack",)) for key, route in book.items()}
    with steward_on(f"sqlite:///{folder}/routing.db") as steward:
        routed = bare_app(steward)
        attach(routed, trivial, steward.desk)
        return [_routing(steward, routed, kind, len(book)) for kind in ROUTED]


def _routing(steward: Steward, routed: App, kind: str, routes: int) -> Figure:
    name, asking = ROUTED[kind]
    single = bare_app(steward)
    getattr(single, kind)("/project" if kind == "command" else name)(answer_nothing)
    asked = asking(name, MANAGER)
    rounds = take_turns({"routed": dispatching(routed, asked), "single": dispatching(single, asked)})
    words = f"Dispatch of a {kind} with all {routes} routes / one listener"
    return ratio(words, rounds.ratios("routed", "single"), at_most=1.3 if kind != "event" else None)
