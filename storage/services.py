"""The IT services that a workspace added to its catalogue."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from storage.statements import MINE, Gateway, insert_unless_there
from storage.tables.scope import services

EVERY = sa.select(services.c.name).where(services.c.workspace_id == MINE).order_by(services.c.sign)
ADD = insert_unless_there(services)


class Services(Gateway):
    """Reads and adds to the catalogue of one workspace."""

    def names(self) -> list[str]:
        """Every service that was added, in the order of the alphabet."""
        return list(self.run(EVERY).scalars())

    def add(self, names: Iterable[str]) -> None:
        """Add these services; one that is there already in other capitals stays as it is."""
        for name in names:
            self.upsert(ADD, sign=name.casefold(), name=name)
