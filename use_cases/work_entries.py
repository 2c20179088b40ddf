"""What was logged in a project, the newest first, and taking an entry back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.history import Act
from domain.hours import hours_words
from domain.identity import UserId
from domain.permissions import Action
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused
from domain.work import CostEntry, EntryKind, WorkEntry, no_such_entry
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.costing import currency_of
from use_cases.finding import find_project
from use_cases.work import note_work, work_concerned

ENTRIES_SHOWN = 10


@dataclass(frozen=True)
class TakeBackWork:
    """This entry was a mistake."""

    actor: Actor
    kind: EntryKind
    entry_id: str


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
    entry = _entry(order, tx)
    project = tx.projects.for_change(entry.project_id)
    if project.is_hidden_from(order.actor):
        raise no_such_entry()
    entry = _entry(order, tx)  # held by now: of two who press at once the second finds nothing
    permissions.require(order.actor, Action.TAKE_BACK_WORK, project, entry)
    refuse_if_over(project, ", so its figures stay as they are")
    if isinstance(entry, WorkEntry) and entry.answer_id is not None:
        raise Refused("These hours were reported in a check-in. Change that answer instead.")
    if not _is_of_today(entry, project, now) and not permissions.allowed(order.actor, Action.RUN_STAGES, project):
        raise Refused("It was logged before today. The project manager can still take it back.")
    currency = currency_of(project, tx)
    minutes, amount = (entry.minutes, "") if isinstance(entry, WorkEntry) else (0, currency.words(entry.amount))
    (tx.work if isinstance(entry, WorkEntry) else tx.spending).remove(entry.id)
    note_work(Act.TOOK_BACK_WORK, order.actor, _words_of(entry, project, tx), project, (minutes, amount), tx, now)
    return hours_words(minutes) if minutes else amount


def _entry(order: TakeBackWork, tx: Transaction) -> WorkEntry | CostEntry:
    return tx.spending.get(order.entry_id) if order.kind is EntryKind.COST else tx.work.get(order.entry_id)


def _is_of_today(entry: WorkEntry | CostEntry, project: Project, now: datetime) -> bool:
    zone = zone_of(project.zone)
    return entry.logged_at is not None and local_date(entry.logged_at, zone) == local_date(now, zone)


def _words_of(entry: WorkEntry | CostEntry, project: Project, tx: Transaction) -> str:
    if entry.task_id is not None:
        return tx.tasks.get(entry.task_id).key
    stage = next((one for one in tx.stages.in_project(project.id) if one.id == entry.stage_id), None)
    return f"{stage.number} {stage.name}" if stage else project.key


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
