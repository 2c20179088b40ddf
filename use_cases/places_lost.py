"""A deputy has a line no more: they cannot, they are away too, they have gone, or the leave was taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from domain.capacity import Leave
from domain.deputies import StandIn, WhyOpen
from domain.deputy_notices import PlacesOpen
from domain.identity import UserId
from domain.notices import ToPerson
from domain.people import Person
from storage.transactions import Transaction
from use_cases.deputies import redraw_places, whats_of


def hold_time(person: UserId, tx: Transaction) -> Person | None:
    """Hold somebody whose time changes, and for whom they stand in: what falls into the leave of those may be open
    again.
    """
    covered = {line.person for line in tx.deputies.of_deputy(person)}
    return next((one for one in tx.people.hold({person, *covered}) if one.id == person), None)


def open_again(lines: Iterable[StandIn], why: WhyOpen, tx: Transaction, now: datetime, words: str = "") -> None:
    """Take these lines from their deputies at once, and tell whoever looks for another one; once for each leave.

    Whoever calls holds those who are away, unless only one part is kept apart: their leave changes with it.
    """
    by_leave: dict[tuple[str, UserId], list[StandIn]] = defaultdict(list)
    found = {one.id: one.deputy for one in lines}
    # Somebody else may have been named, or it may be over, since it was looked for.
    held = [one for one in tx.deputies.hold(found) if not one.is_over and one.deputy == found[one.id]]
    tx.deputies.change(*(one.opened(why, now, words) for one in held))
    redraw_places(held, tx, now)
    for one in held:
        by_leave[(one.leave_id, one.deputy or UserId(""))].append(one)
    for (leave_id, deputy), opened in by_leave.items():
        _sees_to_no_more(leave_id, deputy, why, tx)
        told = whats_of(opened, tx)
        # Who is away too hears it as well: they may pass it on.
        told_not = set() if why is WhyOpen.AWAY else {deputy}
        for person in sorted({opened[0].person, deputy, *(one.given_by for one in opened)} - told_not):
            notice = PlacesOpen(ToPerson(person), leave_id, opened[0].person, deputy, why, words, told)
            tx.outbox.add(notice, now)


def _sees_to_no_more(leave_id: str, deputy: UserId, why: WhyOpen, tx: Transaction) -> None:
    """Nor is what comes later theirs, unless only one part was kept apart from what they hold."""
    leave = tx.capacity.one_leave(leave_id)
    if leave.deputy == deputy and why is not WhyOpen.DUTIES:
        tx.capacity.change_leave(leave.without_deputy)


def open_what_they_had(one: Leave, tx: Transaction, now: datetime) -> None:
    """Open again what somebody sees to in the place of others on days on which they are away themselves by now."""
    met = [
        line
        for line in tx.deputies.of_deputy(one.person)
        if line.window.first_day <= one.last_day and one.first_day <= line.until
    ]
    open_again(met, WhyOpen.AWAY, tx, now)


def end_places(leave_id: str, tx: Transaction, now: datetime) -> None:
    """Take everything back at once, because the leave was taken out."""
    _end(tx.deputies.of_leave(leave_id), tx, now)


def follow_account(person: UserId, tx: Transaction, now: datetime) -> None:
    """Let nobody stand in who cannot work here any more, nor for who has gone: what those held is told apart."""
    hold_time(person, tx)
    open_again(tx.deputies.of_deputy(person), WhyOpen.GONE, tx, now)
    _end(tx.deputies.of_person(person), tx, now)


def _end(lines: Iterable[StandIn], tx: Transaction, now: datetime) -> None:
    held = [one for one in tx.deputies.hold(one.id for one in lines) if not one.is_over]
    tx.deputies.change(*(one.ended(now) for one in held))
    redraw_places(held, tx, now)
