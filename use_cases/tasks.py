"""Delegating tasks: offered, accepted, asked about or declined, worked on, finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act, task_changes
from domain.hours import minutes_from_hours
from domain.identity import UserId
from domain.living import Home, ProjectCard, TaskOffer
from domain.notices import TaskAnswered, TaskDeclined, TaskDelegated, TaskFinished, ToPerson, ToProject
from domain.permissions import Action
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import DELEGATING_ROLES, Role
from domain.tasks import TITLE_LENGTH, Brief, Priority, Task, TaskState, brief_problems, no_such_task
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems, find_project
from use_cases.reading import Read


@dataclass(frozen=True)
class PrepareDelegation:
    """Open the form for the project of this key, or for the one in this channel; `typed` may begin with the key."""

    actor: Actor
    key: str | None = None
    channel: str | None = None
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DelegationForm:
    """The project the task will belong to, and what is filled in already."""

    project_id: str
    project_key: str
    project_name: str
    title: str
    today: date
    is_here: bool = False
    """Whether the form was opened in the project's own channel, where everybody sees what becomes of it."""


@dataclass(frozen=True)
class DelegateTask:
    """Everything that was typed into the form; `estimate` is in hours as typed."""

    actor: Actor
    project_id: str
    title: str
    assignee: UserId
    due: date
    why: str = ""
    done_means: str = ""
    helpers: tuple[UserId, ...] = ()
    estimate: str = ""
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True)
class PrepareAnswer:
    """Open the form that asks for a reason or a question."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class AnswerForm:
    """The task the answer is about."""

    task_id: str
    task_key: str
    title: str


@dataclass(frozen=True)
class AcceptTask:
    """The assignee takes the task on."""

    actor: Actor
    task_id: str


@dataclass(frozen=True)
class DeclineTask:
    """The assignee gives the task back, and says why."""

    actor: Actor
    task_id: str
    reason: str


@dataclass(frozen=True)
class AskAboutTask:
    """The assignee wants to know something first."""

    actor: Actor
    task_id: str
    question: str


@dataclass(frozen=True)
class ReportProgress:
    """A task is at this percent; 100 is done."""

    actor: Actor
    task_key: str
    percent: int


@dataclass(frozen=True)
class TaskOfferFacts:
    """What the assignee is shown of a task, and what became of it."""

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
    decline_reason: str
    done_by: UserId | None
    done_at: datetime | None
    project_key: str
    project_name: str
    customer: str


@read_only
def prepare_delegation(order: PrepareDelegation, tx: Transaction, now: datetime) -> DelegationForm:
    """The form for one project, for whoever may delegate in it."""
    project, title = _project_and_title(order, tx)
    permissions.require(order.actor, Action.DELEGATE, project)
    today = local_date(now, zone_of(project.zone))
    is_here = order.channel is not None and order.channel == project.channel.id
    return DelegationForm(project.id, project.key, project.name, " ".join(title)[:TITLE_LENGTH], today, is_here)


def _project_and_title(order: PrepareDelegation, tx: Transaction) -> tuple[Project, tuple[str, ...]]:
    """In a project's channel the key can be left out, and the first word is the title's."""
    try:
        return find_project(order.actor, order.key, order.channel, tx), order.typed[1:]
    except Refused:
        if not order.typed or order.channel is None or tx.projects.in_channel(order.channel) is None:
            raise
        return find_project(order.actor, None, order.channel, tx), order.typed


def delegate_task(order: DelegateTask, tx: Transaction, now: datetime) -> str:
    """Give one person one task, and tell them and the project's channel; returns the task's key."""
    project = tx.projects.for_change(order.project_id)
    permissions.require(order.actor, Action.DELEGATE, project)
    today = local_date(now, zone_of(project.zone))
    task = Task.delegated(project, _brief(order, today, tx), order.actor.user_id, today, now)
    tx.tasks.add(task, project)
    tx.history.add(order.actor.user_id, now, Act.DELEGATED, project.id, task.key, task_changes(None, task))
    tx.outbox.add(TaskOffer.of(task), now)
    tx.outbox.add(TaskDelegated.about(task, project), now)
    _redraw(task, tx, now)
    return task.key


def _brief(order: DelegateTask, today: date, tx: Transaction) -> Brief:
    problems: list[Problem] = []
    minutes = None
    try:
        minutes = minutes_from_hours(order.estimate, "estimate")
    except Refused as refused:
        problems += refused.problems
    brief = Brief(
        order.title, order.why, order.done_means, order.assignee, order.helpers, order.due, minutes, order.priority
    )
    problems += brief_problems(brief, today)
    for field, chosen in (("assignee", (order.assignee,)), ("helpers", order.helpers)):
        problems += account_problems(field, chosen, tx)
    refuse_if_any(problems)
    return brief


@read_only
def prepare_answer(order: PrepareAnswer, tx: Transaction, now: datetime) -> AnswerForm:
    """The form for declining or asking, for the assignee only."""
    task = tx.tasks.get(order.task_id)
    permissions.require(order.actor, Action.ANSWER_TASK, task)
    if not task.is_open or task.state is TaskState.DECLINED:
        raise Refused(f"{task.key} is already {task.state}.")
    return AnswerForm(task.id, task.key, task.title)


def accept_task(order: AcceptTask, tx: Transaction, now: datetime) -> None:
    """Take a task on, and tell whoever delegated it."""
    task = _answer(order.actor, order.task_id, lambda task: task.accepted(now), tx, now)
    _tell((task.delegated_by,), task, "accepted", "", order.actor, tx, now)


def decline_task(order: DeclineTask, tx: Transaction, now: datetime) -> None:
    """Give a task back with a reason; who leads the project is told why, the channel that it needs somebody."""
    task = _answer(order.actor, order.task_id, lambda task: task.declined(order.reason, now), tx, now)
    project = tx.projects.get(task.project_id)
    for leader in project.holders(*DELEGATING_ROLES):
        tx.outbox.add(Home.of(leader), now)
    _tell(
        (task.delegated_by, project.holder(Role.PROJECT_MANAGER)), task, "declined", order.reason, order.actor, tx, now
    )
    declined = TaskDeclined(ToProject(task.project_id), task.key, task.title, order.actor.user_id, task.due)
    tx.outbox.add(declined, now)


def ask_about_task(order: AskAboutTask, tx: Transaction, now: datetime) -> None:
    """Send a question about a task to whoever delegated it."""
    task = _answer(order.actor, order.task_id, lambda task: task.asked(order.question), tx, now)
    _tell((task.delegated_by,), task, "asked", order.question, order.actor, tx, now)


def _answer(actor: Actor, task_id: str, change: Callable[[Task], Task], tx: Transaction, now: datetime) -> Task:
    project = tx.projects.for_change(tx.tasks.get(task_id).project_id)
    task = tx.tasks.for_change(task_id)
    permissions.require(actor, Action.ANSWER_TASK, task)
    return _changed(task, change(task), project, actor.user_id, tx, now)


def _changed(before: Task, after: Task, project: Project, by: UserId, tx: Transaction, now: datetime) -> Task:
    tx.tasks.change(before, after, project)
    tx.history.add(by, now, Act.CHANGED_TASK, project.id, after.key, task_changes(before, after))
    tx.outbox.add(TaskOffer.of(after), now)
    _redraw(after, tx, now)
    return after


def _redraw(task: Task, tx: Transaction, now: datetime) -> None:
    tx.outbox.add(ProjectCard.of(task.project_id), now)
    for person in dict.fromkeys((task.assignee, task.delegated_by)):
        tx.outbox.add(Home.of(person), now)


def _tell(
    whom: Iterable[UserId | None], task: Task, answer: str, words: str, by: Actor, tx: Transaction, now: datetime
) -> None:
    name = tx.projects.get(task.project_id).name
    for person in dict.fromkeys(whom):
        if person is not None and person != by.user_id:
            tx.outbox.add(TaskAnswered(ToPerson(person), task.key, task.title, name, answer, by.user_id, words), now)


def report_progress(order: ReportProgress, tx: Transaction, now: datetime) -> Named[TaskOfferFacts]:
    """Put a task at a percent, and tell the delegator when that makes it done."""
    found = tx.tasks.by_key(order.task_key)
    project = tx.projects.for_change(found.project_id)
    task = tx.tasks.for_change(found.id)
    if project.is_hidden_from(order.actor) and not task.parties_of(order.actor.user_id):
        raise no_such_task(order.task_key)
    permissions.require(order.actor, Action.WORK_ON_TASK, task, project)
    after = advance_task(task, order.percent, order.actor.user_id, project, tx, now)
    return tx.people.named(_offer(after, project))


def advance_task(task: Task, percent: int, by: UserId, project: Project, tx: Transaction, now: datetime) -> Task:
    """Save a task's progress, and tell both sides of a finished task; `task` and `project` are held for change."""
    after = _changed(task, task.progressed(percent, by, now), project, by, tx, now)
    concerned = dict.fromkeys((task.delegated_by, task.assignee)) if after.state is TaskState.DONE else ()
    for person in concerned:
        if person != by:
            said = TaskFinished(ToPerson(person), task.key, task.title, project.name, by, task.delegated_by)
            tx.outbox.add(said, now)
    return after


@read_only
def read_task_offer(order: Read, tx: Transaction, now: datetime) -> TaskOfferFacts:
    """What the assignee's message shows now."""
    permissions.require(order.actor, Action.DELIVER)
    task = tx.tasks.get(order.about)
    return _offer(task, tx.projects.get(task.project_id))


def _offer(task: Task, project: Project) -> TaskOfferFacts:
    names = TaskOfferFacts.__dataclass_fields__
    shown = {name: getattr(task, name) for name in names if hasattr(task, name)}
    return TaskOfferFacts(**shown, project_key=project.key, project_name=project.name, customer=project.customer)
