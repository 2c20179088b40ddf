"""What a project looks like from outside: the facts behind its card and its status."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.briefs import Priority
from domain.calendars import local_date, zone_of
from domain.change_terms import Reader
from domain.checkins import Presence, RoundState, Standing
from domain.handovers import ClosedOver
from domain.identity import ChannelId, UserId
from domain.overrides import Override
from domain.progress_days import percent_in_the_end
from domain.projects import Lifecycle, Project, missing_before_start
from domain.roles import Role
from domain.stage_courses import Course, StageDays
from domain.states import State
from domain.tasks import Task, TaskState
from storage.portfolio import Counted
from storage.tasks import OpenTasks
from storage.transactions import Transaction
from use_cases.approved import Agreement, agreement_of
from use_cases.fares import HealthLine, Look
from use_cases.finding import caretakers_of, gone_among
from use_cases.gate import Decided, how_decided
from use_cases.plan_sheets import Rejection, rejection_of
from use_cases.role_lines import RoleLine, hesitating, role_lines
from use_cases.stage_courses import courses_of

TASKS_SHOWN = 8


@dataclass(frozen=True)
class TaskLine:
    """One task in a list."""

    id: str
    key: str
    title: str
    assignee: UserId
    due: date
    state: TaskState
    percent: int
    priority: Priority
    overdue: bool
    waits_for: tuple[str, ...] = ()
    was_taken_back: bool = False

    @classmethod
    def of(cls, task: Task, today: date, waits_for: tuple[str, ...] = ()) -> TaskLine:
        """The line of a task on this local date, with the keys of the open tasks that it waits for."""
        return cls(
            task.id,
            task.key,
            task.title,
            task.assignee,
            task.due,
            task.state,
            task.percent,
            task.priority,
            task.is_overdue(today),
            waits_for,
            task.was_taken_back,
        )


@dataclass(frozen=True)
class RoundLine:
    """How the last round went."""

    day: date
    is_open: bool
    asked: int
    answered: int
    away: int
    missing: tuple[UserId, ...]
    difficulties: int


@dataclass(frozen=True)
class ProjectFacts:
    """Everything that status and card show; `today` is the project's local date."""

    id: str
    key: str
    name: str
    customer: str
    state: State
    today: date
    completion_date: date | None
    days_left: int | None
    users_count: int | None
    services: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    team: tuple[UserId, ...]
    hesitating: tuple[UserId, ...]
    percent: int | None
    tasks: int
    open_tasks: int
    unestimated: int
    overdue: int
    first_open: tuple[TaskLine, ...]
    open_difficulties: int
    difficulties: tuple[Counted, ...]
    oldest_difficulty_days: int
    health: HealthLine | None
    last_round: RoundLine | None
    next_checkin: datetime | None
    missing: tuple[str, ...]
    decided: Decided | None
    rejection: Rejection | None
    override: Override | None
    closed_over: ClosedOver | None
    agreement: Agreement | None
    course: Course | None
    ended_at: datetime | None
    ended_on: date | None
    end_reason: str
    channel: ChannelId | None
    channel_problem: str | None
    repairers: tuple[UserId, ...]
    head_confirmed: bool
    may_share: bool = False
    may_move: bool = False
    may_delegate: bool = False
    may_repair: bool = False
    may_report: bool = False
    may_assign: bool = False
    may_schedule: bool = False
    may_see_plan: bool = False
    may_see_costs: bool = False
    may_say_health: bool = False
    to_start: StageDays | None = None
    """The first of the stages that are due to begin which the reader may start."""


def task_lines(found: OpenTasks, today: date) -> tuple[TaskLine, ...]:
    """The open tasks of a project as lines, with what they wait for."""
    return tuple(TaskLine.of(one, today, found.waits_for.get(one.id, ())) for one in found.first)


def _first_open(project: Project, found: OpenTasks, today: date) -> tuple[TaskLine, ...]:
    """The lines of a project's open tasks; once it is over nothing of it is late any more."""
    lines = task_lines(found, today)
    return tuple(replace(one, overdue=False) for one in lines) if project.is_over else lines


def ended_on(project: Project) -> date | None:
    """The project's local date on which it was completed or cancelled."""
    return local_date(project.ended_at, zone_of(project.zone)) if project.ended_at else None


