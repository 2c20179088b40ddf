"""Moving a project through its life, from its start to its end and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.closing import EndQuestion
from domain.differences import project_changes
from domain.history import Act
from domain.identity import UserId
from domain.lesson_notices import RetrospectiveWanted
from domain.living import Home, ProjectCard
from domain.moves import Move, NotDecided, moved, why_not_moved
from domain.notices import ProjectMoved, Target, ToPerson, ToProject
from domain.progress_days import is_watched
from domain.projects import PUT_AWAY, Lifecycle, Project
from domain.reasons import why_asleep
from domain.refusals import Refused
from domain.schedules import Quiet
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.briefings import redraw_briefings
from use_cases.closing import end_closing, redraw_closing
from use_cases.cost_watches import begin_counting
from use_cases.difficulty_reports import plan_reports
from use_cases.end_questions import end_questions
from use_cases.errands import end_errands
from use_cases.feedback_rounds import ask_for_feedback, end_feedback
from use_cases.finding import find_project
from use_cases.gate import StartGate, settle_gate, start_gate
from use_cases.goal_answers import goals_left
from use_cases.missed_maintainers import redraw_handovers
from use_cases.moved_places import follow_places
from use_cases.nudged import redraw_nudges
from use_cases.open_work import OpenWork, what_keeps
from use_cases.outcome_cards import redraw_outcome, tell_outcome
from use_cases.outcomes import keep_outcome
from use_cases.plan_sheets import redraw_offer
from use_cases.progress_days import look_at_progress
from use_cases.reminders import remind_again
from use_cases.requests import tell_requester
from use_cases.rounds import stop_rounds


@dataclass(frozen=True)
class MoveProject:
    """Make this move with the project of this key, or with the one in this channel."""

    actor: Actor
    move: Move
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class PrepareCancel:
    """Open the form for the project of this key, or for the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class CancelForm:
    """The project that would end, and what would stay open in it."""

    project_key: str
    project_name: str
    open_tasks: int
    open_difficulties: int
    people: int
    is_here: bool


@dataclass(frozen=True)
class CancelProject:
    """End the project of this key before it is done, for this reason."""

    actor: Actor
    key: str
    reason: str


@dataclass(frozen=True)
class AskToClose:
    """Show what it means to close the project of this key, or the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class CloseQuestion:
    """The project that would be closed, which cannot be taken back, its goals that nobody has answered, and what else
    is still to be said before that."""

    project_key: str
    project_name: str
    goals: tuple[str, ...]
    may_answer: bool
    questions: tuple[EndQuestion, ...] = ()


@dataclass(frozen=True)
class Moved:
    """What became of a project, for whoever moved it; what was never started has no `started_at`."""

    project_key: str
    move: Move
    next_checkin: datetime | None
    started_at: datetime | None = None
    goals_left: int = 0
    """How many goals whoever completed it may now say something of."""
    questions: tuple[EndQuestion, ...] = ()
    """What is still to be said once it is completed."""


@read_only
def prepare_cancel(order: PrepareCancel, tx: Transaction, now: datetime) -> CancelForm:
    """The form that asks why a project is cancelled, for whoever may cancel it while it can be cancelled."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    if project.lifecycle in PUT_AWAY:
        raise Refused(why_not_moved(project, Move.CANCEL))
    is_here = order.channel is not None and order.channel == project.channel.id
    return CancelForm(
        project.key, project.name, project.progress.open, project.open_difficulties, len(project.people), is_here
    )


