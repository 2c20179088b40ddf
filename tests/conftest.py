"""A fresh migrated database for each test, and the two openers over it with a clock moved by hand."""

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.migrating import migrate
from storage.transactions import Runner, Sweeper, Transaction
from tests import spreading
from tests.databases import postgresql, without_waiting
from tests.kept_rows import KeptRows
from tests.make import NOON, WORKSPACE

__all__ = ["postgresql"]
pytest_plugins = ["pytester"]

# A shell that runs the tests in the background makes them deaf to Ctrl+C, and every process that they start with them.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means here."""
    return spreading.workers()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What `--dist loadscope` means here: `make proof` says it; None leaves the others as they are."""
    if config.getvalue("dist") != "loadscope":
        return None
    return import_module("tests.each_apart").EachApart(config, log)


@pytest.fixture
def case(subtests: pytest.Subtests) -> Callable[[object], AbstractContextManager[None]]:
    """One of the many cases that a test walks: what fails is told by its name, and hides none that come after it.

    Thousands of cases cost more as tests of their own than what they look at; only one that fails becomes such a test.
    """

    @contextmanager
    def walked(name: object) -> Iterator[None]:
        try:
            yield
        except (Exception, pytest.fail.Exception) as failure:
            if "pytest-timeout" in str(failure):
                raise
            with subtests.test(str(name)):
                raise

    return walked


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
def reused(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, KeptRows]]:
    """One engine for all tests: a new one would compile every statement again, which is most of a test's time."""
    path = tmp_path_factory.mktemp("reused") / "steward.db"
    shutil.copy(migrated_file, path)
    database, rows = without_waiting(Database(f"sqlite:///{path}")), KeptRows(path)
    yield database, rows
    rows.close()
    database.close()


@pytest.fixture
def database(reused: tuple[Database, KeptRows]) -> Database:
    """A fresh database, in the place of the last test's."""
    made, rows = reused
    rows.put_back(rows.beginning)
    return made


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
