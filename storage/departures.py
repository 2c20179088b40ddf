"""Whose coming or going each project still has to follow: noted with the person, taken by the project's own turn."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from domain.identity import UserId
from domain.people import Departure
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.departures import departures

# Noted again, a row keeps what the person could do at first, and is held until the transaction ends.
NOTE = upsert_of(departures, keep=("could_work",))
TAKE = (
    sa.delete(departures)
    .where(departures.c.workspace_id == MINE, departures.c.project_id == sa.bindparam("project"))
    .returning(departures.c.person_id, departures.c.could_work)
)


class Departures(Gateway):
    """Reads and keeps what the projects of one workspace still have to follow."""

    def note(self, project: str, one: Departure, now: datetime) -> None:
        """Let a project follow somebody's coming or going when it has its turn."""
        self.upsert(NOTE, project_id=project, person_id=one.person, could_work=one.could_work, noted_at=now)

    def take(self, project: str) -> list[Departure]:
        """What a project has to follow now, by the person's id; whoever takes it does it."""
        rows = self.run(TAKE, project=project).all()
        return sorted((Departure(UserId(row.person_id), row.could_work) for row in rows), key=lambda one: one.person)
