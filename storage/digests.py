"""When each head's next digest is due, what stood in the last ones, and what became of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.digests import Digest, DigestEntry, DigestPlan, no_such_digest
from domain.identity import UserId
from domain.projects import RUNNING
from domain.urgency import Why
from storage.statements import MINE, Gateway, as_new, columns_to_change, insert_of, upsert_of
from storage.tables.digests import digest_entries, digest_plans, digests
from storage.tables.projects import projects

DIGEST: sa.BindParameter[str] = sa.bindparam("digest")
PLANS = sa.select(digest_plans).where(digest_plans.c.workspace_id == MINE).order_by(digest_plans.c.head_id)
PLAN_LOCKED = PLANS.where(digest_plans.c.head_id == sa.bindparam("head")).with_for_update()
KEEP_PLAN = upsert_of(digest_plans)
RUNNING_IDS = sa.select(projects.c.id).where(
    projects.c.workspace_id == MINE, projects.c.lifecycle.in_([one.value for one in RUNNING])
)
OURS = sa.select(digests).where(digests.c.workspace_id == MINE)
BY_ID = OURS.where(digests.c.id == DIGEST)
BY_ID_LOCKED = BY_ID.with_for_update()
LAST = (
    OURS.where(digests.c.head_id == sa.bindparam("head"), digests.c.it_manager_id == sa.bindparam("it_manager"))
    .order_by(digests.c.day.desc())
    .limit(1)
)
ENTRIES = (
    sa.select(digest_entries)
    .where(digest_entries.c.workspace_id == MINE, digest_entries.c.digest_id == DIGEST)
    .order_by(digest_entries.c.number)
)
KEEP_ENTRY = upsert_of(digest_entries)
CHANGE = (
    sa.update(digests)
    .where(digests.c.workspace_id == MINE, digests.c.id == DIGEST)
    .values(**columns_to_change(digests))
)


class Digests(Gateway):
    """Reads and keeps the weekly digests of one workspace."""

    def plans(self) -> list[DigestPlan]:
        """When every head's next digest is due."""
        return [_plan(row) for row in self.run(PLANS)]

    def plan(self, head: UserId) -> DigestPlan:
        """When the next digest of a head is due, held for change; nothing is due for who has no plan."""
        row = self.run(PLAN_LOCKED, head=head).one_or_none()
        return _plan(row) if row else DigestPlan(head)

    def keep_plan(self, plan: DigestPlan) -> None:
        """Save when the next digest is due."""
        due = {"next_date": plan.next_date, "next_at": plan.next_at, "missed_on": plan.missed_on}
        self.upsert(KEEP_PLAN, head_id=plan.head, **due)

    def running(self) -> list[str]:
        """The ids of every project that is not over."""
        return list(self.run(RUNNING_IDS).scalars())

    def get(self, one: str) -> Digest:
        """The digest with this id; refuses an id of nowhere or of another workspace."""
        return self._one(self.run(BY_ID, digest=one).one_or_none())

    def for_change(self, one: str) -> Digest:
        """The same, held against everybody else until the transaction ends."""
        return self._one(self.run(BY_ID_LOCKED, digest=one).one_or_none())

    def last_of(self, head: UserId, it_manager: UserId) -> Digest | None:
        """The newest digest of two people."""
        row = self.run(LAST, head=head, it_manager=it_manager).one_or_none()
        return self._one(row) if row else None

    def add(self, one: Digest) -> None:
        """Save a new digest; the database refuses a second one of the same two people and date."""
        self.connection.execute(insert_of(digests), {"workspace_id": self.workspace, "id": one.id, **_columns(one)})
        self._keep_entries(one)

    def change(self, one: Digest) -> None:
        """Save a digest and its entries as they are now."""
        if self.run(CHANGE, digest=one.id, **as_new(_columns(one))).rowcount:
            self._keep_entries(one)

    def _keep_entries(self, one: Digest) -> None:
        self.upsert_all(KEEP_ENTRY, ({"digest_id": one.id, **_entry_columns(entry)} for entry in one.entries))

    def _one(self, row: Any) -> Digest:
        if row is None:
            raise no_such_digest()
        entries = tuple(_entry(one) for one in self.run(ENTRIES, digest=row.id))
        moments = (row.posted_at, row.looked_at, row.closed_at, row.missed_on)
        return Digest(row.id, row.head_id, row.it_manager_id, row.day, *moments, entries)


def _plan(row: Any) -> DigestPlan:
    return DigestPlan(row.head_id, row.next_date, row.next_at, row.missed_on)


def _columns(one: Digest) -> dict[str, Any]:
    plain = {name: held for name, held in vars(one).items() if name not in ("id", "head", "it_manager", "entries")}
    return {"head_id": one.head, "it_manager_id": one.it_manager, **plain}


def _entry(row: Any) -> DigestEntry:
    named = (row.number, row.project_id, Why(row.why), row.about, row.key, row.title, tuple(row.people))
    return DigestEntry(*named, row.since, row.agreed_by, row.agreed_at, row.discussed_by, row.settled_at)


def _entry_columns(one: DigestEntry) -> dict[str, Any]:
    return {**vars(one), "why": one.why.value, "people": list(one.people)}
