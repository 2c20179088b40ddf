"""The things of a workspace."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.refusals import Refused
from domain.stock import Thing, ThingKind
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.stock import things

OURS = sa.select(things).where(things.c.workspace_id == MINE)
CURRENT = OURS.where(sa.not_(things.c.is_retired)).order_by(things.c.kind, things.c.name, things.c.id)
BY_IDS = OURS.where(things.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(things.c.id)
BY_ID = OURS.where(things.c.id == sa.bindparam("thing"))
KEEP = upsert_of(things)


class Stock(Gateway):
    """Reads and keeps the things of one workspace."""

    def every(self) -> list[Thing]:
        """All things that can be chosen, by kind and name."""
        return [_thing(row) for row in self.run(CURRENT)]

    def several(self, ids: list[str]) -> dict[str, Thing]:
        """The things with these ids, also those that cannot be chosen any more."""
        return {row.id: _thing(row) for row in self.run(BY_IDS, ids=ids)} if ids else {}

    def get(self, id: str) -> Thing:
        """The thing with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, thing=id).one_or_none()
        if row is None:
            raise Refused("That thing is not in the stock any more.")
        return _thing(row)

    def keep(self, thing: Thing) -> None:
        """Save a thing as it is now."""
        plain = {name: value for name, value in vars(thing).items() if name != "kind"}
        self.upsert(KEEP, kind=thing.kind.value, **plain)


def _thing(row: Any) -> Thing:
    return Thing(row.id, row.name, ThingKind(row.kind), row.in_stock, row.on_order, row.arrives_on, row.is_retired)
