"""How much time people have, week by week: in one project's team, and for one person with everything that takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.capacity import (
    WEEK,
    Leave,
    PersonWeek,
    WeeklyHours,
    monday_of,
    person_weeks,
    weeks_between,
)
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from domain.staffing import workers
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, gone_among
from use_cases.skills import UNKNOWN
from use_cases.time_taken import keys_by_week

WEEKS_SHOWN = 4
PEOPLE_SHOWN = 10
OWN_WEEKS_SHOWN = 6
LEAVE_AHEAD = timedelta(days=731)
LEAVE_SHOWN = 10
BOOKINGS_SHOWN = 6


@dataclass(frozen=True)
class ShowTeam:
    """How much time do the people of a project have? From the week of this day on; `beginning` of them were shown."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    week: date | None = None
    beginning: int = 0


@dataclass(frozen=True)
class WeekLine:
    """One week of a person in minutes; `here` is what of it the project that is looked at has booked.

    `holiday` is what of `away` public holidays take, and the rest is leave. Where nothing is free `others` are the keys
    of the other projects that have booked it; without a key it is one that the reader must not know of.
    """

    week: date
    capacity: int
    booked: int
    here: int
    away: int
    free: int
    over: int
    holiday: int = 0
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: PersonWeek, here: int = 0, others: tuple[str, ...] = ()) -> WeekLine:
        """The week as it is shown."""
        named = () if one.free else others
        return cls(one.week, one.capacity, one.booked, here, one.away, one.free, one.over, one.holiday, named)


@dataclass(frozen=True)
class TeamLine:
    """One person of a project with their weeks."""

    person: UserId
    is_gone: bool
    weeks: tuple[WeekLine, ...]


@dataclass(frozen=True)
class TeamFacts:
    """The people of a project and the weeks that are looked at; `following` of them were shown, if there are more."""

    project_key: str
    project_name: str
    week: date
    earlier: date | None
    later: date
    lines: tuple[TeamLine, ...]
    beginning: int
    following: int | None
    may_book: bool


@dataclass(frozen=True)
class ShowTime:
    """What takes somebody's time? Nobody named is whoever asks."""

    actor: Actor
    person: UserId | None = None


@dataclass(frozen=True)
class BookedLine:
    """What one project has of a week; without a key it is one that the reader must not know of."""

    project_key: str
    minutes: int


@dataclass(frozen=True)
class OwnWeek:
    """One week of a person with the projects that have booked them."""

    week: WeekLine
    bookings: tuple[BookedLine, ...]


@dataclass(frozen=True)
class TimeOfPerson:
    """Somebody's weekly hours, their leave to come and their next weeks; usual hours are those of the workspace."""

    person: UserId
    is_own: bool
    minutes: int
    days: tuple[int, ...]
    is_usual: bool
    leave: tuple[Leave, ...]
    weeks: tuple[OwnWeek, ...]


