"""Which statements a piece of work sends, and how the database goes about them."""

from contextlib import contextmanager

import sqlalchemy as sa

FRAMES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "EXPLAIN")


@contextmanager
def statements_of(database):
    """Collects (statement, parameters) of everything that is sent meanwhile, but for begin and commit."""
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        if not statement.startswith(FRAMES):
            sent.append((statement, parameters))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)


def take_stock(connection):
    """PostgreSQL counts what its tables hold, as it does by itself after a while; SQLite never does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


def plan_of(database, statement, parameters):
    """How the database would go about it."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(row.detail for row in rows)
        return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))
