"""What falls into somebody's leave with who sees to it, and what a deputy takes over: as each reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.deputies import StandIn, StandInState, WhyOpen
from domain.identity import UserId
from domain.notices import ToPerson
from domain.people import Person
from domain.projects import Project
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import require_time
from use_cases.decisions_owed import decisions_owed
from use_cases.deputies import chooses, whats_of
from use_cases.leave_lines import EVERY
from use_cases.reading import Read

LINES_SHOWN = 12
LINES_OFFERED = 12


@dataclass(frozen=True)
class ShowDeputies:
    """What falls into this leave, and who sees to it? `beginning` of the lines were shown."""

    actor: Actor
    leave_id: str
    beginning: int = 0


@dataclass(frozen=True)
class DeputyLine:
    """One line: what it is about, and who has it, or why nobody does. Without `what` the reader must not know it."""

    id: str
    what: str
    is_task: bool
    deputy: UserId | None
    is_accepted: bool
    why_open: WhyOpen
    words: str
    may_choose: bool


@dataclass(frozen=True)
class DeputiesOfLeave:
    """A leave with its lines, a page of them; `decisions` wait for the person now, `asking` ask them every day."""

    leave_id: str
    person: UserId
    is_own: bool
    first_day: date
    last_day: date
    back_on: date | None
    lines: tuple[DeputyLine, ...]
    open_lines: int
    in_all: int
    beginning: int
    following: int | None
    decisions: int
    asking: tuple[str, ...]


@dataclass(frozen=True)
class OfferFacts:
    """What a deputy takes over of one leave, from the first day to the last on which they do."""

    leave_id: str
    person: UserId
    first_day: date
    until: date
    back_on: date | None
    whats: tuple[str, ...]
    more: int
    is_asked: bool
    is_over: bool


@read_only
def show_deputies(order: ShowDeputies, tx: Transaction, now: datetime) -> Named[DeputiesOfLeave]:
    """One page of what falls into a leave: one's own, or of somebody else for those who look after people's time.

    A deputy who is away too finds there what they may pass on.
    """
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    leave = tx.capacity.one_leave(order.leave_id)
    every, by_id = _still_falling(tx.deputies.of_leave(leave.id), tx)
    passed_on = [one for one in every if one.passed_on_by == order.actor.user_id]
    if not passed_on:
        require_time(order.actor, leave.person, Action.KEEP_TIME, tx)
    lines = passed_on or every
    person = tx.people.get(leave.person) or Person(leave.person, "")
    projects = tx.projects.running_of(leave.person, EVERY)
    lines.sort(key=lambda one: (one.task_id is not None, by_id[one.project_id].key))
    beginning = order.beginning if 0 <= order.beginning < len(lines) else 0
    seen = lines[beginning : beginning + LINES_SHOWN]
    shown = tuple(
        _line(one, by_id[one.project_id], what, order.actor) for one, what in zip(seen, whats_of(seen, tx), strict=True)
    )
    following = beginning + LINES_SHOWN
    return tx.people.named(
        DeputiesOfLeave(
            leave.id,
            leave.person,
            leave.person == order.actor.user_id,
            leave.first_day,
            leave.last_day,
            _back_on(lines[0], tx) if lines else None,
            shown,
            sum(one.deputy is None for one in lines),
            len(lines),
            beginning,
            following if following < len(lines) else None,
            len(list(decisions_owed(person, projects, tx, now))),
            tuple(one.key for one in projects if leave.person in one.asked and not one.is_hidden_from(order.actor)),
        )
    )


def _back_on(line: StandIn, tx: Transaction) -> date | None:
    """The day on which somebody is back at work; nobody says one while their next leave begins on it."""
    day = line.window.back_on
    away = any(one.id != line.leave_id for one in tx.capacity.leave((line.person,), day, day))
    return None if away else day


def _still_falling(lines: Iterable[StandIn], tx: Transaction) -> tuple[list[StandIn], dict[str, Project]]:
    """The lines of a leave that somebody has to see to, with their projects: nothing of a project that has ended."""
    open_lines = [one for one in lines if not one.is_over]
    by_id = {one.id: one for one in tx.projects.several({one.project_id for one in open_lines})}
    return [one for one in open_lines if not by_id[one.project_id].is_over], by_id


def _line(one: StandIn, project: Project, what: str, reader: Actor) -> DeputyLine:
    is_hidden = reader.user_id != one.person and project.is_hidden_from(reader)
    is_accepted = one.state is StandInState.ACCEPTED
    return DeputyLine(
        one.id,
        "" if is_hidden else what,
        one.task_id is not None,
        one.deputy,
        is_accepted,
        one.why_open,
        "" if is_hidden else one.words,
        chooses(reader, one, project),
    )


@read_only
def read_deputy_offer(order: Read, tx: Transaction, now: datetime) -> OfferFacts | None:
    """What the message to a deputy shows now; nothing where they had nothing before they were told."""
    permissions.require(order.actor, Action.DELIVER)
    deputy = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    every = tx.deputies.of_leave(order.about)
    if not every:
        return None
    lines, _ = _still_falling([one for one in every if one.deputy == deputy], tx)
    whats, window = whats_of(lines[:LINES_OFFERED], tx), every[0].window
    return OfferFacts(
        order.about,
        every[0].person,
        window.first_day,
        window.until,
        _back_on(every[0], tx),
        whats,
        max(0, len(lines) - LINES_OFFERED),
        any(one.state is StandInState.GIVEN for one in lines),
        all(one.is_over for one in every),
    )
