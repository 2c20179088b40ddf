"""The history of a workspace: added to, read in pages, never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.actors import Actor
from domain.history import IN_PLACE_OF, Act, Change, Entry
from domain.identity import UserId
from storage.statements import MINE, Gateway
from storage.tables.history import history

CHANGES = TypeAdapter(tuple[Change, ...])
EDGE: sa.BindParameter[Any] = sa.bindparam("edge")


@cache
def _page(about: bool, by: bool, newer: bool) -> sa.Select[Any]:
    """The lines of a project beyond one of them, nearest first."""
    found = sa.select(history).where(history.c.workspace_id == MINE, history.c.project_id == sa.bindparam("project"))
    if about:
        found = found.where(history.c.about == sa.bindparam("about"))
    if by:
        found = found.where(history.c.by == sa.bindparam("by"))
    found = found.where(history.c.number > EDGE if newer else history.c.number < EDGE)
    return found.order_by(history.c.number if newer else history.c.number.desc()).limit(sa.bindparam("most"))


NEWEST = 2**62
STAFFING = (Act.CREATED, Act.HANDED_OVER, Act.CHANGED_TEAM)
OF_STAFF = (
    sa.select(history)
    .where(
        history.c.workspace_id == MINE,
        history.c.project_id == sa.bindparam("project"),
        history.c.act.in_([act.value for act in STAFFING]),
    )
    .order_by(history.c.number)
)

OF_FIGURE = (
    sa.select(history)
    .where(
        history.c.workspace_id == MINE,
        history.c.project_id == sa.bindparam("project"),
        history.c.about == sa.bindparam("about"),
        sa.cast(history.c.changes, sa.Text).contains(sa.bindparam("of_field"), autoescape=False),
    )
    .order_by(history.c.number.desc())
    .limit(1)
)

IN_THEIR_PLACE = (
    sa.select(history, sa.func.count().over().label("in_all"))
    .where(
        history.c.workspace_id == MINE,
        history.c.project_id.in_(sa.bindparam("projects", expanding=True)),
        history.c.at >= sa.bindparam("since"),
        sa.or_(
            sa.cast(history.c.changes, sa.Text).contains(sa.bindparam("in_place"), autoescape=False),
            sa.and_(
                history.c.about.in_(sa.bindparam("lent", expanding=True)),
                history.c.by.in_(sa.bindparam("deputies", expanding=True)),
            ),
        ),
    )
    .order_by(history.c.number)
    .limit(sa.bindparam("most"))
)


@dataclass(frozen=True)
class Absence:
    """Since when somebody is away, in which projects, and which of their tasks, by key, are lent to whom."""

    person: UserId
    since: datetime
    projects: tuple[str, ...]
    lent: tuple[str, ...]
    deputies: tuple[UserId, ...]


class History(Gateway):
    """Adds to and reads the history of one workspace."""

    def __init__(self, connection: sa.Connection, workspace: str, actor: Actor | None = None) -> None:
        super().__init__(connection, workspace)
        self.actor = actor
        self.added = 0

    def add(
        self,
        by: UserId | None,
        now: datetime,
        act: Act,
        project: str | None,
        about: str = "",
        changes: tuple[Change, ...] = (),
    ) -> None:
        """Write down what was done, in the transaction that does it; nobody did what Steward does by itself.

        What somebody does in the place of who is away has both names.
        """
        self.added += 1
        if self.actor and by == self.actor.user_id and (away := self.actor.stands_for.get(project or "")):
            changes = (*changes, Change(IN_PLACE_OF, people_after=(away,)))
        self.insert(
            history,
            project_id=project,
            at=now,
            by=by or None,
            act=act.value,
            about=about,
            changes=CHANGES.dump_python(changes, mode="json"),
        )

    def of_project(
        self,
        project: str,
        most: int,
        before: int | None = None,
        after: int | None = None,
        about: str = "",
        by: UserId | None = None,
    ) -> list[Entry]:
        """A project's newest lines, newest first; those before a line's number, or those next after one.

        About one thing, or by one person, if that is asked.
        """
        names = ({"about": about} if about else {}) | ({"by": by} if by else {})
        edge = after if after is not None else before or NEWEST
        found = self.run(
            _page(bool(about), bool(by), after is not None), project=project, most=most, edge=edge, **names
        )
        return sorted((entry_from(row) for row in found), key=lambda line: -line.number)

    def in_place_of(self, away: Absence, most: int) -> tuple[list[tuple[str, Entry]], int]:
        """What was done in somebody's place or with what they lent, the first lines with their projects, and how many
        lines there are in all.
        """
        rows = self.run(
            IN_THEIR_PLACE,
            projects=away.projects,
            since=away.since,
            in_place=_as_kept(Change(IN_PLACE_OF, people_after=(away.person,))),
            lent=away.lent,
            deputies=away.deputies,
            most=most,
        ).all()
        return [(row.project_id, entry_from(row)) for row in rows], next((row.in_all for row in rows), 0)

    def newest_of_figure(self, project: str, about: str, field: str) -> Entry | None:
        """The newest line that says how this figure of the thing moved; None where it never did."""
        row = self.run(
            OF_FIGURE, project=project, about=about, of_field=json.dumps({"field": field})[1:-1]
        ).one_or_none()
        return entry_from(row) if row else None

    def of_staff(self, project: str) -> list[Entry]:
        """The lines of a project that say who was given a role, the oldest first."""
        return [entry_from(row) for row in self.run(OF_STAFF, project=project)]


def _as_kept(change: Change) -> str:
    """A change as it stands among the changes of a line."""
    return json.dumps(CHANGES.dump_python((change,), mode="json"))[1:-1]


def entry_from(row: Any) -> Entry:
    """A row of the history as the domain knows it."""
    by = UserId(row.by) if row.by else None
    return Entry(row.number, row.at, by, Act(row.act), row.about, CHANGES.validate_python(row.changes))
