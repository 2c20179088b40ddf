"""Reporting a difficulty: the form, what its submission saves and says, and what a check-in tells of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.checkins import Answer
from domain.differences import difficulty_changes
from domain.difficulties import (
    Category,
    Description,
    Difficulty,
    DifficultyState,
    Severity,
    description_problems,
    link_or_nothing,
    refuse_when_over,
    same_words,
)
from domain.history import Act
from domain.hours import minutes_or_problems
from domain.identity import UserId
from domain.living import DifficultyCard
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.task_lists import TaskFilter
from storage.transactions import Transaction, read_only
from use_cases.difficulties import change_difficulty
from use_cases.difficulty_cards import redraw_difficulty
from use_cases.difficulty_reports import redraw_report
from use_cases.finding import OfferedProject, find_project_and_rest, offered, project_here, projects_for, visible

TASKS_OFFERED = 50
DIFFICULTIES_LOOKED_AT = 50
TAKEN_BACK = "Taken back in the check-in."
ALARMED = {
    Severity.HIGH: (Role.PROJECT_MANAGER,),
    Severity.CRITICAL: (Role.PROJECT_MANAGER, Role.IT_MANAGER, Role.DEPARTMENT_HEAD),
}
"""Who is told at once, in a message of their own; the others read it in the channel."""


@dataclass(frozen=True)
class PrepareReport:
    """Open the form for the project of this key, or for the one in this channel; `typed` may begin with the key.

    Where neither names one, the person chooses among their own projects; `source` is a link to a message,
    and `source_by` who wrote it.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    typed: tuple[str, ...] = ()
    words: str = ""
    source: str = ""
    project_id: str = ""
    source_by: UserId | None = None


@dataclass(frozen=True)
class ReportForm:
    """The project it will belong to, or those to choose from, and what is filled in already."""

    project_id: str
    project_key: str
    project_name: str
    what: str
    source: str
    source_by: UserId | None
    choices: tuple[OfferedProject, ...] = ()
    is_here: bool = False
    """Whether the form was opened in the project's own channel, where everybody sees what becomes of it."""


@dataclass(frozen=True)
class FindTasks:
    """The open tasks of a project whose key or title contains these words."""

    actor: Actor
    project_id: str
    typed: str = ""


@dataclass(frozen=True)
class OfferedTask:
    """A task that a person may choose."""

    id: str
    key: str
    title: str


@dataclass(frozen=True)
class ReportDifficulty:
    """Everything that was typed into the form; `impact` is in hours as typed, `source` a link to a message.

    `source_by` is whoever wrote that message.
    """

    actor: Actor
    project_id: str
    what: str
    severity: Severity | None = None
    category: Category = Category.OTHER
    impact: str = ""
    needed_by: date | None = None
    task_id: str | None = None
    source: str = ""
    source_by: UserId | None = None


@read_only
def prepare_report(order: PrepareReport, tx: Transaction, now: datetime) -> ReportForm:
    """The form for one project, for whoever has a role in it."""
    choices: tuple[OfferedProject, ...] = ()
    words = order.words
    if _names_a_project(order, tx):
        project, rest = find_project_and_rest(order.actor, order.key, order.channel, order.typed, tx)
        words = words or " ".join(rest)
    else:
        project, choices = _among_mine(order, tx)
    permissions.require(order.actor, Action.REPORT_DIFFICULTY, project)
    refuse_when_over(project)
    is_here = order.channel is not None and order.channel == project.channel.id
    # Among several none is proposed: one that was not looked at would be reported to the wrong people.
    chosen = "" if len(choices) > 1 and not order.project_id else project.id
    source = link_or_nothing(order.source)
    return ReportForm(chosen, project.key, project.name, words, source, order.source_by, choices, is_here)


def _names_a_project(order: PrepareReport, tx: Transaction) -> bool:
    if order.key is not None:
        return True
    return project_here(order.actor, order.channel, tx) is not None


def _among_mine(order: PrepareReport, tx: Transaction) -> tuple[Project, tuple[OfferedProject, ...]]:
    mine = projects_for(order.actor, Action.REPORT_DIFFICULTY, tx)
    if not mine:
        raise Refused("You have a role in no running project, so there is nowhere to report a difficulty.")
    chosen = next((one for one in mine if one.id == order.project_id), mine[0])
    return chosen, offered(mine)


