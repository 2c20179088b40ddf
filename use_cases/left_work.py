"""What somebody who left a project, or the workspace, leaves behind: shown to whoever looks after the project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.identity import UserId
from domain.living import LeftWork
from domain.notices import ToPerson
from domain.projects import Project
from domain.roles import Party, Role
from domain.staffing import workers
from domain.tasks import Task
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import caretakers_of, gone_among
from use_cases.reading import Read

TASKS_SHOWN = 10


@dataclass(frozen=True)
class ShowLeftTasks:
    """Which open tasks do these people leave behind in a project?"""

    actor: Actor
    project_id: str
    people: tuple[UserId, ...]


@dataclass(frozen=True)
class LeftTask:
    """A task that needs somebody else, and what the person is towards it."""

    id: str
    key: str
    title: str
    due: date
    person: UserId
    party: Party


@dataclass(frozen=True)
class LeftTasks:
    """The first tasks that need somebody else, whether there are more, and whether the reader may change them."""

    project_key: str
    tasks: tuple[LeftTask, ...]
    has_more: bool
    may_edit: bool


@dataclass(frozen=True)
class LeftWorkFacts:
    """What one person leaves behind in a project; with `kept_by` somebody else sees to it now."""

    project_key: str
    project_name: str
    person: UserId
    has_gone: bool
    is_back: bool
    is_over: bool
    kept_by: UserId | None
    roles: tuple[Role, ...]
    left: LeftTasks

    @property
    def is_settled(self) -> bool:
        return self.is_back or self.is_over or not (self.roles or self.left.tasks)


def show_left_work(project: Project, people: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """Show whoever looks after a project now what these people leave behind, and what those left who went before."""
    caretakers = caretakers_of(project, tx)
    told = [_parts(mark) for mark in tx.outbox.posted_marks(f"{LeftWork.subject}:{project.id}/")]
    for person in dict.fromkeys((*people, *(left for left, _ in told))):
        for caretaker in caretakers:
            tx.outbox.add(LeftWork.of(caretaker, project.id, person), now)
    for person, reader in told:
        if reader not in caretakers:
            tx.outbox.add(LeftWork.of(reader, project.id, person, edit_only=True), now)


def _parts(mark: str) -> tuple[UserId, UserId]:
    _, about, _, reader = mark.split(":")
    return UserId(about.partition("/")[2]), UserId(reader)


def follow_task(before: Task, after: Task, project: Project, tx: Transaction, now: datetime) -> None:
    """Redraw the lists on which a task stood because somebody who left had a part in it."""
    involved = {before.assignee, before.delegated_by, *before.helpers}
    away = (involved - set(workers(project))) | gone_among(involved, tx)
    if not away or (before.is_open == after.is_open and _waiting(before) == _waiting(after)):
        return
    for person in sorted(away):
        for caretaker in caretakers_of(project, tx):
            tx.outbox.add(LeftWork.of(caretaker, project.id, person, edit_only=True), now)


def _waiting(task: Task) -> tuple[UserId, tuple[UserId, ...], bool]:
    return task.assignee, task.helpers, task.asks


@read_only
def show_left_tasks(order: ShowLeftTasks, tx: Transaction, now: datetime) -> Named[LeftTasks]:
    """The open tasks that need somebody else, for whoever has just taken these people off a project."""
    project = tx.projects.get(order.project_id)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.people.named(_left_tasks(project, order.people, order.actor, tx))


@read_only
def read_left_work(order: Read, tx: Transaction, now: datetime) -> LeftWorkFacts | None:
    """What one person leaves behind now; nothing, when nothing was left before anybody was told."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, _, left = order.about.partition("/")
    project, person = tx.projects.get(project_id), UserId(left)
    reader = order.to.person if isinstance(order.to, ToPerson) else UserId("")
    caretakers = caretakers_of(project, tx)
    has_gone = person in gone_among((person,), tx)
    facts = LeftWorkFacts(
        project.key,
        project.name,
        person,
        has_gone,
        not has_gone and person in workers(project),
        project.is_over,
        None if reader in caretakers else next(iter(caretakers), None),
        tuple(one.role for one in project.staff if one.person == person) if has_gone else (),
        _left_tasks(project, (person,), _actor(reader, tx), tx),
    )
    was_told = tx.outbox.posted(LeftWork.of(reader, project.id, person).mark) is not None
    return facts if was_told or not facts.is_settled else None


def _actor(person: UserId, tx: Transaction) -> Actor:
    known = tx.people.get(person)
    return Actor(tx.workspace, person, is_admin=bool(known and known.is_admin))


def _left_tasks(project: Project, people: Iterable[UserId], reader: Actor, tx: Transaction) -> LeftTasks:
    found = [
        _left_task(task, person)
        for person in people
        for task in tx.tasks.waiting_for(person, project.id, TASKS_SHOWN + 1)
    ]
    may_edit = permissions.allowed(reader, Action.CHANGE_TASK, project)
    return LeftTasks(project.key, tuple(found[:TASKS_SHOWN]), len(found) > TASKS_SHOWN, may_edit)


def _left_task(task: Task, person: UserId) -> LeftTask:
    parties = task.parties_of(person)
    party = next(one for one in (Party.ASSIGNEE, Party.HELPER, Party.DELEGATOR) if one in parties)
    return LeftTask(task.id, task.key, task.title, task.due, person, party)