def project_facts(
    project: Project, tx: Transaction, now: datetime, reader: Reader = Reader.CHANNEL, *, sees_costs: bool = False
) -> ProjectFacts:
    """The facts of one project as the database has them now, by default for a place where everybody reads them."""
    today = local_date(now, zone_of(project.zone))
    gone = _gone_of(project, tx)
    open_tasks = tx.tasks.open_in(project.id, today, TASKS_SHOWN)
    planning = project.lifecycle is Lifecycle.PLANNING
    return ProjectFacts(
        id=project.id,
        key=project.key,
        name=project.name,
        customer=project.customer,
        state=project.state,
        today=today,
        completion_date=project.scope.completion_date,
        days_left=_days_left(project, today),
        users_count=project.scope.users_count,
        services=project.scope.services,
        roles=role_lines(project, gone),
        team=project.holders(Role.TEAM_MEMBER),
        hesitating=hesitating(project, gone),
        percent=_percent(project, tx),
        tasks=project.progress.tasks,
        open_tasks=project.progress.open,
        unestimated=project.progress.unestimated,
        overdue=0 if project.is_over else open_tasks.overdue,
        open_difficulties=project.open_difficulties,
        **_fare(project, open_tasks.overdue, tx, now, sees_costs),
        first_open=_first_open(project, open_tasks, today),
        last_round=None if planning else _round_line(project, tx.rounds.last_standing(project.id)),
        next_checkin=project.next_checkin,
        missing=missing_before_start(project) if planning else (),
        decided=how_decided(project, None, tx),
        **_agreed(project, tx, reader),
        **_end(project, tx),
        **_channel(project, tx),
        head_confirmed=project.head_confirmed,
    )


def _percent(project: Project, tx: Transaction) -> int | None:
    """How much is done by its tasks; once it is over what its pictures say, and not that everything is settled."""
    if project.is_over and project.started_at is not None:
        return percent_in_the_end(tx.progress_days.last(project.id))
    return project.progress.percent


def _gone_of(project: Project, tx: Transaction) -> frozenset[UserId]:
    """Those of the staff who have gone, while anybody is asked to accept; all are read, which gives their names too."""
    return gone_among(project.people, tx) if any(one.accepted_at is None for one in project.staff) else frozenset()


def _agreed(project: Project, tx: Transaction, reader: Reader) -> dict[str, Any]:
    """What the customer agreed to or wants otherwise, and over what the project was started without it."""
    return {
        "rejection": rejection_of(project, tx),
        "override": tx.overrides.of_project(project.id) if project.is_overridden and project.undecided else None,
        "agreement": agreement_of(project, tx, reader),
    }


def _end(project: Project, tx: Transaction) -> dict[str, Any]:
    """When the project was completed or cancelled, and why; and what was not handed over when it was closed."""
    over = tx.handovers.closed_over(project.id) if project.lifecycle is Lifecycle.CLOSED else None
    ended = {"ended_at": project.ended_at, "ended_on": ended_on(project), "end_reason": project.end_reason}
    return {**ended, "closed_over": over}


def _fare(project: Project, overdue: int, tx: Transaction, now: datetime, sees_costs: bool) -> dict[str, Any]:
    """Where it is among its stages, what is difficult in it, and the health that this comes to."""
    known, course = tx.portfolio.known([project.id]), courses_of([project], tx, now).get(project.id)
    today, counted = local_date(now, zone_of(project.zone)), known.difficulties.get(project.id, ())
    return {
        "course": course,
        "difficulties": counted,
        "oldest_difficulty_days": max((_age(one, project, today) for one in counted), default=0),
        "health": Look(known, now).fare(project, course, overdue, sees_costs).line,
    }


def _channel(project: Project, tx: Transaction) -> dict[str, Any]:
    """Where it lives, what is wrong there, and who sees to that."""
    repairers = caretakers_of(project, tx) if project.channel.problem else ()
    return {"channel": project.channel.id, "channel_problem": project.channel.problem, "repairers": repairers}


def _age(counted: Counted, project: Project, today: date) -> int:
    """For how many days of the project the oldest of these difficulties is open."""
    return (today - local_date(counted.oldest, zone_of(project.zone))).days


def _days_left(project: Project, today: date) -> int | None:
    due = project.scope.completion_date
    return (due - today).days if due else None


def _round_line(project: Project, standing: Standing | None) -> RoundLine | None:
    if standing is None:
        return None
    expected = () if standing.round.was_stopped or project.is_over else standing.people
    missing = tuple(one.person for one in expected if one.presence is Presence.MISSING)
    return RoundLine(
        standing.round.day,
        standing.round.state is RoundState.OPEN,
        len(standing.people),
        standing.count(Presence.ANSWERED),
        standing.count(Presence.AWAY),
        missing,
        sum(one.has_difficulty for one in standing.people),
    )
