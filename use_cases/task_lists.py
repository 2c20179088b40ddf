"""The tasks of a project, page by page, as somebody wants to see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.identity import UserId
from domain.projects import Project
from domain.task_lists import TYPED, Place, TaskFilter, Which
from domain.tasks import Task, TaskState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project_among

LINES_SHOWN = 10
WORDS = (*TYPED, "me", "mine")


@dataclass(frozen=True)
class ListTasks:
    """The tasks that were asked for by words in any order, or by the filter of a button; `after` goes on from there."""

    actor: Actor
    typed: tuple[str, ...] = ()
    channel: str | None = None
    key: str | None = None
    wanted: TaskFilter = field(default_factory=TaskFilter)
    after: Place | None = None


@dataclass(frozen=True)
class ListedTask:
    """One task of the list, and what the reader may do with it; `days_late` is above 0 once its day has passed."""

    id: str
    key: str
    title: str
    assignee: UserId
    due: date
    days_late: int
    percent: int
    state: TaskState
    done_by: UserId | None
    ended_on: date | None
    waits_for: tuple[str, ...]
    may_change: bool
    may_work: bool
    was_taken_back: bool = False


@dataclass(frozen=True)
class TaskPage:
    """One page; `following` is where the next one begins, if there is one."""

    project_key: str
    project_name: str
    open_in_all: int
    which: Which
    person: UserId | None
    is_unheld: bool
    search: str
    filter_key: str
    lines: tuple[ListedTask, ...]
    is_first: bool
    following: str | None
    may_delegate: bool


@read_only
def list_tasks(order: ListTasks, tx: Transaction, now: datetime) -> Named[TaskPage]:
    """One page of a project's tasks, for whoever may see the project."""
    project, rest = find_project_among(order.actor, order.typed, order.key, order.channel, WORDS, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    wanted = TaskFilter.typed(rest, order.actor.user_id) if order.typed else order.wanted
    today = local_date(now, zone_of(project.zone))
    found = tx.task_lists.page(project.id, wanted, today, LINES_SHOWN + 1, order.after)
    shown = found[:LINES_SHOWN]
    page = TaskPage(
        project.key,
        project.name,
        project.progress.open,
        wanted.which,
        wanted.person,
        wanted.is_unheld,
        wanted.text,
        wanted.words,
        _lines(shown, project, order.actor, today, tx),
        order.after is None,
        Place.of(shown[-1]).words if len(found) > LINES_SHOWN else None,
        permissions.allowed(order.actor, Action.DELEGATE, project) and not project.is_over,
    )
    return tx.people.named(page)


def _lines(shown: list[Task], project: Project, actor: Actor, today: date, tx: Transaction) -> tuple[ListedTask, ...]:
    blockers = tx.blocks.open_blockers([one.id for one in shown if one.is_open])
    return tuple(
        ListedTask(
            one.id,
            one.key,
            one.title,
            one.assignee,
            one.due,
            (today - one.due).days if one.is_overdue(today) else 0,
            one.percent,
            one.state,
            one.done_by,
            local_date(one.done_at, zone_of(project.zone)) if one.done_at else None,
            tuple(blocker.key for blocker in blockers.get(one.id, ())),
            permissions.allowed(actor, Action.CHANGE_TASK, one, project) and not project.is_over,
            permissions.allowed(actor, Action.WORK_ON_TASK, one, project) and not project.is_over,
            one.was_taken_back,
        )
        for one in shown
    )
