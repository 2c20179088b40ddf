"""The directory of people in one workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from domain.actors import Standing
from domain.identity import UserId
from domain.naming import people_in
from domain.people import Person, shown_name
from storage.statements import ESCAPE, MINE, Gateway, pattern_of, upsert_of
from storage.tables.directory import people, workspaces

F = TypeVar("F")
OURS = sa.select(people).where(people.c.workspace_id == MINE)
BY_ID = OURS.where(people.c.id == sa.bindparam("person"))
WITH_COUNTRY = BY_ID.outerjoin_from(people, workspaces, workspaces.c.id == people.c.workspace_id).add_columns(
    workspaces.c.country.label("writes_as_in")
)
BY_IDS = OURS.where(people.c.id.in_(sa.bindparam("ids", expanding=True)))
# One after the other by their ids: of two who hold several, neither waits for the other.
BY_IDS_LOCKED = BY_IDS.order_by(people.c.id).with_for_update()
BY_IDS_AS_THEY_ARE = BY_IDS.order_by(people.c.id).with_for_update(read=True, key_share=True)
NAMES = BY_IDS.with_only_columns(people.c.id, people.c.name, people.c.standing)
ADMINS = OURS.where(people.c.is_admin, people.c.standing == Standing.MEMBER.value).order_by(people.c.id)
NAMED_LIKE = (
    OURS.where(
        people.c.standing == Standing.MEMBER.value,
        sa.or_(
            people.c.name.ilike(sa.bindparam("first"), escape=ESCAPE),
            people.c.name.ilike(sa.bindparam("later"), escape=ESCAPE),
        ),
    )
    .order_by(people.c.id)
    .limit(sa.bindparam("most"))
)
KEEP = upsert_of(people)


@dataclass(frozen=True)
class Named(Generic[F]):
    """Facts with the names of the people they speak of, ready to be drawn."""

    facts: F
    names: Mapping[str, str]


class People(Gateway):
    """Reads and keeps the people of one workspace."""

    def __init__(self, connection: sa.Connection, workspace: str) -> None:
        super().__init__(connection, workspace)
        self._met: dict[str, Person] = {}

    def get(self, person: str) -> Person | None:
        """The person with this id, if the directory knows them."""
        return next(iter(self._meet(self.run(BY_ID, person=person))), None)

    def hold(self, ids: Iterable[str]) -> list[Person]:
        """These people, held against everybody else until the transaction ends, as whoever changes their time does."""
        wanted = sorted(set(ids))
        return self._meet(self.run(BY_IDS_LOCKED, ids=wanted)) if wanted else []

    def hold_as_they_are(self, ids: Iterable[str]) -> list[Person]:
        """The same, held against whoever changes their time, and against nobody else."""
        wanted = sorted(set(ids))
        return self._meet(self.run(BY_IDS_AS_THEY_ARE, ids=wanted)) if wanted else []

    def with_country(self, person: str) -> tuple[Person, str] | None:
        """The person with this id and the country of the workspace, in one statement; None for nobody known."""
        row = self.run(WITH_COUNTRY, person=person).one_or_none()
        return (self._meet([row])[0], row.writes_as_in or "") if row else None

    def known(self, ids: Iterable[str]) -> list[Person]:
        """Those of these people whom the directory knows, in no order."""
        wanted = sorted(set(ids))
        return self._meet(self.run(BY_IDS, ids=wanted)) if wanted else []

    def named(self, facts: F) -> Named[F]:
        """The facts with the name of everybody they speak of; whom the transaction has read is not read again."""
        wanted = people_in(facts)
        names = {one: shown_name(met.name, met.standing) for one in wanted if (met := self._met.get(one))}
        unmet = sorted(wanted - names.keys())
        rows = self.run(NAMES, ids=unmet) if unmet else ()
        return Named(facts, names | {row.id: shown_name(row.name, Standing(row.standing)) for row in rows})

    def named_like(self, word: str, most: int) -> list[Person]:
        """Members one of whose names begins with this word."""
        beginning = pattern_of(word)[1:]
        return [_person(row) for row in self.run(NAMED_LIKE, first=beginning, later=f"% {beginning}", most=most)]

    def administrators(self) -> list[Person]:
        """The workspace's administrators."""
        return [_person(row) for row in self.run(ADMINS)]

    def keep(self, person: Person) -> None:
        """Remember this person as they are now."""
        self._met.pop(person.id, None)
        self.upsert(
            KEEP,
            id=person.id,
            name=person.name,
            title=person.title,
            zone=person.zone,
            standing=person.standing.value,
            is_admin=person.is_admin,
        )

    def _meet(self, rows: Iterable[Any]) -> list[Person]:
        met = [_person(row) for row in rows]
        self._met |= {one.id: one for one in met}
        return met


def _person(row: Any) -> Person:
    return Person(UserId(row.id), row.name, row.title, row.zone, Standing(row.standing), row.is_admin)