def weeks_of(
    people: Iterable[UserId], first: date, last: date, tx: Transaction, besides: str | None = None
) -> dict[UserId, tuple[PersonWeek, ...]]:
    """The weeks of people between two days, in four statements however many people and weeks there are.

    What the project `besides` has booked counts as free: a project may use what is promised to it.
    """
    wanted = tuple(dict.fromkeys(people))
    weeks = weeks_between(first, last)
    if not wanted or not weeks:
        return dict.fromkeys(wanted, ())
    calendar = tx.workspaces.get().calendar
    hours = tx.capacity.hours(wanted)
    leave: dict[UserId, list[Leave]] = defaultdict(list)
    for one in tx.capacity.leave(wanted, weeks[0], weeks[-1] + WEEK):
        leave[one.person].append(one)
    booked: dict[UserId, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for booking in tx.capacity.bookings(wanted, weeks[0], weeks[-1]):
        if booking.project_id != besides:
            booked[booking.person][booking.week] += booking.minutes
    return {
        person: tuple(
            person_weeks(
                hours.get(person) or WeeklyHours.usual(person, calendar), weeks, leave[person], booked[person], calendar
            )
        )
        for person in wanted
    }


@read_only
def show_team(order: ShowTeam, tx: Transaction, now: datetime) -> Named[TeamFacts]:
    """A project's people with the next weeks: free, booked and away, who is booked too much first."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_TEAM, project, tx.workspaces.get())
    this_week = monday_of(local_date(now, zone_of(project.zone)))
    first = max(monday_of(order.week or this_week), this_week)
    last = first + WEEK * (WEEKS_SHOWN - 1)
    people = tuple(dict.fromkeys((*workers(project), *tx.capacity.booked_in(project.id, this_week))))
    lines = _team_lines(people, first, last, project, order.actor, tx)
    beginning = order.beginning if 0 <= order.beginning < len(lines) else 0
    following = beginning + PEOPLE_SHOWN if len(lines) > beginning + PEOPLE_SHOWN else None
    facts = TeamFacts(
        project.key,
        project.name,
        first,
        max(this_week, first - WEEK * WEEKS_SHOWN) if first > this_week else None,
        last + WEEK,
        tuple(lines[beginning : beginning + PEOPLE_SHOWN]),
        beginning,
        following,
        permissions.allowed(order.actor, Action.BOOK_PEOPLE, project) and not project.is_over,
    )
    return tx.people.named(facts)


def _team_lines(
    people: tuple[UserId, ...], first: date, last: date, project: Project, reader: Actor, tx: Transaction
) -> list[TeamLine]:
    weeks, gone = weeks_of(people, first, last, tx), gone_among(people, tx)
    held = tx.capacity.bookings(people, first, last)
    here = {(one.person, one.week): one.minutes for one in held if one.project_id == project.id}
    others = keys_by_week((one for one in held if one.project_id != project.id), reader, tx)
    names = {one.id: one.name.casefold() for one in tx.people.known(people)}
    lines = [
        TeamLine(
            person,
            person in gone,
            tuple(
                WeekLine.of(one, here.get((person, one.week), 0), others.get((person, one.week), ()))
                for one in weeks[person]
            ),
        )
        for person in people
    ]
    return sorted(lines, key=lambda one: (not any(week.over for week in one.weeks), names.get(one.person, "")))


@read_only
def show_time(order: ShowTime, tx: Transaction, now: datetime) -> Named[TimeOfPerson]:
    """Somebody's hours, leave and bookings: one's own, or of somebody else for those who look after people's time."""
    person = order.person or order.actor.user_id
    require_time(order.actor, person, Action.SEE_TIME, tx)
    known, workspace = tx.people.get(person), tx.workspaces.get()
    today = local_date(now, zone_of(known.zone if known else workspace.zone))
    first = monday_of(today)
    last = first + WEEK * (OWN_WEEKS_SHOWN - 1)
    own = tx.capacity.hours((person,)).get(person)
    hours = own or WeeklyHours.usual(person, workspace.calendar)
    leave = tuple(tx.capacity.leave((person,), today, today + LEAVE_AHEAD))[:LEAVE_SHOWN]
    weeks = _own_weeks(person, first, last, order.actor, tx)
    is_own = person == order.actor.user_id
    return tx.people.named(TimeOfPerson(person, is_own, hours.minutes, hours.days, own is None, leave, weeks))


def require_time(actor: Actor, person: UserId, action: Action, tx: Transaction) -> None:
    """Let pass whoever sees or changes their own time, and for that of others those who look after people's time."""
    if person == actor.user_id:
        permissions.require(actor, Action.SEE_OWN_WORK)
        return
    permissions.require(actor, action, tx.workspaces.get())
    if tx.people.get(person) is None:
        raise Refused(UNKNOWN)


def _own_weeks(person: UserId, first: date, last: date, reader: Actor, tx: Transaction) -> tuple[OwnWeek, ...]:
    held = tx.capacity.bookings((person,), first, last)
    projects = {one.id: one for one in tx.projects.several([*{one.project_id for one in held}])}
    found: dict[date, list[BookedLine]] = defaultdict(list)
    for one in held:
        project = projects[one.project_id]
        found[one.week].append(BookedLine("" if project.is_hidden_from(reader) else project.key, one.minutes))
    return tuple(
        OwnWeek(WeekLine.of(one), tuple(sorted(found[one.week], key=lambda line: line.project_key or "~")))
        for one in weeks_of((person,), first, last, tx)[person]
    )
