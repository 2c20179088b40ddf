"""Errands: kept when a request is refused, changed until somebody answers, forgotten when they are old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.errands import Errand, no_such_errand
from domain.identity import UserId
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.errands import errands

BY_ID = sa.select(errands).where(errands.c.workspace_id == MINE, errands.c.id == sa.bindparam("errand"))
OF_IDS = sa.select(errands).where(errands.c.workspace_id == MINE, errands.c.id.in_(sa.bindparam("ids", expanding=True)))
BY_ID_LOCKED = BY_ID.with_for_update()
CHANGE = (
    sa.update(errands)
    .where(errands.c.workspace_id == MINE, errands.c.id == sa.bindparam("errand"))
    .values(**columns_to_change(errands))
)
# The ids of those asked stand in a list of JSON; what is kept is a month's, so that little is looked through.
OPEN_OF = (
    sa.select(errands)
    .where(
        errands.c.workspace_id == MINE,
        errands.c.performed_at.is_(None),
        errands.c.declined_at.is_(None),
        sa.cast(errands.c.asked, sa.Text).contains(sa.bindparam("quoted_person"), autoescape=False),
    )
    .order_by(errands.c.kept_at, errands.c.id)
    .limit(sa.bindparam("most"))
)
# Whoever holds one is about to do it, and holds what this transaction holds next: nobody waits here for them.
# What is typed into a form is not held, nor is another project's: of two that are moved at once each finds its own.
_OPEN_NAMED = sa.select(errands).where(
    errands.c.workspace_id == MINE,
    errands.c.performed_at.is_(None),
    errands.c.declined_at.is_(None),
    errands.c.kind != "view",
    errands.c.name.in_(sa.bindparam("names", expanding=True)),
)
OPEN_NAMED = _OPEN_NAMED.order_by(errands.c.id).with_for_update(skip_locked=True)
OPEN_NAMED_IN = OPEN_NAMED.where(errands.c.project_id == sa.bindparam("project"))
# Who lends them has its turn once: it waits for whoever is about to do one, before it holds the project.
OPEN_IN = (
    sa.select(errands)
    .where(
        errands.c.workspace_id == MINE,
        errands.c.project_id == sa.bindparam("project"),
        errands.c.performed_at.is_(None),
        errands.c.declined_at.is_(None),
    )
    .order_by(errands.c.id)
    .with_for_update()
)
FORGET = sa.delete(errands).where(errands.c.workspace_id == MINE, errands.c.kept_at < sa.bindparam("before"))


class Errands(Gateway):
    """Reads and keeps the errands of one workspace."""

    def __init__(self, connection: sa.Connection, workspace: str) -> None:
        super().__init__(connection, workspace)
        self.under_way = ""
        """The errand that this transaction does, which is not to be ended by what does it."""

    def add(self, errand: Errand) -> None:
        """Keep a request that was refused."""
        self.insert(errands, id=errand.id, **_columns(errand))

    def get(self, errand: str) -> Errand:
        """The errand with this id; refuses one that was forgotten."""
        return self._one(BY_ID, errand)

    def for_change(self, errand: str) -> Errand:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, errand)

    def of_ids(self, ids: Iterable[str]) -> list[Errand]:
        """The errands with these ids; an id of nowhere or of another workspace gives none."""
        wanted = list(ids)
        return [_errand(row) for row in self.run(OF_IDS, ids=wanted)] if wanted else []

    def open_of(self, person: str, most: int) -> list[Errand]:
        """What a person was asked to do for others and has not answered, the oldest first."""
        return [_errand(row) for row in self.run(OPEN_OF, quoted_person=f'"{person}"', most=most)]

    def open_named(self, names: Iterable[str]) -> list[Errand]:
        """What waits to be done by one of these buttons or commands; not what this or another transaction is doing."""
        return self._not_under_way(self.run(OPEN_NAMED, names=sorted(names)))

    def open_named_in(self, project: str, names: Iterable[str]) -> list[Errand]:
        """The same for one project."""
        return self._not_under_way(self.run(OPEN_NAMED_IN, project=project, names=sorted(names)))

    def open_in(self, project: str) -> list[Errand]:
        """What people were asked in a project and have not answered, held; to be asked before the project is held."""
        return [_errand(row) for row in self.run(OPEN_IN, project=project)]

    def _not_under_way(self, rows: Iterable[Any]) -> list[Errand]:
        return [one for one in map(_errand, rows) if one.id != self.under_way]

    def _one(self, statement: Any, errand: str) -> Errand:
        row = self.run(statement, errand=errand).one_or_none()
        if row is None:
            raise no_such_errand()
        return _errand(row)

    def change(self, errand: Errand) -> None:
        """Save what became of an errand."""
        self.run(CHANGE, errand=errand.id, **as_new(_columns(errand)))

    def forget_before(self, moment: datetime) -> None:
        """Drop what was kept before this moment."""
        self.run(FORGET, before=moment)


def _errand(row: Any) -> Errand:
    return Errand(
        row.id,
        row.workspace_id,
        UserId(row.asked_by),
        _people(row.who_may),
        row.what,
        row.said,
        row.kind,
        row.name,
        row.request,
        row.kept_at,
        row.project_id,
        _people(row.asked),
        UserId(row.answered_by) if row.answered_by else None,
        row.performed_at,
        row.declined_at,
        row.decline_reason,
    )


def _people(ids: list[str]) -> tuple[UserId, ...]:
    return tuple(UserId(one) for one in ids)


def _columns(one: Errand) -> dict[str, Any]:
    return {
        "project_id": one.project_id,
        "asked_by": one.asked_by,
        "who_may": list(one.who_may),
        "what": one.what,
        "said": one.said,
        "kind": one.kind,
        "name": one.name,
        "request": one.request,
        "kept_at": one.kept_at,
        "asked": list(one.asked),
        "answered_by": one.answered_by,
        "performed_at": one.performed_at,
        "declined_at": one.declined_at,
        "decline_reason": one.decline_reason,
    }
