"""Leave is shortened or moved: who stands in follows its new days at once, and nothing that was said is asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.capacity import Leave, leave_problems
from domain.deputies import StandIn, WhyOpen, Window
from domain.history import Act, Change
from domain.identity import UserId
from domain.refusals import Refused, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import LEAVE_AHEAD, require_time
from use_cases.deputies import offer_places, redraw_places
from use_cases.leave import days_of, note_leave
from use_cases.leave_lines import PROJECTS_READ, lines_in, window_of
from use_cases.places_lost import open_again, open_what_they_had


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
    known = tx.people.get(one.person)
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
        open_what_they_had(after, tx, now)
        _move_places(after, order.actor, tx, now)
    return one.id


def _move_places(one: Leave, actor: Actor, tx: Transaction, now: datetime) -> None:
    """Let the lines of a leave follow its new days; what falls into them only now is open."""
    window = window_of(one, tx)
    wanted = {_about(line): line for line in _falling_into(one, window, actor, tx, now)}
    lines = [tx.deputies.for_change(line.id) for line in tx.deputies.of_leave(one.id)]
    for line in lines:
        if line.is_over:
            continue
        stays = wanted.pop(_about(line), None) is not None
        tx.deputies.change(line.moved(window, now) if stays else replace(line.ended(now), window=window))
        redraw_places(line, tx, now)
    tx.deputies.add(wanted.values() if now < window.ends_at else ())
    _look_who_is_away(one, window, tx, now)


def _look_who_is_away(one: Leave, window: Window, tx: Transaction, now: datetime) -> None:
    """Open what somebody has who is away on some of the new days; tell the others which days they are by now."""
    lines = [line for line in tx.deputies.of_leave(one.id) if line.deputy is not None and not line.is_over]
    deputies = sorted({line.deputy for line in lines if line.deputy is not None})
    away = {each.person for each in tx.capacity.leave(deputies, window.first_day, window.until)}
    open_again([line for line in lines if line.deputy in away], WhyOpen.AWAY, tx, now)
    for deputy in deputies:
        if deputy not in away:
            offer_places(one.id, deputy, tx, now)


def _falling_into(one: Leave, window: Window, actor: Actor, tx: Transaction, now: datetime) -> list[StandIn]:
    projects = [each for each in tx.projects.of_person(one.person, PROJECTS_READ) if not each.is_over]
    return [line for each in projects for line in lines_in(each, one, window, actor.user_id, tx, now)]


def _about(line: StandIn) -> tuple[object, ...]:
    return line.project_id, line.role, line.task_id
