"""What a database consists of, as text that is the same whichever way it came about."""

import re

import sqlalchemy as sa

PARTS = re.compile(r"CREATE TABLE (\w+) \((.*)\)$", re.DOTALL)
COLUMNS = """
    SELECT table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
        || ' nullable ' || is_nullable || ' default ' || coalesce(column_default, '-') || ' identity ' || is_identity
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""
CONSTRAINTS = """
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
        AND contype <> 'n'
"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
EVERYTHING_ELSE = """
    SELECT 'sequence ' || sequence_name FROM information_schema.sequences WHERE sequence_schema = 'public'
    UNION ALL SELECT 'trigger ' || trigger_name FROM information_schema.triggers WHERE trigger_schema = 'public'
    UNION ALL SELECT 'view ' || table_name FROM information_schema.views WHERE table_schema = 'public'
"""
SQLITE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT IN ('alembic_version', 'sqlite_stat1')"


def ddl_of(database):
    """A line for each column, constraint and index."""
    with database.reading() as connection:
        if not database.is_sqlite:
            asked = (COLUMNS, CONSTRAINTS, INDEXES, EVERYTHING_ELSE)
            return sorted(line for one in asked for line in connection.execute(sa.text(one)).scalars())
        return sorted(line for sql in connection.exec_driver_sql(SQLITE).scalars() for line in _lines_of(sql))


def _lines_of(sql):
    """A statement of SQLite in lines: a table's columns and constraints stand in no order that matters."""
    plain = re.sub(r"\s+", " ", sql.replace('"', "")).strip()
    table = PARTS.match(re.sub(r"\( ", "(", re.sub(r" \)", ")", plain)))
    if table is None:
        return [re.sub(r"\( ", "(", plain)]
    return [f"{table[1]}: {part}" for part in _parts_of(table[2])]


def _parts_of(body):
    """The parts between the commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(body[start:at].strip())
            start = at + 1
    return [*parts, body[start:].strip()]
