"""Somebody is back from leave: what was decided in their place and done of what they lent, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.calendars import local_date, zone_of
from domain.capacity import LONGEST_LEAVE
from domain.deputies import StandIn
from domain.history_sentences import sentence_of
from domain.identity import UserId
from domain.people import Person
from storage.history import Absence
from storage.transactions import Transaction, read_only
from use_cases.leave_lines import window_of
from use_cases.my_work import waiting_for
from use_cases.reading import Read

DEEDS_SHOWN = 12


@dataclass(frozen=True)
class Deed:
    """One thing that a deputy did, in which project, on which day of who was away; in the history's words."""

    project_key: str
    day: date
    by: UserId
    did: str
    about: str
    tail: str


@dataclass(frozen=True)
class BackFacts:
    """What somebody finds who was away: who stood in, the first things that were decided, how many more, what waits."""

    person: UserId
    deputies: tuple[UserId, ...]
    deeds: tuple[Deed, ...]
    more: int
    waiting: int


@read_only
def read_back_at_work(order: Read, tx: Transaction, now: datetime) -> BackFacts | None:
    """What was done in somebody's place while they were away, by whom, and how much waits for them now."""
    permissions.require(order.actor, Action.DELIVER)
    lines = lines_of_spell(order.about, tx)
    if not lines:
        return None
    person = tx.people.get(lines[0].person) or Person(lines[0].person, "")
    away = _absence(lines, tx)
    found, in_all = tx.history.in_place_of(away, DEEDS_SHOWN)
    keys = {one.id: one.key for one in tx.projects.several({project for project, _ in found})}
    said = [(keys[project], sentence_of(entry)) for project, entry in found]
    zone = zone_of(person.zone)
    deeds = tuple(
        Deed(key, local_date(one.entry.at, zone), one.entry.by or UserId(""), one.did, one.about, one.tail)
        for key, one in said
    )
    waiting = sum(not one.is_under_way for one in waiting_for(person, tx, now))
    return BackFacts(person.id, away.deputies, deeds, in_all - len(deeds), waiting)


def _absence(lines: Iterable[StandIn], tx: Transaction) -> Absence:
    every = list(lines)
    lent = tx.tasks.of_ids([one.task_id for one in every if one.task_id])
    return Absence(
        every[0].person,
        min(one.window.begins_at for one in every),
        tuple(sorted({one.project_id for one in every})),
        tuple(sorted(one.key for one in lent)),
        tuple(dict.fromkeys(one.deputy for one in every if one.deputy is not None)),
    )


def lines_of_spell(leave_id: str, tx: Transaction) -> list[StandIn]:
    """The lines of a leave and of those right before it, without a day at work between them."""
    lines = tx.deputies.of_leave(leave_id)
    if not lines:
        return []
    person, first = lines[0].person, lines[0].window.first_day
    earlier = tx.capacity.leave((person,), first - timedelta(days=LONGEST_LEAVE), first - timedelta(days=1))
    for one in sorted(earlier, key=lambda each: each.first_day, reverse=True):
        if one.first_day >= first or window_of(one, tx).back_on < first:
            break
        lines, first = [*tx.deputies.of_leave(one.id), *lines], one.first_day
    return lines
