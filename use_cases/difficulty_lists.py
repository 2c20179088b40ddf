"""Difficulties in a row: a page of a project's, and those that wait for somebody who leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.commands import ALL, DIFFICULTY_KEY, as_typed, bare_key, straighten
from domain.difficulties import Difficulty, DifficultyState, Severity
from domain.identity import UserId
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project_among

SHOWN_AT_ONCE = 8
MOST_TEXT = 80
OPEN = "open"
WORDS = (OPEN, ALL)


@dataclass(frozen=True)
class ListDifficulties:
    """A project's difficulties: those that are open, or all; with a text in them, if one is looked for.

    `typed` is what stands after the command, in any order; `beginning` is how many were shown before.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    with_resolved: bool = False
    beginning: int = 0
    search: str = ""
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DifficultyLine:
    """One difficulty in a list."""

    id: str
    key: str
    what: str
    severity: Severity
    state: DifficultyState
    reported_by: UserId
    days_old: int
    needed_by: date | None
    is_late: bool


@dataclass(frozen=True)
class DifficultyPage:
    """One page of a list; `following` is where the next one begins, if there is one."""

    project_key: str
    project_name: str
    lines: tuple[DifficultyLine, ...]
    open_in_all: int
    with_resolved: bool
    search: str
    beginning: int
    following: int | None


@read_only
def list_difficulties(order: ListDifficulties, tx: Transaction, now: datetime) -> Named[DifficultyPage]:
    """One page: the open ones most pressing first, or all of them newest first."""
    project, rest = find_project_among(order.actor, order.typed, order.key, order.channel, WORDS, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    states = [word for one in rest if (word := straighten(one).lower()) in WORDS]
    search = order.search or " ".join(as_typed(one) for one in rest if straighten(one).lower() not in WORDS)
    with_resolved = order.with_resolved or ALL in states or bool(DIFFICULTY_KEY.fullmatch(bare_key(search)))
    beginning, search = max(0, order.beginning), search.strip("\"'`“”")[:MOST_TEXT]
    read = tx.difficulties.all_in if with_resolved else tx.difficulties.open_in
    found = read(project.id, SHOWN_AT_ONCE + 1, beginning, search)
    page = DifficultyPage(
        project.key,
        project.name,
        difficulty_lines(found[:SHOWN_AT_ONCE], zone_of(project.zone), now),
        project.open_difficulties,
        with_resolved,
        search,
        beginning,
        beginning + SHOWN_AT_ONCE if len(found) > SHOWN_AT_ONCE else None,
    )
    return tx.people.named(page)


def difficulty_lines(found: Iterable[Difficulty], zone: ZoneInfo, now: datetime) -> tuple[DifficultyLine, ...]:
    """These difficulties as lines, their age in days of this zone's calendar."""
    today = local_date(now, zone)
    return tuple(
        DifficultyLine(
            one.id,
            one.key,
            one.what,
            one.severity,
            one.state,
            one.reported_by,
            one.days_open(today, zone),
            one.needed_by,
            one.is_open and one.needed_by is not None and one.needed_by < today,
        )
        for one in found
    )
