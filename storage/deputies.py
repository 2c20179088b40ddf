"""Who acts in somebody's place while they are on leave, in one workspace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.deputies import StandIn, StandInState, WhyOpen, Window
from domain.identity import UserId
from domain.refusals import Refused
from domain.roles import Role
from storage.statements import MINE, Gateway, as_new, columns_to_change, insert_of
from storage.tables.deputies import stand_ins

OURS = sa.select(stand_ins).where(stand_ins.c.workspace_id == MINE)
# Roles come before tasks by their own word: the databases do not agree on where nothing stands.
OF_LINE = tuple(stand_ins.c[name] for name in ("project_id", "role", "task_id", "id"))
IN_ORDER = (stand_ins.c.first_day, stand_ins.c.task_id.is_not(None), *OF_LINE)
NOT_OVER = stand_ins.c.state != sa.literal_column(f"'{StandInState.OVER.value}'")
BY_ID = OURS.where(stand_ins.c.id == sa.bindparam("line"))
BY_ID_LOCKED = BY_ID.with_for_update()
BY_IDS_LOCKED = (
    OURS.where(stand_ins.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(*IN_ORDER).with_for_update()
)
OF_LEAVE = OURS.where(stand_ins.c.leave_id == sa.bindparam("leave")).order_by(*IN_ORDER)
OF_LEAVES = OURS.where(stand_ins.c.leave_id.in_(sa.bindparam("ids", expanding=True))).order_by(*IN_ORDER)
OF_PERSON = OURS.where(stand_ins.c.person_id == sa.bindparam("person"), NOT_OVER).order_by(*IN_ORDER)
OF_DEPUTY = OURS.where(stand_ins.c.deputy_id == sa.bindparam("person"), NOT_OVER).order_by(*IN_ORDER)
COMING_IN = (
    OURS.where(stand_ins.c.project_id == sa.bindparam("project"), stand_ins.c.next_at <= sa.bindparam("now"))
    .order_by(*IN_ORDER)
    .with_for_update()
)
AWAY_AFTER = (
    sa.select(stand_ins.c.person_id)
    .where(stand_ins.c.workspace_id == MINE, NOT_OVER, stand_ins.c.ends_at > sa.bindparam("now"))
    .distinct()
    .order_by(stand_ins.c.person_id)
)
CHANGE = (
    sa.update(stand_ins)
    .where(stand_ins.c.workspace_id == MINE, stand_ins.c.id == sa.bindparam("line"))
    .values(columns_to_change(stand_ins))
)


class Deputies(Gateway):
    """Reads and keeps the lines of people's leave."""

    def get(self, line: str) -> StandIn:
        """The line with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, line)

    def for_change(self, line: str) -> StandIn:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, line)

    def hold(self, lines: Iterable[str]) -> list[StandIn]:
        """The lines with these ids, held against everybody else until the transaction ends, in one statement."""
        wanted = list(lines)
        return self._many(self.run(BY_IDS_LOCKED, ids=wanted)) if wanted else []

    def of_leave(self, leave: str) -> list[StandIn]:
        """Every line of one leave, those that are over included."""
        return self._many(self.run(OF_LEAVE, leave=leave))

    def of_leaves(self, ids: Iterable[str]) -> list[StandIn]:
        """The same of several leaves together."""
        wanted = list(ids)
        return self._many(self.run(OF_LEAVES, ids=wanted)) if wanted else []

    def of_person(self, person: str) -> list[StandIn]:
        """The lines of everything for which a person is or will be away."""
        return self._many(self.run(OF_PERSON, person=person))

    def of_deputy(self, person: str) -> list[StandIn]:
        """The lines that a person sees to, or will, in the place of others."""
        return self._many(self.run(OF_DEPUTY, person=person))

    def away_after(self, now: datetime) -> list[UserId]:
        """Everybody of whom something is or will be somebody else's after this moment."""
        return [UserId(one) for one in self.run(AWAY_AFTER, now=now).scalars()]

    def coming_in(self, project: str, now: datetime) -> list[StandIn]:
        """The lines that a project has to follow by now, held until the transaction ends."""
        return self._many(self.run(COMING_IN, project=project, now=now))

    def add(self, lines: Iterable[StandIn]) -> None:
        """Save new lines."""
        rows = [{"workspace_id": self.workspace, "id": one.id, **_columns(one)} for one in lines]
        if rows:
            self.connection.execute(insert_of(stand_ins), rows)

    def change(self, *lines: StandIn) -> None:
        """Save lines as they are now, however many in one statement."""
        rows = [{"workspace": self.workspace, "line": one.id, **as_new(_columns(one))} for one in lines]
        if rows:
            self.connection.execute(CHANGE, rows)

    def _one(self, statement: Any, line: str) -> StandIn:
        found = self._many(self.run(statement, line=line))
        if not found:
            raise Refused("That leave is not entered any more.")
        return found[0]

    def _many(self, rows: Iterable[Any]) -> list[StandIn]:
        return [line_from(row) for row in rows]


def _user(id: str | None) -> UserId | None:
    return UserId(id) if id else None


def line_from(row: Any) -> StandIn:
    """The line of somebody's leave in a row."""
    return StandIn(
        row.id,
        row.leave_id,
        UserId(row.person_id),
        row.project_id,
        Role(row.role) if row.role else None,
        row.task_id,
        _user(row.deputy_id),
        StandInState(row.state),
        UserId(row.given_by),
        Window(row.first_day, row.last_day, row.back_on, row.begins_at, row.ends_at),
        WhyOpen(row.why_open),
        row.words,
        _user(row.passed_on_by),
        _user(row.acting),
        _user(row.acted),
        row.next_at,
        bool(row.helped_before),
    )


def _columns(one: StandIn) -> dict[str, Any]:
    return {
        "leave_id": one.leave_id,
        "person_id": one.person,
        "project_id": one.project_id,
        "role": one.role.value if one.role else None,
        "task_id": one.task_id,
        "deputy_id": one.deputy,
        "state": one.state.value,
        "given_by": one.given_by,
        "first_day": one.window.first_day,
        "last_day": one.window.last_day,
        "back_on": one.window.back_on,
        "begins_at": one.window.begins_at,
        "ends_at": one.window.ends_at,
        "why_open": one.why_open.value,
        "words": one.words,
        "passed_on_by": one.passed_on_by,
        "acting": one.acting,
        "acted": one.acted,
        "next_at": one.next_at,
        "helped_before": one.helped_before,
    }
