"""The address of a database: what may stand behind its question mark."""

from __future__ import annotations

import sqlalchemy as sa
from psycopg import pq


def unknown_options(address: str) -> list[str]:
    """The options of an address that its database does not know, in their order; SQLite is opened with none."""
    url = sa.make_url(address)
    known = {one.keyword.decode() for one in pq.Conninfo.get_defaults()}
    return [name for name in url.query if url.get_backend_name() == "sqlite" or name not in known]
