"""When somebody works and when they are away: entered by themselves, or by those who look after people's time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import DAY_NAMES, day_words, local_date, zone_of
from domain.capacity import Leave, WeeklyHours, leave_problems, weekly_hours_problems
from domain.deputy_notices import Kept, LeaveKept
from domain.history import Act, Change
from domain.hours import hours_words, typed_minutes
from domain.identity import UserId, new_id
from domain.notices import ToPerson
from domain.refusals import refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import LEAVE_AHEAD, require_time
from use_cases.leave_lines import open_places, usual_deputy_problems
from use_cases.means import note_those_using
from use_cases.moved_places import follow_days
from use_cases.places_lost import end_places, hold_time, open_what_they_had

AROUND = timedelta(days=10)
"""A round that opens on one date may ask on another of the person's, after days on which nobody works."""


def leave_around(people: Iterable[UserId], moment: datetime, tx: Transaction) -> list[Leave]:
    """The leave of these people that may matter to what is asked of them at this moment."""
    return tx.capacity.leave(people, moment.date() - AROUND, moment.date() + AROUND)


@dataclass(frozen=True)
class PrepareTime:
    """Open the form for somebody's leave, or the one for their weekly hours."""

    actor: Actor
    person: UserId


@dataclass(frozen=True)
class TimeForm:
    """Whose time it is, and the hours and days of their usual week."""

    person: UserId
    is_own: bool
    minutes: int
    days: tuple[int, ...]
    is_usual: bool
    may_name: bool
    """Whether whoever fills it in also says who stands in."""


@dataclass(frozen=True)
class AddLeave:
    """Somebody is away on these days, both included."""

    actor: Actor
    person: UserId
    first_day: date
    last_day: date
    deputy: UserId | None = None
    """Who is to see to everything meanwhile; each line can be changed afterwards."""


@dataclass(frozen=True)
class DropLeave:
    """They are not away after all."""

    actor: Actor
    leave_id: str


@dataclass(frozen=True)
class ChangeHours:
    """Somebody's usual week: hours as typed, and its days (0 = Monday … 6 = Sunday)."""

    actor: Actor
    person: UserId
    hours: str
    days: tuple[int, ...]


@read_only
def prepare_time(order: PrepareTime, tx: Transaction, now: datetime) -> Named[TimeForm]:
    """The form for one's own time, or for somebody's whose time one looks after."""
    require_time(order.actor, order.person, Action.KEEP_TIME, tx)
    own = tx.capacity.hours((order.person,)).get(order.person)
    hours = own or WeeklyHours.usual(order.person, tx.workspaces.get().calendar)
    is_own = order.person == order.actor.user_id
    may_name = is_own or permissions.allowed(order.actor, Action.NAME_DEPUTY)
    return tx.people.named(TimeForm(order.person, is_own, hours.minutes, hours.days, own is None, may_name))


def add_leave(order: AddLeave, tx: Transaction, now: datetime) -> str:
    """Enter leave with who stands in; refuses days that have passed, end before they begin, or overlap leave that is
    there, and a deputy who is not there. What they see to themselves in the place of others is open again.

    Returns the leave's id.
    """
    require_time(order.actor, order.person, Action.KEEP_TIME, tx)
    known = hold_time(order.person, tx)
    today = local_date(now, zone_of(known.zone if known else tx.workspaces.get().zone))
    there = tx.capacity.leave((order.person,), today, today + 2 * LEAVE_AHEAD)
    named_by = order.actor.user_id if order.deputy else None
    one = Leave(new_id(), order.person, order.first_day, order.last_day, order.deputy, named_by)
    problems = leave_problems(order.first_day, order.last_day, today, there)
    refuse_if_any(problems or usual_deputy_problems(order.deputy, one, order.actor, tx))
    tx.capacity.add_leave(one)
    deputy = (Change("deputy", people_after=(order.deputy,)),) if order.deputy else ()
    note_leave(Act.ENTERED_LEAVE, one.person, (Change("leave", "", days_of(one)), *deputy), order.actor, tx, now)
    tell_whose(one, Kept.ENTERED, order.actor, tx, now)
    open_what_they_had(one, tx, now)
    open_places(one, tx, now)
    return one.id


def drop_leave(order: DropLeave, tx: Transaction, now: datetime) -> UserId:
    """Take leave out again, and what deputies have of it at once; returns whose it was."""
    one = tx.capacity.one_leave(order.leave_id)
    require_time(order.actor, one.person, Action.KEEP_TIME, tx)
    tx.people.hold((one.person,))
    one = tx.capacity.one_leave(order.leave_id)
    tx.capacity.drop_leave(one.id)
    end_places(one.id, tx, now)
    note_leave(Act.TOOK_OUT_LEAVE, one.person, (Change("leave", days_of(one), ""),), order.actor, tx, now)
    tell_whose(one, Kept.TAKEN_OUT, order.actor, tx, now)
    return one.person


def change_hours(order: ChangeHours, tx: Transaction, now: datetime) -> None:
    """Save somebody's usual week; refuses no hours, more than anybody works, and no days."""
    require_time(order.actor, order.person, Action.KEEP_TIME, tx)
    typed = typed_minutes(order.hours)
    minutes = None if typed is None else round(typed)
    refuse_if_any(weekly_hours_problems(minutes, order.days))
    before = tx.capacity.hours((order.person,)).get(order.person)
    after = WeeklyHours(order.person, minutes or 0, tuple(sorted(set(order.days))))
    if after != before:
        tx.capacity.keep_hours(after)
        change = Change("usual week", _week(before) if before else "", _week(after))
        note_leave(Act.CHANGED_HOURS, order.person, (change,), order.actor, tx, now)
        follow_days((order.person,), tx, now)


def note_leave(
    act: Act, person: UserId, changes: tuple[Change, ...], actor: Actor, tx: Transaction, now: datetime
) -> None:
    """Write down what became of somebody's time, and whose it is where another says so."""
    whom = () if person == actor.user_id else (Change("of", people_after=(person,)),)
    tx.history.add(actor.user_id, now, act, None, "", (*changes, *whom))
    note_those_using(person, tx)


def tell_whose(one: Leave, did: Kept, actor: Actor, tx: Transaction, now: datetime) -> None:
    """Tell somebody what another did about their leave, who looks after people's time."""
    if actor.user_id != one.person:
        days = one.first_day, one.last_day
        notice = LeaveKept(ToPerson(one.person), one.id, actor.user_id, did, *days, deputy=one.deputy)
        tx.outbox.add(notice, now)


def days_of(one: Leave) -> str:
    """The days of a leave in words, both included."""
    return f"{day_words(one.first_day)} to {day_words(one.last_day)}"


def _week(one: WeeklyHours) -> str:
    return f"{hours_words(one.minutes)} on {', '.join(DAY_NAMES[day] for day in one.days)}"
