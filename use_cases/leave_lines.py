"""What falls into a leave: each role and each task of its person as a line that somebody else can see to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import zone_of
from domain.capacity import Leave, WeeklyHours
from domain.deputies import StandIn, WhyOpen, Window, duties_problem, lines_of
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Problem
from storage.transactions import Transaction
from use_cases.deputies import chooses, offer_places, person_problems, self_problems

NOT_YOURS = "Only whoever is away, or an administrator, says who stands in. Leave it empty: they choose line by line."
PROJECTS_READ = 50
TASKS_READ = 20


def window_of(one: Leave, tx: Transaction) -> Window:
    """When a leave keeps somebody from what they do, on their own clock and by their own days."""
    known, workspace = tx.people.get(one.person), tx.workspaces.get()
    hours = tx.capacity.hours((one.person,)).get(one.person) or WeeklyHours.usual(one.person, workspace.calendar)
    return Window.of(one, hours, workspace.calendar, zone_of(known.zone if known else workspace.zone))


def usual_deputy_problems(deputy: UserId | None, one: Leave, by: Actor, tx: Transaction) -> list[Problem]:
    """What is wrong with the person who is to see to everything, and with who names them, beside the field."""
    if deputy is None:
        return []
    if one.person != by.user_id and not permissions.allowed(by, Action.NAME_DEPUTY):
        return [Problem(NOT_YOURS, "deputy")]
    return self_problems(deputy, one.person, by) or person_problems(deputy, one.person, window_of(one, tx), tx)


def open_places(one: Leave, deputy: UserId | None, actor: Actor, tx: Transaction, now: datetime) -> None:
    """Write down what falls into a leave, line by line, in the hands of the usual deputy where duties allow it."""
    window, by = window_of(one, tx), actor.user_id
    projects = [each for each in tx.projects.of_person(one.person, PROJECTS_READ) if not each.is_over]
    lines = [
        _placed(line, project, deputy if chooses(actor, line, project) else None, by, now)
        for project in projects
        for line in lines_in(project, one, window, by, tx, now)
    ]
    tx.deputies.add(lines)
    for person in sorted({line.deputy for line in lines if line.deputy}):
        offer_places(one.id, person, tx, now)


def lines_in(
    project: Project, one: Leave, window: Window, by: UserId, tx: Transaction, now: datetime
) -> Iterator[StandIn]:
    """What of one project falls into a leave, each as a line that nobody has yet."""
    for role in lines_of(project, one.person):
        yield StandIn.of(one.id, one.person, project.id, by, window, now, role=role)
    for task in tx.tasks.open_of(one.person, TASKS_READ, project.id):
        if task.due <= window.until:
            yield StandIn.of(one.id, one.person, project.id, by, window, now, task_id=task.id)


def _placed(line: StandIn, project: Project, deputy: UserId | None, by: UserId, now: datetime) -> StandIn:
    if deputy is None:
        return line
    is_apart = line.role is not None and duties_problem(line.role, deputy, line.person, project)
    return line.opened(WhyOpen.DUTIES, now) if is_apart else line.given(deputy, by, now)
