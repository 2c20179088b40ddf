"""Storage is tested on both databases."""

from tests.databases import (
    database,
    kept_postgres,
    kept_sqlite,
    kind,
    new_address,
    postgres,
    sqlite,
)

__all__ = [
    "database",
    "kept_postgres",
    "kept_sqlite",
    "kind",
    "new_address",
    "postgres",
    "sqlite",
]
