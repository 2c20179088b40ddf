"""Somebody cannot work here any more, or can again: nobody waits for them, and who looks after the work is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard
from domain.people import Person
from domain.projects import Project
from domain.tasks import TaskState
from storage.transactions import Transaction
from use_cases.channels import tell_caretakers
from use_cases.finding import caretakers_of
from use_cases.left_work import show_left_work
from use_cases.rounds import excuse
from use_cases.tasks import change_task

PROJECTS_LOOKED_AT = 500
TASKS_LOOKED_AT = 500


def note_changes(before: Iterable[Person], after: Iterable[Person], tx: Transaction, now: datetime) -> None:
    """Let the projects follow everybody who could work here before and cannot now, or the other way round."""
    could = {one.id: one.can_work for one in before}
    for person in after:
        if could.get(person.id, person.can_work) != person.can_work:
            for project in _projects_with(person.id, tx):
                _follow(person, project, tx, now)


def _projects_with(person: UserId, tx: Transaction) -> list[Project]:
    """Every project that is not over in which somebody has a role, or a part in an open task."""
    held = (one.id for one in tx.projects.of_person(person, PROJECTS_LOOKED_AT))
    found = [tx.projects.for_change(one) for one in sorted({*held, *tx.tasks.projects_waiting_for(person)})]
    return [one for one in found if not one.is_over]


def _follow(person: Person, project: Project, tx: Transaction, now: datetime) -> None:
    noted = (Change("person", people_after=(person.id,)),)
    act = Act.RETURNED if person.can_work else Act.DEPARTED
    tx.history.add(None, now, act, project.id, changes=noted)
    if not person.can_work:
        _take_back_offers(person.id, project, tx, now)
        excuse(project, (person.id,), tx, now)
    show_left_work(project, () if person.can_work else (person.id,), tx, now)
    if project.channel.problem is not None:
        tell_caretakers(project, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for one in dict.fromkeys((*project.people, *caretakers_of(project, tx))):
        tx.outbox.add(Home.of(one), now)


def _take_back_offers(person: UserId, project: Project, tx: Transaction, now: datetime) -> None:
    """What somebody who has gone was offered and never answered needs somebody else."""
    for task in tx.tasks.open_of(person, TASKS_LOOKED_AT, project.id):
        if task.state is TaskState.OFFERED:
            held = tx.projects.get(project.id)
            change_task(task, task.taken_back(), held, UserId(""), tx, now)
