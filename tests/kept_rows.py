"""Every row of a SQLite file, read and put back beside whatever works in it.

Only what is different is put back: another file would need another connection, and every statement prepared anew.
"""

import sqlite3
from pathlib import Path
from typing import Any

Rows = dict[str, list[tuple[Any, ...]]]
# SQLite's own tables never change here; the revision belongs to the migrations.
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"


class KeptRows:
    """A door of its own to the file: nothing that guards its rows stands in the way."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=OFF")
        self._tables = [name for (name,) in self._connection.execute(TABLES)]
        self._read: tuple[int, Rows] = (-1, {})
        self.beginning = self.now()

    def now(self) -> Rows:
        """Every row as it is kept, in an order that does not depend on when it was written."""
        ((version,),) = self._connection.execute("PRAGMA data_version")
        if version != self._read[0]:
            self._read = (version, {name: self._rows(name) for name in self._tables})
        return self._read[1]

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        return sorted(self._connection.execute(f"SELECT * FROM {name}"), key=repr)

    def put_back(self, wanted: Rows) -> None:
        """Make every table hold these rows again, and no others."""
        now = self.now()
        self._connection.execute("BEGIN IMMEDIATE")
        for name in self._tables:
            if now[name] != wanted[name]:
                self._replace(name, wanted[name])
        self._connection.execute("COMMIT")
        # What is written on this connection is no news to it.
        self._read = (self._read[0], wanted)

    def _replace(self, name: str, rows: list[tuple[Any, ...]]) -> None:
        """The history lets go of its rows only while its triggers are away."""
        guards = self._connection.execute(TRIGGERS, (name,)).fetchall()
        for guard, _ in guards:
            self._connection.execute(f"DROP TRIGGER {guard}")
        self._connection.execute(f"DELETE FROM {name}")
        if rows:
            self._connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for _, made_by in guards:
            self._connection.execute(made_by)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
