"""Giving a task to somebody: the form, and what its submission saves and says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.briefs import TITLE_LENGTH, TypedBrief, title_and_why
from domain.calendars import local_date, zone_of
from domain.differences import task_changes
from domain.difficulties import Difficulty, DifficultyState, link_or_nothing
from domain.history import Act, Change
from domain.identity import ChannelId
from domain.living import TaskOffer
from domain.notices import ToThread
from domain.projects import ChannelKind, Project
from domain.refusals import Refused, refuse_if_any
from domain.skills import LOWEST, refuse_odd_level
from domain.task_notices import TaskDelegated, TaskMade
from domain.tasks import Task, refuse_work_if_over
from storage.transactions import Transaction, read_only
from use_cases.briefs import problems_of
from use_cases.candidates import FoundCandidates, skills_offered
from use_cases.catalogue import OfferedSkill, chosen_skill
from use_cases.difficulties import take_on
from use_cases.difficulty_cards import project_of_difficulty, refuse_unless_in
from use_cases.finding import (
    OfferedProject,
    find_project_and_rest,
    offered,
    project_here,
    projects_for,
    visible,
)
from use_cases.moved_places import let_leave_follow
from use_cases.reminders import follow_due_date
from use_cases.tasks import redraw_task

THREAD = re.compile(r"[A-Z0-9]+/[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class PrepareDelegation:
    """Open the form for the project of this key, or for the one in this channel; `typed` may begin with the key.

    `project_id` is known when the form is drawn again.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    typed: tuple[str, ...] = ()
    project_id: str = ""


@dataclass(frozen=True)
class PrepareStep:
    """Open the form for a step of this difficulty: a task that is given to somebody to resolve it."""

    actor: Actor
    difficulty_id: str
    channel: str | None = None


@dataclass(frozen=True)
class PrepareFromMessage:
    """Open the form with the words of a message in this channel; `project_id` is chosen where the channel has none.

    `source` is a link to the message and `thread` the place of its thread, as channel/moment.
    """

    actor: Actor
    words: str = ""
    channel: str | None = None
    source: str = ""
    thread: str = ""
    project_id: str = ""


@dataclass(frozen=True)
class DelegationForm:
    """The project the task will belong to, and what is filled in already."""

    project_id: str
    project_key: str
    project_name: str
    title: str
    today: date
    difficulty_id: str | None = None
    difficulty_key: str = ""
    why: str = ""
    source: str = ""
    thread_key: str = ""
    choices: tuple[OfferedProject, ...] = ()
    skills: tuple[OfferedSkill, ...] = ()
    found: FoundCandidates | None = None
    """Who could do it, once it was said which skill it needs."""


@dataclass(frozen=True)
class DelegateTask:
    """What was typed about the task, and the skill it needs, if one was chosen; `difficulty_id` makes it a step.

    `source` is a link to the message it was made of, and `thread` the place of that message's thread.
    """

    actor: Actor
    project_id: str
    typed: TypedBrief
    difficulty_id: str | None = None
    source: str = ""
    thread: str = ""
    skill_id: str = ""
    skill_level: int = LOWEST


@read_only
def prepare_delegation(order: PrepareDelegation, tx: Transaction, now: datetime) -> DelegationForm:
    """The form for one project, for whoever may delegate in it."""
    project, title = _project_and_title(order, tx)
    permissions.require(order.actor, Action.DELEGATE, project)
    today = local_date(now, zone_of(project.zone))
    called = " ".join(title)[:TITLE_LENGTH]
    return DelegationForm(project.id, project.key, project.name, called, today, skills=skills_offered(tx))


def _project_and_title(order: PrepareDelegation, tx: Transaction) -> tuple[Project, tuple[str, ...]]:
    if order.project_id:
        return visible(tx.projects.get(order.project_id), order.actor), ()
    return find_project_and_rest(order.actor, order.key, order.channel, order.typed, tx)


@read_only
def prepare_from_message(order: PrepareFromMessage, tx: Transaction, now: datetime) -> DelegationForm:
    """The form with a message's first line as the title, in the channel's project or one that the person chooses."""
    project, choices = _project_of_message(order, tx)
    permissions.require(order.actor, Action.DELEGATE, project)
    refuse_work_if_over(project)
    title, why = title_and_why(order.words)
    return DelegationForm(
        project.id,
        project.key,
        project.name,
        title,
        local_date(now, zone_of(project.zone)),
        why=why,
        source=link_or_nothing(order.source),
        thread_key=order.thread,
        choices=choices,
        skills=skills_offered(tx),
    )


