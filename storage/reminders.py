"""When each person is reminded next, and of what they were reminded last."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.reminders import Reminder
from storage.statements import MINE, Gateway, insert_unless_there, upsert_of
from storage.tables.asking import reminders

OF_PERSON = sa.select(reminders).where(
    reminders.c.workspace_id == MINE, reminders.c.person_id == sa.bindparam("person")
)
OF_PERSON_LOCKED = OF_PERSON.with_for_update()
KEEP = upsert_of(reminders)
BEGIN = insert_unless_there(reminders)


class Reminders(Gateway):
    """Reads and keeps the reminders of one workspace's people."""

    def get(self, person: str) -> Reminder:
        """A person's reminder; one that nobody planned yet is empty."""
        return self._of(OF_PERSON, person)

    def for_change(self, person: str) -> Reminder:
        """The same, held against everybody else until the transaction ends."""
        # A row that is not there cannot be held: of two who plan somebody's first reminder one would be forgotten.
        self.upsert(BEGIN, person_id=person, tasks=[])
        return self._of(OF_PERSON_LOCKED, person)

    def keep(self, one: Reminder) -> None:
        """Save a reminder as it is now."""
        self.upsert(KEEP, person_id=one.person, next_at=one.next_at, last_day=one.last_day, tasks=list(one.tasks))

    def _of(self, statement: Any, person: str) -> Reminder:
        row = self.run(statement, person=person).one_or_none()
        if row is None:
            return Reminder(UserId(person))
        return Reminder(UserId(row.person_id), row.next_at, row.last_day, tuple(row.tasks))
