"""Opening a database: SQLite as it should be opened, PostgreSQL with short waits, snapshots for readers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.refusals import Unavailable

LOCK_WAIT_MS = 1_500
STATEMENT_MS = 2_000
LOST_NETWORK_MS = 3_000
TURN_SECONDS = 0.25
POOL_WAIT_SECONDS = 1.0
POOL_SIZE = 16
POOL_OVERFLOW = 24
OUT_OF_REACH = (OperationalError, InterfaceError)
COLLISIONS = {"40001", "40P01"}
"""PostgreSQL's words for two transactions that waited for each other, or could not have happened one by one."""


class Collided(Unavailable):
    """Two transactions stood in each other's way and this one was rolled back; it may simply run again."""


class Database:
    """One database and its two ways in: writing, and reading one snapshot."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._readers = self.engine.execution_options(**_snapshot_options(self.is_sqlite))
        self._reader = threading.RLock()

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that may change things; on SQLite it waits for its turn at once."""
        with reachable(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One snapshot that sees no change made after it began."""
        with self._turn(), self._snapshot() as connection:
            yield connection

    @contextmanager
    def _snapshot(self) -> Iterator[sa.Connection]:
        with reachable(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One reader after the other on SQLite, which reads inside this process and lets go of the interpreter at every
        row: side by side, readers spend their time handing it to and fro. Who has waited long reads all the same."""
        is_ours = self.is_sqlite and self._reader.acquire(timeout=TURN_SECONDS)
        try:
            yield
        finally:
            if is_ours:
                self._reader.release()

    def ping(self) -> bool:
        """Whether the database answers now."""
        try:
            # It reads nothing, so it waits for no turn: a slow reader would make the whole process look away.
            with self._snapshot() as connection:
                connection.exec_driver_sql("SELECT 1")
        except Unavailable:
            return False
        return True

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def reachable() -> Iterator[None]:
    """Turn every way a database can be locked or away into Unavailable."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable(type(error).__name__) from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in COLLISIONS:
            raise Collided(type(error.orig).__name__) from error
        if _is_away(error):
            raise Unavailable(type(error).__name__) from error
        raise


def _is_away(error: DBAPIError) -> bool:
    """SQLite says the same of a locked file and of a mistake in a statement; only the first is nobody's fault."""
    is_mistake = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return error.connection_invalidated or (isinstance(error, OUT_OF_REACH) and not is_mistake)


def _snapshot_options(is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {"reads": True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url,
        poolclass=sa.QueuePool,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_WAIT_SECONDS,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": LOCK_WAIT_MS / 1000},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={LOCK_WAIT_MS}"):
        connection.execute(f"PRAGMA {pragma}")
    # Its own knows only ASCII: whoever looks for “ärger” means “Ärger”, too.
    connection.create_function("lower", 1, lambda text: text if text is None else str(text).lower(), deterministic=True)


def _begin_sqlite(connection: sa.Connection) -> None:
    """A writer takes the lock at once: SQLite's stock BEGIN lets two readers become writers and lose one."""
    if connection.get_execution_options().get("reads"):
        # It takes no lock and cannot fail, so it goes without what SQLAlchemy puts around a statement.
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql_engine(url: sa.URL) -> sa.Engine:
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_pre_ping=False,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 2,
            "tcp_user_timeout": LOST_NETWORK_MS,
            "options": f"-c lock_timeout={LOCK_WAIT_MS} -c statement_timeout={STATEMENT_MS} -c timezone=UTC",
        },
    )
