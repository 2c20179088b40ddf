"""What IT each customer has, whoever of its projects wrote it down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.resources import Resource, ResourceEntry, ResourceKind, customer_sign, no_such_resource
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.resources import resources

OURS = sa.select(resources).where(resources.c.workspace_id == MINE)
BY_ID = OURS.where(resources.c.id == sa.bindparam("resource"))
BY_IDS = OURS.where(resources.c.id.in_(sa.bindparam("ids", expanding=True)))
OF_CUSTOMER = OURS.where(resources.c.customer_sign == sa.bindparam("customer")).order_by(
    resources.c.kind, resources.c.name, resources.c.site, resources.c.id
)
REMOVE = sa.delete(resources).where(resources.c.workspace_id == MINE, resources.c.id == sa.bindparam("resource"))
KEEP = upsert_of(resources)


class Resources(Gateway):
    """Reads and keeps the inventories of one workspace's customers."""

    def of_customer(self, customer: str) -> list[Resource]:
        """Everything that this customer has, by kind and name, however the customer's name is capitalised."""
        return [_resource(row) for row in self.run(OF_CUSTOMER, customer=customer_sign(customer))]

    def get(self, id: str) -> Resource:
        """The resource with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, resource=id).one_or_none()
        if row is None:
            raise no_such_resource()
        return _resource(row)

    def several(self, ids: Iterable[str]) -> dict[str, Resource]:
        """The resources with these ids, but for those that were taken out."""
        wanted = list(ids)
        return {row.id: _resource(row) for row in self.run(BY_IDS, ids=wanted)} if wanted else {}

    def keep(self, *several: Resource) -> None:
        """Save resources as they are now: a whole table goes as quickly as one."""
        self.upsert_all(KEEP, map(_row, several))

    def remove(self, id: str) -> None:
        """Take a resource out."""
        self.run(REMOVE, resource=id)


def _resource(row: Any) -> Resource:
    entry = ResourceEntry(ResourceKind(row.kind), row.name, row.quantity, row.site, row.owner, row.end_of_support)
    return Resource(row.id, row.customer, entry, row.changed_by)


def _row(one: Resource) -> dict[str, Any]:
    entry = {**vars(one.entry), "kind": one.entry.kind.value}
    named = {"customer": one.customer, "customer_sign": customer_sign(one.customer)}
    return {"id": one.id, "changed_by": one.changed_by, **named, **entry}
