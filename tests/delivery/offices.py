"""What delivery works with in a test: a sandbox, a database, and effects."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from slack_sdk import WebClient

from delivery import Worker
from delivery.calling import Caller, Pauses
from delivery.telling import tell
from domain.briefs import Priority
from domain.effects import Effect, Outcome, Wanted
from domain.holders import Holder
from domain.identity import ChannelId, UserId, new_id
from domain.notices import CheckInSkipped, ToPerson, ToProject
from domain.projects import ChannelKind, Project, ProjectChannel
from domain.roles import Role
from domain.scope import Scope
from domain.task_notices import TaskDelegated, TaskFinished
from message_templates import Message
from sandbox import Driver, Sandbox
from storage.database import Database
from storage.people import Named
from storage.tables.outbox import effects
from storage.transactions import Runner, Sweeper, Transaction
from use_cases.deliveries import Prepared

TEAM = "T0SANDBOX"
ANA, BEN, BOT = UserId("U0ANA"), UserId("U0BEN"), UserId("U0APP")
GENERAL = ChannelId("C0GENERAL")
NET, OPS, SECRET = ChannelId("C0NET"), ChannelId("C0OPS"), ChannelId("C0SECRET")
SEED: dict[str, Any] = {
    "people": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana Alves", "is_admin": True},
        {"id": "U0BEN", "name": "ben", "real_name": "Ben Brandt"},
        {"id": "U0GONE", "name": "gone", "real_name": "Gone Away", "deleted": True},
    ],
    "channels": [
        {"id": GENERAL, "name": "general", "is_general": True},
        {"id": NET, "name": "net", "members": ["U0ANA", "U0APP"]},
        {"id": OPS, "name": "ops", "members": ["U0ANA"]},
        {"id": SECRET, "name": "secret", "members": ["U0ANA"], "is_private": True},
    ],
}
on_both = pytest.mark.parametrize(
    "office", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
START = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def words(template: str, named: Any = None, **more: Any) -> Message:
    """Stands in for the templates: the facts in one section."""
    said = f"{template} {sorted(vars(named.facts).items(), key=str) if named else ''}"[:2000]
    return Message(said, [{"type": "section", "text": {"type": "plain_text", "text": said}}])


def home(template: str, named: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": words(template, named).blocks}


@dataclass(frozen=True)
class Facts:
    """Something to be said."""

    said: str = "hello"


def effect_of(wanted: Wanted, **more: Any) -> Effect:
    return replace(Effect(1, new_id(), TEAM, wanted, 1, False, datetime.now(UTC)), **more)


def prepared_for(wanted: Wanted, channel: str = NET, **more: Any) -> Prepared:
    given = {name: more.pop(name) for name in ("uncertain", "attempts", "added_at", "id") if name in more}
    facts = more.pop("facts", Facts())
    return Prepared(effect_of(wanted, **given), channel, "said", Named(facts, {}), **more)


def skipped(project: str = "P1") -> CheckInSkipped:
    """An announcement that is no decision."""
    return CheckInSkipped(ToProject(project), "Net", START.date(), START)


def finished(person: UserId = ANA, title: str = "Patch") -> TaskFinished:
    return TaskFinished(ToPerson(person), "NET-1", title, "Net", BEN)


def delegated(title: str = "Patch", project: str = "P1") -> TaskDelegated:
    return TaskDelegated(ToProject(project), "NET-1", title, BEN, ANA, date(2030, 1, 2), Priority.NORMAL)


def project(key: str = "NET", channel: ChannelId | None = NET, id: str = "P1") -> Project:
    staff = (Holder(Role.PROJECT_MANAGER, ANA, START), Holder(Role.DEPARTMENT_HEAD, BEN, START))
    kind = ChannelKind.PUBLIC if channel is None else ChannelKind.EXISTING
    home = ProjectChannel(kind, f"{key.lower()}-project", channel)
    return Project(id, TEAM, key, key.title(), "Acme", Scope(), home, "UTC", START, staff=staff)


@dataclass
class Slack:
    """The sandbox as delivery and its people see it."""

    box: Sandbox
    make: Callable[..., WebClient]
    pauses: Pauses = field(default_factory=Pauses)
    run: Any = None
    """What reads a long file; a test that hands over one says it."""

    def __post_init__(self) -> None:
        self.driver = Driver(self.box.url)

    def client(self, timeout: int = 5) -> WebClient:
        return self.make("xoxb-sandbox", base_url=self.box.api_url, timeout=timeout, retry_handlers=[])

    def caller(self, timeout: int = 5, seconds: float = 30.0) -> Caller:
        return Caller(self.client(timeout), TEAM, self.pauses, time.monotonic() + seconds)

    def tell(self, prepared: Prepared, **more: Any) -> Outcome:
        return tell(prepared, self.caller(**more), self.run)

    def seen(self, channel: str = NET) -> list[dict[str, Any]]:
        """The messages of a channel that the bot said, oldest first."""
        found = self.client().conversations_history(channel=channel, limit=200, include_all_metadata=True)
        return [one for one in reversed(found["messages"]) if one.get("bot_id") and not one.get("subtype")]

    def dm(self, person: str = ANA) -> list[dict[str, Any]]:
        opened = self.client().conversations_open(users=person)
        return self.seen(opened["channel"]["id"])

    def methods(self) -> list[str]:
        return [call["method"] for call in self.driver.calls()]

    def arguments(self, method: str) -> dict[str, Any]:
        return dict(self.driver.calls(method)[-1]["arguments"])


class Office:
    """A database with one project, and workers over it."""

    def __init__(self, url: str, slack: Slack) -> None:
        self.url = url
        self.database = Database(url)
        self.slack = slack
        self.clock, self.uptime = Clock(), Clock()
        self.wake = threading.Event()
        self.run = Runner(self.database, self.clock, self.wake.set)
        self.sweep = Sweeper(self.database, self.clock)

    def worker(self, **more: Any) -> Worker:
        client_for = more.pop("client_for", lambda workspace: self.slack.client())
        return Worker(self.run, self.sweep, client_for, more.pop("uptime", self.uptime), self.wake, **more)

    def change(self, act: Callable[[Transaction], Any]) -> Any:
        """One transaction of the test's own, waking delivery as every other does."""
        with self.database.writing() as connection:
            done = act(Transaction(connection, TEAM, self.clock()))
        self.wake.set()
        return done

    def add(self, *wanted: Wanted, after: str | None = None) -> list[str]:
        return self.change(lambda tx: [tx.outbox.add(one, self.clock(), after=after) for one in wanted])

    def rows(self) -> list[Any]:
        with self.database.reading() as connection:
            return list(connection.execute(sa.select(effects).order_by(effects.c.seq)))

    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    def row(self, effect: str) -> Any:
        return next(row for row in self.rows() if row.id == effect)

    def project(self) -> Project:
        return self.change(lambda tx: tx.projects.get("P1"))


def effect_in(message: dict[str, Any]) -> str:
    return str(message["metadata"]["event_payload"]["effect"])


def blocks_in(arguments: dict[str, Any]) -> list[dict[str, Any]]:
    return json.loads(arguments["blocks"])
