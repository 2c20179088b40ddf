"""Requests to change what was approved, with everything that was offered and said, in the order it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.change_terms import Terms
from domain.changes import ChangeRequest, ChangeState, Turn, no_such_change
from domain.identity import UserId
from domain.refusals import Refused
from domain.scope_notes import Tally
from storage.scope_notes import TALLY, tally_of
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.changes import UNDECIDED, change_requests

TERMS, TURNS = TypeAdapter(Terms), TypeAdapter(tuple[Turn, ...])
OURS = sa.select(change_requests).where(change_requests.c.workspace_id == MINE)
BY_ID = OURS.where(change_requests.c.id == sa.bindparam("change"))
BY_ID_LOCKED = BY_ID.with_for_update()
OF_IDS = OURS.where(change_requests.c.id.in_(sa.bindparam("ids", expanding=True)))
BY_KEY = OURS.where(change_requests.c.key == sa.bindparam("key"))
OF_PLAN = OURS.where(change_requests.c.plan_id == sa.bindparam("plan"))
OF_PROJECT = (
    OURS.where(change_requests.c.project_id == sa.bindparam("project"))
    .order_by(change_requests.c.number.desc())
    .limit(sa.bindparam("most"))
)
IN_STATE = OF_PROJECT.where(change_requests.c.state.in_(sa.bindparam("states", expanding=True)))
OPEN = (
    OURS.where(sa.text(UNDECIDED))
    .order_by(change_requests.c.asked_at, change_requests.c.number)
    .limit(sa.bindparam("most"))
)
OPEN_IN = OPEN.where(change_requests.c.project_id.in_(sa.bindparam("projects", expanding=True)))
OLDEST = (
    OPEN.where(change_requests.c.project_id == sa.bindparam("project"))
    .with_only_columns(change_requests.c.key)
    .subquery("oldest")
)
DISCUSSED = sa.select(sa.func.aggregate_strings(OLDEST.c.key, " ")).scalar_subquery()
ASKED_FOR = TALLY.add_columns(DISCUSSED.label("discussed"))
NEWEST = sa.select(sa.func.max(change_requests.c.number)).where(
    change_requests.c.workspace_id == MINE, change_requests.c.project_id == sa.bindparam("project")
)
CHANGE = (
    sa.update(change_requests)
    .where(change_requests.c.workspace_id == MINE, change_requests.c.id == sa.bindparam("change"))
    .values(**columns_to_change(change_requests))
)


class Changes(Gateway):
    """Reads and keeps the changes of one workspace."""

    def next_number(self, project: str) -> int:
        """The number of a project's next change; the project is held for change."""
        return (self.run(NEWEST, project=project).scalar() or 0) + 1

    def add(self, one: ChangeRequest) -> None:
        """Save a new change."""
        self.insert(change_requests, id=one.id, **_columns(one))

    def change(self, one: ChangeRequest) -> None:
        """Save what became of a change."""
        self.run(CHANGE, change=one.id, **as_new(_columns(one)))

    def get(self, change: str) -> ChangeRequest:
        """The change with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, no_such_change(), change=change)

    def for_change(self, change: str) -> ChangeRequest:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, no_such_change(), change=change)

    def of_ids(self, ids: Iterable[str]) -> list[ChangeRequest]:
        """The changes with these ids; an id of nowhere or of another workspace gives none."""
        wanted = list(ids)
        return [change_from(row) for row in self.run(OF_IDS, ids=wanted)] if wanted else []

    def by_key(self, key: str) -> ChangeRequest:
        """The change with a key such as NET-C1; refuses a key nobody uses."""
        return self._one(BY_KEY, no_such_change(key), key=key)

    def of_plan(self, plan: str) -> ChangeRequest | None:
        """The change that a customer reads in this version of the plan, if it is one."""
        row = self.run(OF_PLAN, plan=plan).one_or_none()
        return change_from(row) if row else None

    def of_project(self, project: str, most: int) -> list[ChangeRequest]:
        """The newest changes of a project in any state, the newest first."""
        return [change_from(row) for row in self.run(OF_PROJECT, project=project, most=most)]

    def in_state(self, project: str, states: Iterable[ChangeState], most: int) -> list[ChangeRequest]:
        """The newest changes of a project in these states, the newest first."""
        wanted = [one.value for one in states]
        return [change_from(row) for row in self.run(IN_STATE, project=project, states=wanted, most=most)]

    def open_in(self, projects: Iterable[str], most: int) -> list[ChangeRequest]:
        """The changes of these projects that are not decided, the oldest first."""
        return [change_from(row) for row in self.run(OPEN_IN, projects=list(projects), most=most)]

    def asked_for(self, project: str, most: int) -> tuple[tuple[str, ...], Tally]:
        """What is asked of a project beyond what was agreed: the keys of so many changes that are not decided, the
        oldest first, and how much nobody has priced."""
        row = self.run(ASKED_FOR, project=project, most=most).one()
        return tuple((row.discussed or "").split()), tally_of(row)

    def _one(self, statement: Any, refusal: Refused, **names: Any) -> ChangeRequest:
        row = self.run(statement, **names).one_or_none()
        if row is None:
            raise refusal
        return change_from(row)


def change_from(row: Any) -> ChangeRequest:
    """A row of the changes as the domain knows it."""
    return ChangeRequest(
        row.id,
        row.project_id,
        row.key,
        row.number,
        row.what,
        row.why,
        UserId(row.asked_by),
        row.asked_at,
        TERMS.validate_python(row.approved),
        TURNS.validate_python(row.turns),
        ChangeState(row.state),
        row.plan_id,
        row.source,
        UserId(row.source_by) if row.source_by else None,
    )


def _columns(one: ChangeRequest) -> dict[str, Any]:
    plain = {name: value for name, value in vars(one).items() if name != "id"}
    return {
        **plain,
        "approved": TERMS.dump_python(one.approved, mode="json"),
        "turns": TURNS.dump_python(one.turns, mode="json"),
        "state": one.state.value,
    }