def _project_of_message(order: PrepareFromMessage, tx: Transaction) -> tuple[Project, tuple[OfferedProject, ...]]:
    here = project_here(order.actor, order.channel, tx)
    mine = projects_for(order.actor, Action.DELEGATE, tx)
    if here is not None and (here in mine or not mine):
        return here, ()
    if not mine:
        raise Refused("You lead no running project, so you have nobody to give work to. Ask a project manager.")
    return next((one for one in mine if one.id == order.project_id), mine[0]), offered(mine)


@read_only
def prepare_step(order: PrepareStep, tx: Transaction, now: datetime) -> DelegationForm:
    """The form for a step of a difficulty, for whoever answers for the project."""
    difficulty = tx.difficulties.get(order.difficulty_id)
    project = project_of_difficulty(difficulty, order.actor, tx)
    permissions.require(order.actor, Action.HANDLE_DIFFICULTY, project, difficulty)
    difficulty.refuse_unless_open()
    today, why = local_date(now, zone_of(project.zone)), f"To resolve {difficulty.key}: {difficulty.what}"
    return DelegationForm(
        project.id,
        project.key,
        project.name,
        "",
        today,
        difficulty.id,
        difficulty.key,
        why,
        skills=skills_offered(tx),
    )


def delegate_task(order: DelegateTask, tx: Transaction, now: datetime) -> str:
    """Give one person one task, and tell them and the project's channel; returns the task's key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    difficulty = _require(order, project, tx)
    today = local_date(now, zone_of(project.zone))
    brief, problems = order.typed.read()
    refuse_if_any(problems + problems_of(brief, None, project, today, tx))
    task = Task.delegated(project, brief, order.actor.user_id, today, now)
    task = replace(
        task,
        difficulty_id=difficulty.id if difficulty else None,
        source=link_or_nothing(order.source),
        **_needed(order, tx),
    )
    give_task(task, project, tx, now)
    _tell_thread(task, order.thread, project, tx, now)
    if difficulty is not None and difficulty.state is DifficultyState.OPEN:
        # Who has something done about it has taken it on.
        take_on(difficulty, tx.projects.get(project.id), order.actor.user_id, tx, now)
    return task.key


def give_task(task: Task, project: Project, tx: Transaction, now: datetime, besides: tuple[Change, ...] = ()) -> None:
    """Save a new task with its line of the history, offer it, and tell its project; the project is held for change."""
    tx.tasks.add(task, project)
    follow_due_date(None, task, tx, now)
    changes = task_changes(None, task) + besides
    tx.history.add(task.delegated_by, now, Act.DELEGATED, project.id, task.key, changes)
    tx.outbox.add(TaskOffer.of(task), now)
    tx.outbox.add(TaskDelegated.about(task, project), now)
    redraw_task(task, tx, now)
    let_leave_follow(None, task, project, tx, now)


def _needed(order: DelegateTask, tx: Transaction) -> dict[str, Any]:
    """The skill that a task needs; what is finished of it will show who masters it."""
    if not order.skill_id:
        return {}
    refuse_odd_level(order.skill_level)
    return {"skill_id": chosen_skill(order.skill_id, tx).id, "skill_level": order.skill_level}


def _tell_thread(task: Task, thread: str, project: Project, tx: Transaction, now: datetime) -> None:
    """Say under the message what was made of it: where Steward is, and to nobody who must not know of the project."""
    channel, _, ts = thread.partition("/")
    known = tx.channels.get(channel) if THREAD.fullmatch(thread) else None
    is_home = channel == project.channel.id
    is_open = known is not None and not known.is_shared and project.channel.kind is not ChannelKind.PRIVATE
    if is_home or (is_open and known is not None and known.has_bot):
        to = ToThread(ChannelId(channel), ts)
        tx.outbox.add(TaskMade(to, task.key, task.title, task.assignee, task.due), now)


def _require(order: DelegateTask, project: Project, tx: Transaction) -> Difficulty | None:
    """Let pass whoever may delegate in the project or, for a step, handle its difficulty, which must be open."""
    if order.difficulty_id is None:
        permissions.require(order.actor, Action.DELEGATE, project)
        return None
    difficulty = tx.difficulties.for_change(order.difficulty_id)
    permissions.require(order.actor, Action.HANDLE_DIFFICULTY, project, difficulty)
    refuse_unless_in(difficulty, project)
    difficulty.refuse_unless_open()
    return difficulty