@read_only
def ask_to_close(order: AskToClose, tx: Transaction, now: datetime) -> Named[CloseQuestion | OpenWork]:
    """The question that comes before a project is closed for good, or what still keeps it from being closed."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.MOVE_PROJECT, project)
    if kept := what_keeps(project, Move.CLOSE, order.actor, tx, now):
        return tx.people.named(kept)
    goals = tuple(one.text for one in goals_left(project, tx))
    may_answer = permissions.allowed(order.actor, Action.ANSWER_GOALS, project)
    questions = end_questions(project, order.actor, tx, now)
    return tx.people.named(CloseQuestion(project.key, project.name, goals, may_answer, questions))


def move_project(order: MoveProject, tx: Transaction, now: datetime) -> Named[Moved | OpenWork | StartGate]:
    """Move a project, start or stop its check-ins, and tell its channel; or show what still keeps it from that."""
    project = _held(order.actor, order.key, order.channel, tx)
    if order.move is Move.START:
        project = settle_gate(project.id, tx, now)
    if kept := what_keeps(project, order.move, order.actor, tx, now):
        return tx.people.named(kept)
    try:
        after = moved(project, order.move, now)
    except NotDecided:
        return tx.people.named(start_gate(project, order.actor, tx, is_refusal=True))
    next_checkin = save_move(project, after, order.move, order.actor.user_id, tx, now)
    return tx.people.named(_as_moved(order, after, next_checkin, tx, now))


def _as_moved(
    order: MoveProject, after: Project, next_checkin: datetime | None, tx: Transaction, now: datetime
) -> Moved:
    if order.move is not Move.COMPLETE:
        return Moved(after.key, order.move, next_checkin, after.started_at)
    left = len(goals_left(after, tx)) if permissions.allowed(order.actor, Action.ANSWER_GOALS, after) else 0
    questions = end_questions(after, order.actor, tx, now)
    return Moved(after.key, order.move, next_checkin, after.started_at, left, questions)


def cancel_project(order: CancelProject, tx: Transaction, now: datetime) -> str:
    """End a project before it is done, and tell its channel and everybody whose work it ends; returns its key."""
    project = _held(order.actor, order.key, None, tx)
    after = moved(project, Move.CANCEL, now, order.reason)
    save_move(project, after, Move.CANCEL, order.actor.user_id, tx, now)
    return project.key


def _held(actor: Actor, key: str | None, channel: str | None, tx: Transaction) -> Project:
    project = tx.projects.for_change(find_project(actor, key, channel, tx).id)
    permissions.require(actor, Action.MOVE_PROJECT, project)
    return project


def save_move(
    before: Project,
    after: Project,
    move: Move,
    by: UserId,
    tx: Transaction,
    now: datetime,
    *,
    is_told: bool = False,
) -> datetime | None:
    """Keep what became of a project, and tell everybody concerned; returns when it is next asked.

    With `is_told` whoever moves it tells the channel itself what it comes from.
    """
    tx.projects.change(after)
    end_errands(_led_here_by(move), after.id, tx, now)
    redraw_nudges(after.id, tx, now)
    tx.history.add(by, now, Act.MOVED, after.id, after.key, project_changes(before, after))
    next_checkin = _schedule_checkins(after, why_asleep(before.lifecycle), tx, now)
    plan_reports(after.id, tx, now)
    at_work = tx.tasks.with_open_tasks_in(after.id)
    if before.is_over:
        _take_up_again(after, at_work, tx, now)
    if before.is_over != after.is_over:
        redraw_briefings(after, tx, now)
    concerned = tuple(dict.fromkeys((*after.people, *at_work)))
    told = _listeners(after, move, by, concerned)
    _tell((to for to in told if to != ToProject(after.id) or not is_told), after, move, by, next_checkin, tx, now)
    tell_requester(after, tx, now)
    tx.outbox.add(ProjectCard.of(after.id), now)
    for person in concerned:
        tx.outbox.add(Home.of(person), now)
    if shown := tx.plans.newest_of(after.id):
        redraw_offer(shown, tx, now)
    if move is Move.CANCEL:
        redraw_handovers(after.id, tx, now)
    _measure(before, after, move, by, tx, now)
    (end_closing if move is Move.REOPEN else redraw_closing)(after.id, tx, now)
    settle_gate(after.id, tx, now)
    return next_checkin


def _take_up_again(project: Project, at_work: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """Remind those with open work in a project that goes on, and let it fall into leave that was entered meanwhile."""
    people = list(at_work)
    remind_again(people, tx, now)
    follow_places(project, (*project.people, *people), tx, now)


def _tell(
    whom: Iterable[Target],
    after: Project,
    move: Move,
    by: UserId,
    next_checkin: datetime | None,
    tx: Transaction,
    now: datetime,
) -> None:
    """Tell of a move, and over what it was made although something was open."""
    override = tx.overrides.of_project(after.id) if move is Move.START else None
    over = tx.handovers.closed_over(after.id) if move is Move.CLOSE else None
    for to in whom:
        tx.outbox.add(ProjectMoved.about(after, move, by, next_checkin, to, override, over), now)


def _measure(before: Project, after: Project, move: Move, by: UserId, tx: Transaction, now: datetime) -> None:
    """Count from the start, look at the progress of what runs, ask how it was, and freeze what ended."""
    if move is Move.START:
        begin_counting(after, tx, now)
    if is_watched(before) or is_watched(after):
        look_at_progress(after, tx, now)
    if move in (Move.CLOSE, Move.CANCEL):
        end_feedback(after, by, tx, now)
    keep_outcome(after, tx, now)
    if move is Move.COMPLETE:
        tell_outcome(after, tx, now)
        tx.outbox.add(RetrospectiveWanted.about(after), now)
        ask_for_feedback(after, tx, now)
    elif before.lifecycle is Lifecycle.COMPLETED:
        redraw_outcome(before, tx, now)


def _led_here_by(move: Move) -> tuple[str, ...]:
    """The commands and buttons by which somebody could have been asked for a move."""
    return (move.value, f"{move.value}_project", *(("override_gate",) if move is Move.START else ()))


def _listeners(project: Project, move: Move, by: UserId, concerned: Iterable[UserId]) -> list[Target]:
    """The channel; and of a cancellation whoever has work in it and cannot read that there."""
    readers = () if project.channel.problem else project.people
    told = [one for one in concerned if one != by and one not in readers] if move is Move.CANCEL else []
    return [ToProject(project.id), *map(ToPerson, told)]


def _schedule_checkins(project: Project, asleep: Quiet, tx: Transaction, now: datetime) -> datetime | None:
    """An active project is asked from its next working day on; any other is not asked."""
    schedule, calendar = tx.schedules.for_change(project.id), tx.workspaces.get().calendar
    today = local_date(now, zone_of(schedule.zone))
    if project.lifecycle is not Lifecycle.ACTIVE:
        tx.schedules.keep(schedule.stopped(today, calendar))
        stop_rounds(project, tx, now)
        return None
    due = schedule.begun(today, calendar, asleep)
    tx.schedules.keep(due)
    return due.next_at
