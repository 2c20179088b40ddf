"""New scope that somebody noted, and how much of it nobody has priced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.scope_notes import ScopeNote, Tally, no_such_note
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.changes import UNPRICED, scope_notes

OURS = sa.select(scope_notes).where(scope_notes.c.workspace_id == MINE)
IN_PROJECT = scope_notes.c.project_id == sa.bindparam("project")
BY_ID = OURS.where(scope_notes.c.id == sa.bindparam("note"))
OF_IDS = OURS.where(scope_notes.c.id.in_(sa.bindparam("ids", expanding=True)))
BY_ID_LOCKED = BY_ID.with_for_update()
OPEN = OURS.where(IN_PROJECT, sa.text(UNPRICED)).order_by(scope_notes.c.number).limit(sa.bindparam("most"))
OF_CHANGE = OURS.where(scope_notes.c.change_id == sa.bindparam("change")).order_by(scope_notes.c.number)
NEWEST = sa.select(sa.func.max(scope_notes.c.number)).where(scope_notes.c.workspace_id == MINE, IN_PROJECT)
TALLY = sa.select(
    sa.func.count().label("many"),
    sa.func.coalesce(sa.func.sum(scope_notes.c.minutes), 0).label("minutes"),
    (sa.func.count() - sa.func.count(scope_notes.c.minutes)).label("unguessed"),
).where(scope_notes.c.workspace_id == MINE, IN_PROJECT, sa.text(UNPRICED))
CHANGE = (
    sa.update(scope_notes)
    .where(scope_notes.c.workspace_id == MINE, scope_notes.c.id == sa.bindparam("note"))
    .values(**columns_to_change(scope_notes))
)


class ScopeNotes(Gateway):
    """Reads and keeps what was noted as new in the projects of one workspace."""

    def next_number(self, project: str) -> int:
        """The number of a project's next note; the project is held for change."""
        return (self.run(NEWEST, project=project).scalar() or 0) + 1

    def add(self, note: ScopeNote) -> None:
        """Save a new note."""
        self.insert(scope_notes, **vars(note))

    def change(self, note: ScopeNote) -> None:
        """Save what became of a note."""
        self.run(CHANGE, note=note.id, **as_new({name: value for name, value in vars(note).items() if name != "id"}))

    def get(self, note: str) -> ScopeNote:
        """The note with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, note)

    def for_change(self, note: str) -> ScopeNote:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, note)

    def of_ids(self, ids: Iterable[str]) -> list[ScopeNote]:
        """The notes with these ids; an id of nowhere or of another workspace gives none."""
        wanted = list(ids)
        return _notes(self.run(OF_IDS, ids=wanted)) if wanted else []

    def _one(self, statement: Any, note: str) -> ScopeNote:
        row = self.run(statement, note=note).one_or_none()
        if row is None:
            raise no_such_note()
        return note_from(row)

    def open_in(self, project: str, most: int) -> list[ScopeNote]:
        """What nobody has priced yet in a project, the oldest first."""
        return _notes(self.run(OPEN, project=project, most=most))

    def of_change(self, change: str) -> list[ScopeNote]:
        """What a change was made of."""
        return _notes(self.run(OF_CHANGE, change=change))

    def tally(self, project: str) -> Tally:
        """How much of a project nobody has priced."""
        return tally_of(self.run(TALLY, project=project).one())


def tally_of(row: Any) -> Tally:
    """The tally in a row of TALLY, whatever else stands in it."""
    return Tally(row.many, int(row.minutes), row.unguessed)


def _notes(rows: Iterable[Any]) -> list[ScopeNote]:
    return [note_from(row) for row in rows]


def note_from(row: Any) -> ScopeNote:
    """A row of the notes as the domain knows it."""
    return ScopeNote(
        row.id,
        row.project_id,
        row.number,
        row.what,
        row.minutes,
        UserId(row.noted_by),
        row.noted_at,
        row.source,
        UserId(row.source_by) if row.source_by else None,
        row.change_id,
        UserId(row.dropped_by) if row.dropped_by else None,
        row.dropped_at,
    )
