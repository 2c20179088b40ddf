"""What was logged in a project, the newest first; taking an entry back, and letting it count for another stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act
from domain.hours import hours_words
from domain.identity import UserId
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused
from domain.stages import Stage, no_such_stage
from domain.work import CostEntry, EntryKind, WorkEntry, no_such_entry
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import charge_of, currency_of
from use_cases.finding import find_project
from use_cases.work import Logged, note_work, work_concerned
from use_cases.work_stages import counted_for, stage_words

ENTRIES_SHOWN = 10


@dataclass(frozen=True)
class TakeBackWork:
    """This entry was a mistake."""

    actor: Actor
    kind: EntryKind
    entry_id: str


@dataclass(frozen=True)
class PlaceWork:
    """The hours, the cost or both that were logged together count for the stage with this id."""

    actor: Actor
    stage_id: str
    hours_id: str = ""
    cost_id: str = ""


@dataclass(frozen=True)
class ListWork:
    """The newest entries of the project with this key, or of the one in this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class EntryLine:
    """One entry in a list."""

    id: str
    kind: EntryKind
    person: UserId
    day: date
    minutes: int
    amount: str
    what: str
    place: str
    logged_at: datetime
    may_take_back: bool
    is_of_checkin: bool


@dataclass(frozen=True)
class EntriesShown:
    """The newest entries of a project: everybody's for who sees its costs, one's own for anybody else."""

    project_key: str
    project_name: str
    entries: tuple[EntryLine, ...]
    is_own: bool


def take_back_work(order: TakeBackWork, tx: Transaction, now: datetime) -> str:
    """Take an entry back: one's own of today, or anybody's by the project manager; returns what was taken back."""
    project, entry = _held(order.kind, order.entry_id, order.actor, tx, now)
    currency = currency_of(project, tx)
    minutes, amount = (entry.minutes, "") if isinstance(entry, WorkEntry) else (0, currency.words(entry.amount))
    (tx.work if isinstance(entry, WorkEntry) else tx.spending).remove(entry.id)
    note_work(Act.TOOK_BACK_WORK, order.actor, _words_of(entry, project, tx), project, (minutes, amount), tx, now)
    return hours_words(minutes) if minutes else amount


def place_work(order: PlaceWork, tx: Transaction, now: datetime) -> Logged:
    """Let what was logged count for a stage of its project, at the rate of its hours there; what is kept now."""
    wanted = ((EntryKind.HOURS, order.hours_id), (EntryKind.COST, order.cost_id))
    held = [_held(kind, id, order.actor, tx, now) for kind, id in wanted if id]
    if not held:
        raise no_such_entry()
    project, stage = held[0][0], tx.stages.get(order.stage_id)
    if any(one.id != stage.project_id for one, _ in held):
        raise no_such_stage()
    minutes, amount, what = 0, "", ""
    for _, entry in held:
        _place(entry, stage, project, tx, now)
        if isinstance(entry, WorkEntry):
            minutes, what = entry.minutes, entry.words
        else:
            amount, what = currency_of(project, tx).words(entry.amount), entry.what
    place, day = f"{project.key} {stage_words(stage)}", held[0][1].day
    note_work(Act.PLACED_WORK, order.actor, place, project, (minutes, amount), tx, now)
    kept = (day, minutes, amount, what, order.hours_id, order.cost_id)
    of_day = tx.answers.minutes_on(held[0][1].person, day, [])
    return Logged(project.key, place, *kept, of_day, counted_for(stage.id, project, tx))


def _place(entry: WorkEntry | CostEntry, stage: Stage, project: Project, tx: Transaction, now: datetime) -> None:
    if isinstance(entry, WorkEntry):
        rate = charge_of(project, entry.person, entry.day, stage.id, tx, now).rate
        tx.work.remove(entry.id)
        tx.work.add(replace(entry, stage_id=stage.id, rate=rate))
    else:
        tx.spending.remove(entry.id)
        tx.spending.add(replace(entry, stage_id=stage.id))


def _held(
    kind: EntryKind, id: str, actor: Actor, tx: Transaction, now: datetime
) -> tuple[Project, WorkEntry | CostEntry]:
    """An entry that somebody may change, with its project held: one's own of today, or any as project manager."""
    project = tx.projects.for_change(_entry(kind, id, tx).project_id)
    if project.is_hidden_from(actor):
        raise no_such_entry()
    entry = _entry(kind, id, tx)  # held by now: of two who press at once the second finds nothing
    permissions.require(actor, Action.TAKE_BACK_WORK, project, entry)
    refuse_if_over(project, ", so its figures stay as they are")
    if isinstance(entry, WorkEntry) and entry.answer_id is not None:
        raise Refused("These hours were reported in a check-in. Change that answer instead.")
    if not _is_of_today(entry, project, now) and not permissions.allowed(actor, Action.RUN_STAGES, project):
        raise Refused("It was logged before today. The project manager can still change it or take it back.")
    return project, entry


def _entry(kind: EntryKind, id: str, tx: Transaction) -> WorkEntry | CostEntry:
    return tx.spending.get(id) if kind is EntryKind.COST else tx.work.get(id)


def _is_of_today(entry: WorkEntry | CostEntry, project: Project, now: datetime) -> bool:
    zone = zone_of(project.zone)
    return entry.logged_at is not None and local_date(entry.logged_at, zone) == local_date(now, zone)


def _words_of(entry: WorkEntry | CostEntry, project: Project, tx: Transaction) -> str:
    if entry.task_id is not None:
        return tx.tasks.get(entry.task_id).key
    stage = next((one for one in tx.stages.in_project(project.id) if one.id == entry.stage_id), None)
    return stage_words(stage) if stage else project.key


@read_only
def list_work(order: ListWork, tx: Transaction, now: datetime) -> Named[EntriesShown]:
    """The newest entries of a project: everybody's for who sees its costs, one's own for anybody else."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.LOG_WORK, *work_concerned(order.actor, project, tx))
    sees_all = permissions.allowed(order.actor, Action.SEE_COSTS, project)
    person = None if sees_all else order.actor.user_id
    every: list[WorkEntry | CostEntry] = [*tx.work.latest_in(project.id, ENTRIES_SHOWN, person)]
    every += tx.spending.latest_in(project.id, ENTRIES_SHOWN, person)
    every.sort(key=lambda one: (one.logged_at or now, one.id), reverse=True)
    lines = tuple(_entry_line(one, project, order.actor, tx, now) for one in every[:ENTRIES_SHOWN])
    return tx.people.named(EntriesShown(project.key, project.name, lines, not sees_all))


def _entry_line(
    entry: WorkEntry | CostEntry, project: Project, actor: Actor, tx: Transaction, now: datetime
) -> EntryLine:
    is_hours = isinstance(entry, WorkEntry)
    of_checkin = isinstance(entry, WorkEntry) and entry.answer_id is not None
    may = permissions.allowed(actor, Action.TAKE_BACK_WORK, project, entry) and (
        _is_of_today(entry, project, now) or permissions.allowed(actor, Action.RUN_STAGES, project)
    )
    return EntryLine(
        entry.id,
        EntryKind.HOURS if is_hours else EntryKind.COST,
        entry.person,
        entry.day,
        entry.minutes if isinstance(entry, WorkEntry) else 0,
        "" if isinstance(entry, WorkEntry) else currency_of(project, tx).words(entry.amount),
        entry.words if isinstance(entry, WorkEntry) else entry.what,
        _words_of(entry, project, tx),
        entry.logged_at or now,
        may and not of_checkin and not project.is_over,
        of_checkin,
    )
