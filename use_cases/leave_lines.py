"""What falls into a leave: each role and each task of its person as a line that somebody else can see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import zone_of
from domain.capacity import Leave, WeeklyHours
from domain.deputies import StandIn, WhyOpen, Window
from domain.deputy_choice import duties_problem, lines_of
from domain.identity import UserId
from domain.people import Person
from domain.projects import Project
from domain.refusals import Problem
from storage.transactions import Transaction
from use_cases.deputies import offer_places, person_problems, self_problems, what_of

NOT_YOURS = "Only whoever is away, or an administrator, says who stands in. Leave it empty: they choose line by line."
EVERY = 1000
"""More than anybody has a part in: it bounds what is read, and leaves nothing out."""


@dataclass(frozen=True)
class Falling:
    """One line with its project and in words, as it is named to people."""

    line: StandIn
    project: Project
    what: str


def window_of(one: Leave, tx: Transaction) -> Window:
    """When a leave keeps somebody from what they do, on their own clock and by their own days."""
    return windows_of([one], tx)[one.id]


def windows_of(leave: Iterable[Leave], tx: Transaction) -> dict[str, Window]:
    """The same of several leaves, by their ids, in as many questions as of one."""
    every, workspace = list(leave), tx.workspaces.get()
    people = {one.person for one in every}
    zones = {one.id: one.zone for one in tx.people.known(people)}
    own = tx.capacity.hours(people)
    return {
        one.id: Window.of(
            one,
            own.get(one.person) or WeeklyHours.usual(one.person, workspace.calendar),
            workspace.calendar,
            zone_of(zones.get(one.person, workspace.zone)),
        )
        for one in every
    }


def usual_deputy_problems(deputy: UserId | None, one: Leave, by: Actor, tx: Transaction) -> list[Problem]:
    """What is wrong with the person who is to see to everything, and with who names them, beside the field."""
    if deputy is None:
        return []
    if one.person != by.user_id and not permissions.allowed(by, Action.NAME_DEPUTY):
        return [Problem(NOT_YOURS, "deputy")]
    return self_problems(deputy, one.person, by) or person_problems(deputy, one.person, window_of(one, tx), tx)


def falling_into(
    one: Leave, window: Window, tx: Transaction, now: datetime, project: Project | None = None
) -> Iterator[Falling]:
    """What falls into a leave, of one project or of all: each as a line that nobody has yet, in a few questions."""
    led = tx.projects.running_of(one.person, EVERY) if project is None else [project]
    tasks = tx.tasks.open_of(one.person, EVERY, project.id if project else None)
    due = [task for task in tasks if task.due <= window.until]
    others = {task.project_id for task in due} - {each.id for each in led}
    projects = {each.id: each for each in (*led, *tx.projects.several(sorted(others)))}
    for each in led:
        for role in () if each.is_over else lines_of(each, one.person):
            line = StandIn.of(one.id, one.person, each.id, one.person, window, now, role=role)
            yield Falling(line, each, what_of(line, each, None))
    for task in due:
        line = StandIn.of(one.id, one.person, task.project_id, one.person, window, now, task_id=task.id)
        yield Falling(line, projects[task.project_id], what_of(line, projects[task.project_id], task))


def open_places(one: Leave, tx: Transaction, now: datetime) -> None:
    """Write down what falls into a leave, line by line, in the hands of its deputy where duties allow it."""
    place(one, list(falling_into(one, window_of(one, tx), tx, now)), tx, now)


def place(one: Leave, falling: Iterable[Falling], tx: Transaction, now: datetime) -> list[StandIn]:
    """Save new lines of a leave, and tell its deputy; whoever named them for another gave none that they must not know
    of, whenever it comes.
    """
    deputy = _usual_deputy(one, tx)
    theirs = tx.deputies.of_deputy(deputy.id) if deputy else []
    giver = one.named_by or one.person
    placed: list[StandIn] = []
    for each in falling:
        may = giver == one.person or not each.project.is_hidden_from(Actor(tx.workspace, giver))
        line = _given(each, deputy, giver, [*theirs, *placed], now) if may and deputy else each.line
        placed.append(line)
    tx.deputies.add(placed)
    if any(line.deputy for line in placed) and deputy is not None:
        offer_places(one.id, deputy.id, tx, now)
    return placed


def _usual_deputy(one: Leave, tx: Transaction) -> Person | None:
    """Who sees to whatever falls into a leave, while they can."""
    if one.deputy is None or person_problems(one.deputy, one.person, window_of(one, tx), tx):
        return None
    return tx.people.get(one.deputy)


def _given(each: Falling, deputy: Person, by: UserId, theirs: Iterable[StandIn], now: datetime) -> StandIn:
    if duties_problem(each.line, deputy, each.project, [one for one in theirs if one.deputy == deputy.id]):
        return each.line.opened(WhyOpen.DUTIES, now)
    return each.line.given(deputy.id, by, now)
