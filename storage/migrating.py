"""Bringing a database to the newest revision, and saying whether it is there."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database, reachable
from storage.expecting import tell_sqlite

HOME = Path(__file__).parent / "migrations"
PATIENCE_MS = 60_000


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.attributes["connection"] = connection
    return config


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade the database to a revision, in one transaction; waits for another process that does the same."""
    with reachable(), database.engine.connect() as connection:
        if database.is_sqlite:
            connection.detach()  # this much patience is not for requests
            connection.connection.cursor().execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        with connection.begin():
            if not database.is_sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7831)")
            command.upgrade(_config(connection), revision)
            if database.is_sqlite:
                tell_sqlite(connection)


def newest_revision() -> str | None:
    """The revision that this code wants."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current_revision(database: Database) -> str | None:
    """The revision that the database is at, None for an empty one."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def draft_migration(message: str) -> None:
    """Write the next revision from the difference between the tables and the migrations so far."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/draft.db")
        migrate(database)
        number = f"{len(list((HOME / 'versions').glob('0*.py'))) + 1:04}"
        with database.engine.begin() as connection:
            command.revision(_config(connection), message=message, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    draft_migration(" ".join(sys.argv[1:]))
