"""When the people of a workspace have time: however many people and weeks are asked for, one statement each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.capacity import Booking, Leave, WeeklyHours
from domain.identity import UserId
from domain.projects import RUNNING
from domain.refusals import Refused
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.capacity import bookings, leave, weekly_hours
from storage.tables.projects import projects

PEOPLE: sa.BindParameter[Any] = sa.bindparam("people", expanding=True)
FIRST: sa.BindParameter[Any] = sa.bindparam("first")
LAST: sa.BindParameter[Any] = sa.bindparam("last")
HOURS = sa.select(weekly_hours).where(weekly_hours.c.workspace_id == MINE, weekly_hours.c.person_id.in_(PEOPLE))
KEEP_HOURS = upsert_of(weekly_hours)
OUR_LEAVE = sa.select(leave).where(leave.c.workspace_id == MINE)
LEAVE = OUR_LEAVE.where(leave.c.person_id.in_(PEOPLE), leave.c.last_day >= FIRST, leave.c.first_day <= LAST).order_by(
    leave.c.person_id, leave.c.first_day, leave.c.id
)
ONE_LEAVE = OUR_LEAVE.where(leave.c.id == sa.bindparam("leave"))
CHANGE_LEAVE = (
    sa.update(leave)
    .where(leave.c.workspace_id == MINE, leave.c.id == sa.bindparam("leave"))
    .values(
        first_day=sa.bindparam("new_first"),
        last_day=sa.bindparam("new_last"),
        deputy_id=sa.bindparam("new_deputy"),
        named_by=sa.bindparam("new_named_by"),
    )
)
DROP_LEAVE = sa.delete(leave).where(leave.c.workspace_id == MINE, leave.c.id == sa.bindparam("leave"))
OUR_BOOKINGS = sa.select(bookings).where(bookings.c.workspace_id == MINE)
# What was promised to a project that is over is nobody's any more.
IS_RUNNING = sa.exists(
    sa.select(1)
    .select_from(projects)
    .where(projects.c.id == bookings.c.project_id, projects.c.lifecycle.in_([one.value for one in RUNNING]))
)
BOOKINGS = OUR_BOOKINGS.where(
    bookings.c.person_id.in_(PEOPLE), bookings.c.week >= FIRST, bookings.c.week <= LAST, IS_RUNNING
).order_by(bookings.c.person_id, bookings.c.week, bookings.c.project_id)
BOOKED_IN = (
    sa.select(bookings.c.person_id)
    .where(bookings.c.workspace_id == MINE, bookings.c.project_id == sa.bindparam("project"), bookings.c.week >= FIRST)
    .distinct()
    .order_by(bookings.c.person_id)
)
KEEP_BOOKING = upsert_of(bookings)
DROP_BOOKINGS = sa.delete(bookings).where(
    bookings.c.workspace_id == MINE,
    bookings.c.project_id == sa.bindparam("project"),
    bookings.c.person_id == sa.bindparam("person"),
    bookings.c.week >= FIRST,
    bookings.c.week <= LAST,
)


class Capacity(Gateway):
    """Reads and keeps weekly hours, leave and bookings of one workspace."""

    def hours(self, people: Iterable[str]) -> dict[UserId, WeeklyHours]:
        """The weekly hours of those of these people who have hours of their own."""
        rows = self._of(HOURS, people)
        return {UserId(row.person_id): WeeklyHours(row.person_id, row.minutes, tuple(row.days)) for row in rows}

    def leave(self, people: Iterable[str], first: date, last: date) -> list[Leave]:
        """The leave of these people that touches the days from the first to the last, by person and date."""
        return [_leave(row) for row in self._of(LEAVE, people, first=first, last=last)]

    def bookings(self, people: Iterable[str], first: date, last: date) -> list[Booking]:
        """What running projects have booked of these people from one Monday to another, by person and week."""
        return [_booking(row) for row in self._of(BOOKINGS, people, first=first, last=last)]

    def booked_in(self, project: str, first: date) -> list[UserId]:
        """Everybody who is booked in a project in this week or later."""
        return [UserId(one) for one in self.run(BOOKED_IN, project=project, first=first).scalars()]

    def one_leave(self, id: str) -> Leave:
        """The leave with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(ONE_LEAVE, leave=id).one_or_none()
        if row is None:
            raise Refused("That leave is not entered any more.")
        return _leave(row)

    def keep_hours(self, hours: WeeklyHours) -> None:
        """Save the weekly hours of a person."""
        self.upsert(KEEP_HOURS, person_id=hours.person, minutes=hours.minutes, days=list(hours.days))

    def add_leave(self, one: Leave) -> None:
        """Save new leave."""
        self.insert(
            leave,
            id=one.id,
            person_id=one.person,
            first_day=one.first_day,
            last_day=one.last_day,
            deputy_id=one.deputy,
            named_by=one.named_by,
        )

    def change_leave(self, one: Leave) -> None:
        """Save the days of leave that is there, and who sees to whatever falls into them."""
        days = {"new_first": one.first_day, "new_last": one.last_day}
        self.run(CHANGE_LEAVE, leave=one.id, new_deputy=one.deputy, new_named_by=one.named_by, **days)

    def drop_leave(self, id: str) -> None:
        """Take leave out again."""
        self.run(DROP_LEAVE, leave=id)

    def book(self, wanted: Iterable[Booking]) -> None:
        """Save these bookings, each in place of what the person had in that project and week."""
        for one in wanted:
            self.upsert(
                KEEP_BOOKING, project_id=one.project_id, person_id=one.person, week=one.week, minutes=one.minutes
            )

    def unbook(self, project: str, person: str, first: date, last: date) -> None:
        """Take back what is booked of a person in a project in the weeks from one Monday to another."""
        self.run(DROP_BOOKINGS, project=project, person=person, first=first, last=last)

    def _of(self, statement: Any, people: Iterable[str], **names: Any) -> Iterable[Any]:
        wanted = sorted(set(people))
        return self.run(statement, people=wanted, **names) if wanted else ()


def _leave(row: Any) -> Leave:
    deputy, named_by = (UserId(one) if one else None for one in (row.deputy_id, row.named_by))
    return Leave(row.id, UserId(row.person_id), row.first_day, row.last_day, deputy, named_by)


def _booking(row: Any) -> Booking:
    return Booking(row.project_id, UserId(row.person_id), row.week, row.minutes)
