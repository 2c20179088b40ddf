"""Requests for projects: kept for good, because the project that was made of one says where it comes from."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.requests import ProjectRequest, RequestState, no_such_request
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.scope import IS_OPEN, project_requests

OURS = sa.select(project_requests).where(project_requests.c.workspace_id == MINE)
BY_ID = OURS.where(project_requests.c.id == sa.bindparam("request"))
BY_ID_LOCKED = BY_ID.with_for_update()
OF_PROJECT = OURS.where(project_requests.c.project_id == sa.bindparam("project"))
BY_NUMBER = OURS.where(project_requests.c.number == sa.bindparam("number"))
NEWEST_FIRST = (
    OURS.order_by(project_requests.c.number.desc()).limit(sa.bindparam("most")).offset(sa.bindparam("beginning"))
)
NEWEST_OF_PERSON = NEWEST_FIRST.where(project_requests.c.asked_by == sa.bindparam("person"))
OPEN = OURS.where(sa.text(IS_OPEN)).order_by(project_requests.c.number).limit(sa.bindparam("most"))
OPEN_OF_PERSON = OPEN.where(project_requests.c.asked_by == sa.bindparam("person"))
NEWEST = sa.select(sa.func.max(project_requests.c.number)).where(project_requests.c.workspace_id == MINE)
CHANGE = (
    sa.update(project_requests)
    .where(project_requests.c.workspace_id == MINE, project_requests.c.id == sa.bindparam("request"))
    .values(**columns_to_change(project_requests))
)


class Requests(Gateway):
    """Reads and keeps the requests of one workspace."""

    def next_number(self) -> int:
        """The number of the next request; two who take it at once are told apart by the database."""
        return (self.run(NEWEST).scalar() or 0) + 1

    def add(self, request: ProjectRequest) -> None:
        """Keep a new request."""
        self.insert(project_requests, id=request.id, **_columns(request))

    def get(self, request: str) -> ProjectRequest:
        """The request with this id; refuses one of nowhere or of another workspace."""
        return self._one(BY_ID, request)

    def for_change(self, request: str) -> ProjectRequest:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, request)

    def change(self, request: ProjectRequest) -> None:
        """Save what became of a request."""
        self.run(CHANGE, request=request.id, **as_new(_columns(request)))

    def open(self, most: int) -> list[ProjectRequest]:
        """The requests that nobody has answered, the oldest first."""
        return [_request(row) for row in self.run(OPEN, most=most)]

    def open_of(self, person: UserId, most: int) -> list[ProjectRequest]:
        """What one person asked for and nobody has answered, the oldest first."""
        return [_request(row) for row in self.run(OPEN_OF_PERSON, person=person, most=most)]

    def newest(self, beginning: int, most: int, person: UserId | None = None) -> list[ProjectRequest]:
        """A page of the requests of everybody, or of one person, the newest first, whatever became of them."""
        page = {"beginning": beginning, "most": most}
        rows = self.run(NEWEST_OF_PERSON, person=person, **page) if person else self.run(NEWEST_FIRST, **page)
        return [_request(row) for row in rows]

    def by_number(self, number: int) -> ProjectRequest | None:
        """The request that people call by this number, if there is one."""
        row = self.run(BY_NUMBER, number=number).one_or_none()
        return _request(row) if row else None

    def of_project(self, project: str) -> ProjectRequest | None:
        """The request that a project was made of, if it was."""
        row = self.run(OF_PROJECT, project=project).one_or_none()
        return _request(row) if row else None

    def _one(self, statement: Any, request: str) -> ProjectRequest:
        row = self.run(statement, request=request).one_or_none()
        if row is None:
            raise no_such_request()
        return _request(row)


def _request(row: Any) -> ProjectRequest:
    return ProjectRequest(
        row.id,
        row.workspace_id,
        row.number,
        UserId(row.asked_by),
        row.asked_at,
        row.what,
        row.why,
        row.customer,
        row.users_count,
        tuple(row.services),
        row.wanted_by,
        RequestState(row.state),
        UserId(row.answered_by) if row.answered_by else None,
        row.answered_at,
        row.reason,
        UserId(row.responsible) if row.responsible else None,
        row.project_id,
    )


def _columns(one: ProjectRequest) -> dict[str, Any]:
    return {
        "number": one.number,
        "asked_by": one.asked_by,
        "asked_at": one.asked_at,
        "what": one.what,
        "why": one.why,
        "customer": one.customer,
        "users_count": one.users_count,
        "services": list(one.services),
        "wanted_by": one.wanted_by,
        "state": one.state.value,
        "answered_by": one.answered_by,
        "answered_at": one.answered_at,
        "reason": one.reason,
        "responsible": one.responsible,
        "project_id": one.project_id,
    }