@read_only
def find_tasks(order: FindTasks, tx: Transaction, now: datetime) -> tuple[OfferedTask, ...]:
    """The open tasks that can be chosen, the earliest due first."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    today, wanted = local_date(now, zone_of(project.zone)), TaskFilter.with_text(order.typed)
    found = tx.task_lists.page(project.id, wanted, today, TASKS_OFFERED)
    return tuple(OfferedTask(one.id, one.key, one.title) for one in found)


def report_difficulty(order: ReportDifficulty, tx: Transaction, now: datetime) -> tuple[str, bool]:
    """Save a difficulty, and tell the project's channel and, when it is severe, whoever leads.

    Returns its key, and whether the channel can be reached, so that its card stands there at once.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.REPORT_DIFFICULTY, project)
    today = local_date(now, zone_of(project.zone))
    described = _described(order, project, today, tx)
    by, source = order.actor.user_id, link_or_nothing(order.source)
    difficulty = Difficulty.reported(
        project, described, by, today, now, source, source_by=_author(order, tx) if source else None
    )
    is_reached = project.channel.id is not None and project.channel.problem is None
    return add_difficulty(difficulty, project, tx, now).key, is_reached


def _author(order: ReportDifficulty, tx: Transaction) -> UserId | None:
    """Who wrote the message that the difficulty was made from, if that is somebody else whom Steward can name."""
    written_by = order.source_by
    is_known = written_by is not None and tx.people.get(written_by) is not None
    return written_by if is_known and written_by != order.actor.user_id else None


def _described(order: ReportDifficulty, project: Project, today: date, tx: Transaction) -> Description:
    minutes, problems = minutes_or_problems(order.impact, "impact")
    described = Description(order.what, order.severity, order.category, minutes, order.needed_by, order.task_id)
    problems += description_problems(described, today)
    if order.task_id is not None and not any(one.project_id == project.id for one in tx.tasks.of_ids([order.task_id])):
        problems.append(Problem(f"Choose a task of {project.key}.", "task_id"))
    refuse_if_any(problems)
    return described


def add_difficulty(
    difficulty: Difficulty, project: Project, tx: Transaction, now: datetime, moved_by: UserId | None = None
) -> Difficulty:
    """Save a new difficulty with its line of the history, and say it; the project is held for change.

    It was reported by whoever tells it, but for one that somebody moved here.
    """
    tx.difficulties.add(difficulty, project)
    by, changes = moved_by or difficulty.reported_by, difficulty_changes(None, difficulty)
    tx.history.add(by, now, Act.REPORTED_DIFFICULTY, project.id, difficulty.key, changes)
    redraw_difficulty(difficulty, project, tx, now)
    redraw_report(project, tx, now)
    alarm(difficulty, project, by, tx, now)
    return difficulty


def alarm(difficulty: Difficulty, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Tell whoever leads of a severe difficulty at once, but for the one who told."""
    for person in project.all_acting(*ALARMED.get(difficulty.severity, ())):
        if person != by:
            tx.outbox.add(DifficultyCard(ToPerson(person), difficulty.id), now)


def follow_up(answer: Answer, severity: Severity | None, project: Project, tx: Transaction, now: datetime) -> None:
    """Make what an answer calls difficult a difficulty of its project, or change the one it made before.

    Without a severity it is only told in the round. What says the same as something of this person that is open
    already is no second difficulty, and what nobody acted on yet goes when the answer is changed to say nothing.
    """
    before = tx.difficulties.of_answer(answer.id)
    if severity is None or not answer.has_difficulty:
        if before is not None and before.state is DifficultyState.OPEN:
            _take_back(before, project, tx, now)
    elif before is not None:
        _reword(before, answer.difficulties, severity, project, tx, now)
    elif not _is_known(answer, tx):
        today = local_date(now, zone_of(project.zone))
        described = Description(answer.difficulties, severity)
        told = Difficulty.reported(project, described, answer.person, today, now, answer_id=answer.id)
        add_difficulty(told, project, tx, now)


def would_move(answer: Answer, severity: Severity | None, tx: Transaction) -> bool:
    """Whether following up this answer would report, change or take back a difficulty."""
    before = tx.difficulties.of_answer(answer.id)
    if severity is None or not answer.has_difficulty:
        return before is not None and before.state is DifficultyState.OPEN
    return not _is_known(answer, tx) if before is None else before.reworded(answer.difficulties, severity) != before


def _is_known(answer: Answer, tx: Transaction) -> bool:
    mine = tx.difficulties.open_by(answer.person, answer.project_id, DIFFICULTIES_LOOKED_AT)
    return any(same_words(one.what, answer.difficulties) for one in mine)


def _reword(
    before: Difficulty, what: str, severity: Severity, project: Project, tx: Transaction, now: datetime
) -> None:
    after = before.reworded(what, severity)
    if after == before:
        return
    change_difficulty(Act.REWORDED_DIFFICULTY, before, after, project, after.reported_by, tx, now)
    if after.severity.is_alarming and not before.severity.is_alarming:
        alarm(after, project, after.reported_by, tx, now)


def _take_back(before: Difficulty, project: Project, tx: Transaction, now: datetime) -> None:
    after = before.resolved(before.reported_by, TAKEN_BACK, TAKEN_BACK, has_step=False, now=now)
    change_difficulty(Act.RESOLVED_DIFFICULTY, before, after, project, after.reported_by, tx, now)
