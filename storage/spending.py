"""Money that was spent besides hours, and its sums by stage."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.work import CostEntry, Spent, no_such_entry
from storage.estimates import is_since_estimate, until_each_estimate
from storage.statements import MINE, Gateway
from storage.tables.costs import cost_entries

OURS = sa.select(cost_entries).where(cost_entries.c.workspace_id == MINE)
BY_ID = OURS.where(cost_entries.c.id == sa.bindparam("entry"))
HERE = cost_entries.c.project_id == sa.bindparam("project")
LATEST = OURS.where(HERE).order_by(cost_entries.c.logged_at.desc(), cost_entries.c.id).limit(sa.bindparam("most"))
LATEST_OF = LATEST.where(cost_entries.c.person_id == sa.bindparam("person"))
SUMS = (
    sa.select(cost_entries.c.stage_id, sa.func.sum(cost_entries.c.amount).label("amount"))
    .where(cost_entries.c.workspace_id == MINE, HERE)
    .group_by(cost_entries.c.stage_id)
    .order_by(cost_entries.c.stage_id)
)
SUMS_SINCE = SUMS.where(is_since_estimate(cost_entries))
UNTIL_EACH = until_each_estimate(cost_entries, sa.func.sum(cost_entries.c.amount).label("amount"))
REMOVE = sa.delete(cost_entries).where(cost_entries.c.workspace_id == MINE, cost_entries.c.id == sa.bindparam("entry"))


class Spending(Gateway):
    """Reads and keeps what one workspace's projects spent besides hours."""

    def get(self, entry: str) -> CostEntry:
        """The entry with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, entry=entry).one_or_none()
        if row is None:
            raise no_such_entry()
        return spending_from(row)

    def latest_in(self, project: str, most: int, person: str | None = None) -> list[CostEntry]:
        """A project's entries, everybody's or one person's, the newest first."""
        named = {} if person is None else {"person": person}
        return [
            spending_from(row) for row in self.run(LATEST_OF if person else LATEST, project=project, most=most, **named)
        ]

    def sums(self, project: str) -> list[Spent]:
        """What a project spent by stage."""
        return [Spent(row.stage_id, row.amount) for row in self.run(SUMS, project=project)]

    def since_estimates(self, project: str) -> list[Spent]:
        """What was spent in each stage since it was last estimated."""
        return [Spent(row.stage_id, row.amount) for row in self.run(SUMS_SINCE, project=project)]

    def until_estimates(self, project: str) -> dict[str, Spent]:
        """What had been spent in its stage by each estimate of a project, by the estimate's id."""
        found = self.run(UNTIL_EACH, project=project)
        return {row.estimate_id: Spent(row.stage_id, row.amount) for row in found}

    def add(self, one: CostEntry) -> None:
        """Save what somebody spent."""
        named = {name: value for name, value in vars(one).items() if name != "person"}
        self.insert(cost_entries, **named, person_id=one.person)

    def remove(self, entry: str) -> None:
        """Take an entry back as if it had never been made."""
        self.run(REMOVE, entry=entry)


def spending_from(row: Any) -> CostEntry:
    """A row of the spending as the domain knows it."""
    return CostEntry(
        row.id,
        row.project_id,
        UserId(row.person_id),
        row.day,
        row.amount,
        row.what,
        row.logged_at,
        row.stage_id,
        row.task_id,
    )
