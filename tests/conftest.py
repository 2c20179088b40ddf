"""A fresh migrated database for each test, and the two openers over it with a clock moved by hand."""

import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.migrating import migrate
from storage.transactions import Runner, Sweeper, Transaction
from tests.databases import postgresql
from tests.make import NOON, WORKSPACE

__all__ = ["postgresql"]

# A shell that runs the tests in the background makes them deaf to Ctrl+C, and every process that they start with them.
signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass
class Clock:
    """What people see, standing still until a test moves it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = at

    def jump(self, **ahead: float) -> None:
        """Move on by hours=…, minutes=…, days=…."""
        self.at += timedelta(**ahead)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest revision, migrated once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "steward.db"
    template = Database(f"sqlite:///{path}")
    migrate(template)
    template.close()
    return path


@pytest.fixture(scope="session")
def reused_engine(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """One engine for all tests: a new one would compile every statement again, which is most of a test's time."""
    return Database(f"sqlite:///{tmp_path_factory.mktemp('reused') / 'steward.db'}")


@pytest.fixture
def database(migrated_file: Path, reused_engine: Database) -> Iterator[Database]:
    """A fresh database, in the place of the last test's."""
    path = Path(str(reused_engine.url.database))
    reused_engine.close()
    for left_over in path.parent.iterdir():
        left_over.unlink()
    shutil.copy(migrated_file, path)
    yield reused_engine
    reused_engine.close()


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """One transaction for the whole test; a use case is called as use_case(order, tx, NOON). Not beside `run`."""
    with database.writing() as connection:
        yield Transaction(connection, WORKSPACE, NOON)


@pytest.fixture
def clock() -> Clock:
    """The clock of `run` and `sweep`."""
    return Clock()


@pytest.fixture
def run(database: Database, clock: Clock) -> Runner:
    """The real opener of use cases: one transaction each, with `once`."""
    return Runner(database, clock, lambda: None)


@pytest.fixture
def sweep(database: Database, clock: Clock) -> Sweeper:
    """The real opener of due-queries."""
    return Sweeper(database, clock)


@pytest.fixture
def inside(database: Database, clock: Clock) -> Callable[..., Any]:
    """Arrange or look beside `run`: inside(make.project, started=True) is make.project(tx, started=True), committed."""

    def do(act: Callable[..., Any], *arguments: Any, workspace: str = WORKSPACE, **more: Any) -> Any:
        with database.writing() as connection:
            return act(Transaction(connection, workspace, clock()), *arguments, **more)

    return do
