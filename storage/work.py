"""Hours that people worked, and their sums by stage and rate."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.work import Worked, WorkEntry, no_such_entry
from storage.estimates import is_since_estimate, until_each_estimate
from storage.statements import MINE, Gateway
from storage.tables.checkins import work_entries

OURS = sa.select(work_entries).where(work_entries.c.workspace_id == MINE)
BY_ID = OURS.where(work_entries.c.id == sa.bindparam("entry"))
HERE = work_entries.c.project_id == sa.bindparam("project")
LATEST = (
    OURS.where(HERE, work_entries.c.logged_at.is_not(None))
    .order_by(work_entries.c.logged_at.desc(), work_entries.c.id)
    .limit(sa.bindparam("most"))
)
LATEST_OF = LATEST.where(work_entries.c.person_id == sa.bindparam("person"))
SUMS = (
    sa.select(work_entries.c.stage_id, work_entries.c.rate, sa.func.sum(work_entries.c.minutes).label("minutes"))
    .where(work_entries.c.workspace_id == MINE, HERE)
    .group_by(work_entries.c.stage_id, work_entries.c.rate)
    .order_by(work_entries.c.stage_id, work_entries.c.rate)
)
SUMS_SINCE = SUMS.where(is_since_estimate(work_entries))
UNTIL_EACH = until_each_estimate(
    work_entries, work_entries.c.rate, sa.func.sum(work_entries.c.minutes).label("minutes")
).group_by(work_entries.c.rate)
REMOVE = sa.delete(work_entries).where(work_entries.c.workspace_id == MINE, work_entries.c.id == sa.bindparam("entry"))


class Work(Gateway):
    """Reads and keeps the hours of one workspace; those of check-ins are written with their answers."""

    def get(self, entry: str) -> WorkEntry:
        """The entry with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, entry=entry).one_or_none()
        if row is None:
            raise no_such_entry()
        return work_from(row)

    def latest_in(self, project: str, most: int, person: str | None = None) -> list[WorkEntry]:
        """A project's entries, everybody's or one person's, the newest first."""
        named = {} if person is None else {"person": person}
        return [
            work_from(row) for row in self.run(LATEST_OF if person else LATEST, project=project, most=most, **named)
        ]

    def sums(self, project: str) -> list[Worked]:
        """All minutes of a project by stage and rate."""
        return [Worked(row.stage_id, row.rate, int(row.minutes)) for row in self.run(SUMS, project=project)]

    def since_estimates(self, project: str) -> list[Worked]:
        """The minutes that were logged in each stage since it was last estimated."""
        return [Worked(row.stage_id, row.rate, int(row.minutes)) for row in self.run(SUMS_SINCE, project=project)]

    def until_estimates(self, project: str) -> dict[str, list[Worked]]:
        """The minutes that had been worked in its stage by each estimate of a project, by the estimate's id."""
        found: dict[str, list[Worked]] = {}
        for row in self.run(UNTIL_EACH, project=project):
            found.setdefault(row.estimate_id, []).append(Worked(row.stage_id, row.rate, int(row.minutes)))
        return found

    def add(self, one: WorkEntry) -> None:
        """Save what somebody worked."""
        named = {name: value for name, value in vars(one).items() if name != "person"}
        self.insert(work_entries, **named, person_id=one.person)

    def remove(self, entry: str) -> None:
        """Take an entry back as if it had never been made."""
        self.run(REMOVE, entry=entry)


def work_from(row: Any) -> WorkEntry:
    """A row of the hours as the domain knows it."""
    return WorkEntry(
        row.id,
        row.project_id,
        UserId(row.person_id),
        row.day,
        row.minutes,
        row.stage_id,
        row.task_id,
        row.rate,
        row.words,
        row.logged_at,
        row.answer_id,
    )
