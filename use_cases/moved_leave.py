"""Leave is shortened or moved: who stands in follows its new days at once, and nothing that was said is asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.capacity import leave_problems
from domain.deputy_notices import Kept
from domain.history import Act, Change
from domain.identity import UserId
from domain.refusals import Refused, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import LEAVE_AHEAD, require_time
from use_cases.leave import days_of, note_leave, tell_whose
from use_cases.moved_places import move_places
from use_cases.places_lost import hold_time, open_what_they_had


@dataclass(frozen=True)
class PrepareLeaveChange:
    """Open the form for the days of leave that is entered."""

    actor: Actor
    leave_id: str


@dataclass(frozen=True)
class LeaveForm:
    """Whose leave it is, and its days."""

    leave_id: str
    person: UserId
    is_own: bool
    first_day: date
    last_day: date


@dataclass(frozen=True)
class ChangeLeave:
    """They are away on these days instead, both included."""

    actor: Actor
    leave_id: str
    first_day: date
    last_day: date


@read_only
def prepare_leave_change(order: PrepareLeaveChange, tx: Transaction, now: datetime) -> Named[LeaveForm]:
    """The form with the days of leave as they are."""
    one = tx.capacity.one_leave(order.leave_id)
    require_time(order.actor, one.person, Action.KEEP_TIME, tx)
    is_own = one.person == order.actor.user_id
    return tx.people.named(LeaveForm(one.id, one.person, is_own, one.first_day, one.last_day))


def change_leave(order: ChangeLeave, tx: Transaction, now: datetime) -> str:
    """Shorten or move leave; refuses what new leave would be refused for. Returns its id.

    Whoever is back earlier than they thought may say so: the last day may have passed while the first one stays.
    """
    one = tx.capacity.one_leave(order.leave_id)
    require_time(order.actor, one.person, Action.KEEP_TIME, tx)
    known = hold_time(one.person, tx)
    # Read again now that nobody else changes it.
    one = tx.capacity.one_leave(order.leave_id)
    today = local_date(now, zone_of(known.zone if known else tx.workspaces.get().zone))
    if one.last_day < today:
        raise Refused("That leave is over, so its days stay as they were.")
    after = replace(one, first_day=order.first_day, last_day=order.last_day)
    there = tx.capacity.leave((one.person,), min(today, one.first_day), today + 2 * LEAVE_AHEAD)
    earliest = one.first_day if after.first_day == one.first_day else today
    others = [other for other in there if other.id != one.id]
    refuse_if_any(leave_problems(after.first_day, after.last_day, earliest, others))
    if after != one:
        tx.capacity.change_leave(after)
        days = Change("leave", days_of(one), days_of(after))
        note_leave(Act.ENTERED_LEAVE, one.person, (days,), order.actor, tx, now)
        tell_whose(after, Kept.MOVED, order.actor, tx, now)
        open_what_they_had(after, tx, now)
        move_places(after, tx, now)
    return one.id
