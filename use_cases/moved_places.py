"""What falls into a leave that is entered already follows: its new days, and roles and tasks that came or went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.capacity import Leave
from domain.deputies import About, StandIn, WhyOpen, Window
from domain.deputy_choice import duties_problem
from domain.deputy_notices import PlacesAdded
from domain.identity import UserId
from domain.notices import ToPerson
from domain.projects import Project
from domain.tasks import Task
from storage.transactions import Transaction
from use_cases.capacity import LEAVE_AHEAD
from use_cases.deputies import offer_places, redraw_places
from use_cases.leave_lines import Falling, falling_into, place, window_of, windows_of
from use_cases.places_lost import open_again

AFTER_THE_LAST_DAY = timedelta(days=10)
"""Weekends and holidays that follow a leave are its deputy's, too."""


def coming_leave(people: Iterable[UserId], today: date, tx: Transaction) -> list[Leave]:
    """The leave of these people that runs or comes, and what has just ended and may be its deputy's still."""
    return tx.capacity.leave(people, today - AFTER_THE_LAST_DAY, today + 2 * LEAVE_AHEAD)


def move_places(one: Leave, tx: Transaction, now: datetime) -> None:
    """Let the lines of a leave follow its days, which have changed; what falls into them only now is its deputy's."""
    window = window_of(one, tx)
    wanted = {each.line.about: each for each in falling_into(one, window, tx, now)}
    _move_welcome(one, window, tx, now)
    held = _held(one, tx)
    stays = {line.id for line in held if wanted.pop(line.about, None) is not None}
    tx.deputies.change(
        *(line.moved(window, now) if line.id in stays else replace(line.ended(now), window=window) for line in held)
    )
    redraw_places(held, tx, now)
    place(one, wanted.values() if now < window.ends_at else (), tx, now)
    _look_who_is_away(one, window, tx, now)


def _move_welcome(one: Leave, window: Window, tx: Transaction, now: datetime) -> None:
    done = [line for line in tx.deputies.of_leave(one.id) if line.is_over and line.next_at is not None]
    tx.deputies.change(*(line.welcomed_with(window, now) for line in done))


def _held(one: Leave, tx: Transaction, project: Project | None = None) -> list[StandIn]:
    """The lines of a leave that are not over, held, of one project or of all."""
    found = (line for line in tx.deputies.of_leave(one.id) if project is None or line.project_id == project.id)
    held = tx.deputies.hold(line.id for line in found if not line.is_over)
    return [line for line in held if not line.is_over]


def _look_who_is_away(one: Leave, window: Window, tx: Transaction, now: datetime) -> None:
    """Open what somebody has who is away on some of the new days; tell the others which days they are by now."""
    lines = [line for line in tx.deputies.of_leave(one.id) if line.deputy is not None and not line.is_over]
    deputies = sorted({line.deputy for line in lines if line.deputy is not None})
    away = {each.person for each in tx.capacity.leave(deputies, window.first_day, window.until)}
    open_again([line for line in lines if line.deputy in away], WhyOpen.AWAY, tx, now)
    for deputy in deputies:
        if deputy not in away:
            offer_places(one.id, deputy, tx, now)


def follow_days(people: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """Let the leave of these people end when they work again by now: their usual week or the holidays have changed."""
    whose = sorted(set(people))
    tx.people.hold(whose)
    coming = coming_leave(whose, now.date(), tx)
    windows = windows_of(coming, tx)
    lines = tx.deputies.of_leaves(one.id for one in coming)
    moved = {line.leave_id for line in lines if line.next_at is not None and line.window != windows[line.leave_id]}
    for one in coming:
        if one.id in moved:
            move_places(one, tx, now)


def let_leave_follow(before: Task | None, after: Task, project: Project, tx: Transaction, now: datetime) -> None:
    """Let a task that is new, in other hands, due on another day or done by now fall into leave, or out of it."""
    if before is None or _in_hand(before) != _in_hand(after):
        people = {after.assignee} | ({before.assignee} if before else set())
        follow_places(project, people, tx, now)


def _in_hand(task: Task) -> tuple[object, ...]:
    return task.assignee, task.due, task.is_open, task.state.value == "declined"


def follow_places(project: Project, people: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """Let leave that is entered hold what of a project falls into it by now; whoever is away is told what is new."""
    if project.is_over:
        return
    whose = sorted(set(people))
    tx.people.hold_as_they_are(whose)
    for one in coming_leave(whose, now.date(), tx):
        window = window_of(one, tx)
        if now < window.ends_at:
            wanted = {each.line.about: each for each in falling_into(one, window, tx, now, project)}
            _end_others(one, wanted, project, tx, now)
            _add(one, wanted.values(), window, tx, now)


def _end_others(
    one: Leave,
    wanted: dict[About, Falling],
    project: Project,
    tx: Transaction,
    now: datetime,
) -> None:
    gone = [line for line in _held(one, tx, project) if wanted.pop(line.about, None) is None]
    tx.deputies.change(*(line.ended(now) for line in gone))
    redraw_places(gone, tx, now)


def _add(one: Leave, wanted: Iterable[Falling], window: Window, tx: Transaction, now: datetime) -> None:
    new = list(wanted)
    if not new:
        return
    placed = place(one, new, tx, now)
    deputy = next((line.deputy for line in placed if line.deputy), None)
    whats = tuple(each.what for each in new)
    tx.outbox.add(PlacesAdded(ToPerson(one.person), one.id, one.person, window.first_day, whats, deputy), now)


def follow_roles(before: Project, after: Project, tx: Transaction, now: datetime) -> None:
    """Let leave follow the roles of a project: what came and went falls in and out, and parts that are kept apart since
    are nobody's again, which is told.
    """
    held = ({(one.role, one.person) for one in each.staff} for each in (before, after))
    people = {person for _, person in set.symmetric_difference(*held)}
    follow_places(after, people, tx, now)
    for person in sorted(people):
        _keep_apart(person, after, tx, now)


def _keep_apart(person: UserId, project: Project, tx: Transaction, now: datetime) -> None:
    theirs = tx.deputies.of_deputy(person)
    known = tx.people.get(person) if theirs else None
    if known is not None:
        ours = [line for line in theirs if line.project_id == project.id]
        open_again([line for line in ours if duties_problem(line, known, project, theirs)], WhyOpen.DUTIES, tx, now)
