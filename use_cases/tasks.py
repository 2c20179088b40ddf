"""What every change of a task has in common: it is saved, written down, and redrawn wherever it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.actors import Actor
from domain.briefs import Priority
from domain.differences import task_changes
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import Home, ProjectCard, TaskOffer
from domain.notices import ToPerson
from domain.projects import Project
from domain.task_notices import TaskUnblocked
from domain.tasks import Task, TaskState, no_such_task, refuse_work_if_over
from storage.transactions import Transaction
from use_cases.closing import redraw_closing
from use_cases.difficulty_cards import redraw_difficulty_of
from use_cases.left_work import follow_task
from use_cases.moved_on import moved_on, whereto, whereto_for_all
from use_cases.moved_places import let_leave_follow
from use_cases.reminders import follow_due_date


@dataclass(frozen=True)
class WaitedFor:
    """A task that another one waits for, and who has it."""

    task_key: str
    title: str
    assignee: UserId


@dataclass(frozen=True)
class TaskOfferFacts:
    """What the assignee is shown of a task, and what became of it; `is_theirs` ends when somebody else has it."""

    id: str
    key: str
    title: str
    why: str
    done_means: str
    assignee: UserId
    helpers: tuple[UserId, ...]
    due: date
    estimate_minutes: int | None
    priority: Priority
    state: TaskState
    percent: int
    delegated_by: UserId
    answered_at: datetime | None
    question: str
    answer: str
    decline_reason: str
    drop_reason: str
    done_by: UserId | None
    done_at: datetime | None
    source: str
    project_key: str
    project_name: str
    customer: str
    blocked_by: tuple[WaitedFor, ...]
    is_theirs: bool = True
    may_change: bool = False
    moved_to: str = ""


def find_task(actor: Actor, key: str, tx: Transaction) -> tuple[Task, Project]:
    """The task with this key and its project, both held for change."""
    return hold_task(actor, tx.tasks.by_key(key), tx, key)


def hold_task(actor: Actor, found: Task, tx: Transaction, key: str | None = None) -> tuple[Task, Project]:
    """A task and its project, both held for change; it does not exist for whoever must not know of the project.

    `key`, when that is what they know of it, and not its id.
    """
    project = tx.projects.for_change(found.project_id)
    task = tx.tasks.for_change(found.id)
    _refuse_if_hidden(actor, task, project, key)
    return task, project


def visible_task(actor: Actor, task: Task, tx: Transaction, key: str | None = None) -> Project:
    """The project of a task, to be read; the task does not exist for whoever must not know of the project."""
    project = tx.projects.get(task.project_id)
    _refuse_if_hidden(actor, task, project, key)
    return project


def _refuse_if_hidden(actor: Actor, task: Task, project: Project, key: str | None) -> None:
    if project.is_hidden_from(actor) and not task.parties_of(actor.user_id):
        raise no_such_task(key)


def change_task(
    before: Task,
    after: Task,
    project: Project,
    by: UserId,
    tx: Transaction,
    now: datetime,
    besides: tuple[Change, ...] = (),
) -> Task:
    """Save a changed task with its line of the history, and redraw what shows it; the project is held for change.

    In a project that is over every task stays as it is.
    """
    refuse_work_if_over(project)
    tx.tasks.change(before, after, project)
    follow_due_date(before, after, tx, now)
    tx.history.add(by, now, Act.CHANGED_TASK, project.id, after.key, task_changes(before, after) + besides)
    tx.outbox.add(TaskOffer.of(after), now)
    redraw_task(after, tx, now)
    if before.is_open is not after.is_open:
        _let_others_go_on(after, project, by, tx, now)
    follow_task(before, after, project, tx, now)
    let_leave_follow(before, after, project, tx, now)
    return after


def redraw_task(task: Task, tx: Transaction, now: datetime) -> None:
    """Redraw the card of the task's project, the Homes of all who see to it, and the difficulty it is a step of."""
    tx.outbox.add(ProjectCard.of(task.project_id), now)
    for person in dict.fromkeys((task.assignee, task.delegated_by, *task.helpers)):
        tx.outbox.add(Home.of(person), now)
    redraw_difficulty_of(task, tx, now)
    redraw_closing(task.project_id, tx, now)


def _let_others_go_on(ended: Task, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Tasks that waited for this one, or wait for it again, show it; who can go on now is told."""
    waiting = tx.blocks.waiting_for([ended.id]).get(ended.id, ())
    still_held = tx.blocks.open_blockers([one.id for one in waiting])
    for one in waiting:
        tx.outbox.add(TaskOffer.of(one), now)
        tx.outbox.add(Home.of(one.assignee), now)
        if one.is_worked_on and one.id not in still_held and one.assignee != by:
            tx.outbox.add(_unblocked(one, ended, project, by, tx), now)


def _unblocked(task: Task, ended: Task, project: Project, by: UserId, tx: Transaction) -> TaskUnblocked:
    move, whom = moved_on(ended, tx), task.assignee
    return TaskUnblocked(
        ToPerson(whom),
        task.key,
        task.title,
        project.name,
        task.due,
        ended.key,
        ended.title,
        by,
        ended.state is TaskState.DROPPED,
        whereto(move, Actor(project.workspace, whom), tx) if move else "",
    )


def offer_facts(task: Task, project: Project, tx: Transaction) -> TaskOfferFacts:
    """What a task shows of itself, with the project it belongs to and what it waits for."""
    names = TaskOfferFacts.__dataclass_fields__
    shown = {name: getattr(task, name) for name in names if hasattr(task, name)}
    held_by = tx.blocks.open_blockers([task.id]).get(task.id, ())
    move = moved_on(task, tx) if task.state is TaskState.DROPPED else None
    return TaskOfferFacts(
        **shown,
        moved_to=whereto_for_all(move, tx) if move else "",
        project_key=project.key,
        project_name=project.name,
        customer=project.customer,
        blocked_by=tuple(WaitedFor(one.key, one.title, one.assignee) for one in held_by),
    )
