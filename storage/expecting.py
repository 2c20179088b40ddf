"""What SQLite is told to expect of each index: it counts nothing by itself, and guesses badly without.

Left alone it takes ten rows for the answer to any first column, even to the workspace's, and then reads everything of
a workspace where the few rows of one project were asked for. ANALYZE would count what is there at that moment, which
on the first day is nothing. So every index is described as it is in a large provider, once and for all.
"""

from __future__ import annotations

import sqlalchemy as sa

ROWS = 1_000_000
ROWS_OF_A_PART = 10_000
"""An index over a part of its table holds what is open or due, of which there is little."""
WORKSPACES, KINDS, THINGS = 10, 5, 10_000
"""How many different values a column has: workspaces, those with few words to choose from, and all others."""
OF_A_KIND = {
    "state",
    "lifecycle",
    "listed_as",
    "role",
    "of_customer",
    "confirmed",
    "away",
    "severity",
    "category",
    "which",
}


def tell_sqlite(connection: sa.Connection) -> None:
    """Describe every index there is, in place of what was described before."""
    connection.exec_driver_sql("ANALYZE alembic_version")  # makes the table of descriptions
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for table in sa.inspect(connection).get_table_names():
        for index in connection.exec_driver_sql(f"PRAGMA index_list({table})").mappings().all():
            described = _described(connection, index)
            connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index["name"], described))
    connection.exec_driver_sql("ANALYZE sqlite_master")  # reads them again


def _described(connection: sa.Connection, index: sa.RowMapping) -> str:
    """All rows, then how many are left once one column is known, once two are, and so on."""
    columns = [row.name for row in connection.exec_driver_sql(f"PRAGMA index_info({index['name']})")]
    left = [ROWS_OF_A_PART if index["partial"] else ROWS]
    for column in columns:
        left.append(max(1, left[-1] // _different(column)))
    if index["unique"]:
        left[-1] = 1
    return " ".join(map(str, left))


def _different(column: str | None) -> int:
    if column == "workspace_id":
        return WORKSPACES
    return KINDS if column in OF_A_KIND else THINGS
