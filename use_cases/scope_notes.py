"""New scope that somebody notices in passing: noted in two fields, listed until a change prices it or it is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.change_notices import NoteDropped
from domain.changes import ChangeState
from domain.difficulties import link_or_nothing
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.hours import hours_words, minutes_or_problems
from domain.identity import UserId
from domain.living import ProjectCard
from domain.notices import ToPerson
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused, refuse_if_any
from domain.scope_notes import ScopeNote, Tally, no_such_note, note_problems
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.approved import refuse_unless_approved
from use_cases.closing import redraw_closing
from use_cases.finding import OfferedProject, find_project, offered, project_here, projects_for, visible

CHANGES_SHOWN = 10
NOTES_SHOWN = 10


@dataclass(frozen=True)
class PrepareNote:
    """Open the form for what a message says, in the project of its channel, or one to be chosen."""

    actor: Actor
    channel: str | None = None
    words: str = ""
    source: str = ""
    source_by: UserId | None = None


@dataclass(frozen=True)
class NoteForm:
    """The project it will belong to, or those to choose from, and the words of the message."""

    project_id: str
    project_key: str
    project_name: str
    what: str
    source: str
    source_by: UserId | None
    choices: tuple[OfferedProject, ...] = ()


@dataclass(frozen=True)
class NoteScope:
    """Note what is new in a project; `hours` is a guess as typed."""

    actor: Actor
    project_id: str
    what: str
    hours: str = ""
    source: str = ""
    source_by: UserId | None = None


@dataclass(frozen=True)
class DropNote:
    """Take something from the list that turned out to be nothing new."""

    actor: Actor
    note_id: str


@dataclass(frozen=True)
class ListChanges:
    """Which changes has this project, and what of it is noted and not priced?"""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class ChangeLine:
    """One change in a list."""

    id: str
    key: str
    what: str
    state: ChangeState
    asked_by: UserId


@dataclass(frozen=True)
class NoteLine:
    """One note in a list, and whether the reader may drop it."""

    id: str
    what: str
    minutes: int | None
    noted_by: UserId
    noted_at: datetime
    source: str
    source_by: UserId | None
    may_drop: bool


@dataclass(frozen=True)
class ChangeList:
    """The changes of a project, the newest first, and what nobody has priced."""

    project_key: str
    project_name: str
    changes: tuple[ChangeLine, ...]
    is_cut: bool
    notes: tuple[NoteLine, ...]
    tally: Tally
    is_approved: bool
    may_ask: bool


@read_only
def prepare_note(order: PrepareNote, tx: Transaction, now: datetime) -> NoteForm:
    """The form of two fields; outside a project's channel it also asks for the project."""
    here = project_here(order.actor, order.channel, tx)
    choices: tuple[OfferedProject, ...] = ()
    if here is None:
        mine = projects_for(order.actor, Action.NOTE_SCOPE, tx)
        if not mine:
            raise Refused("You have a role in no running project, so there is nowhere to note new scope.")
        here, choices = mine[0], offered(mine)
    permissions.require(order.actor, Action.NOTE_SCOPE, here)
    if not choices:
        _refuse_unless_notable(here, tx)
    chosen = "" if len(choices) > 1 else here.id
    source = link_or_nothing(order.source)
    return NoteForm(chosen, here.key, here.name, order.words, source, order.source_by, choices)


def note_scope(order: NoteScope, tx: Transaction, now: datetime) -> tuple[str, str]:
    """Note what is new; returns the project's key and, in words, how much of it nobody has priced by now."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.NOTE_SCOPE, project)
    _refuse_unless_notable(project, tx)
    minutes, problems = minutes_or_problems(order.hours, "hours")
    refuse_if_any([*note_problems(order.what), *problems])
    by, number, source = order.actor.user_id, tx.scope_notes.next_number(project.id), link_or_nothing(order.source)
    source_by = order.source_by if order.source_by and tx.people.get(order.source_by) else None
    note = ScopeNote.noted(project.id, number, order.what, minutes, by, now, source, source_by if source else None)
    tx.scope_notes.add(note)
    _remember(Act.NOTED_SCOPE, note, by, tx, now)
    return project.key, tx.scope_notes.tally(project.id).words


def _refuse_unless_notable(project: Project, tx: Transaction) -> None:
    refuse_if_over(project, " and nothing is added to it any more")
    refuse_unless_approved(project, tx)


def project_of_note(note: ScopeNote, project: Project, actor: Actor) -> Project:
    """The project of a note; the note does not exist for whoever must not know of the project."""
    if project.is_hidden_from(actor):
        raise no_such_note()
    return project


def drop_note(order: DropNote, tx: Transaction, now: datetime) -> str:
    """Take a note from the list; returns the project's key."""
    found = tx.scope_notes.get(order.note_id)
    project = project_of_note(found, tx.projects.for_change(found.project_id), order.actor)
    note = tx.scope_notes.for_change(order.note_id)
    permissions.require(order.actor, Action.DROP_NOTE, project, note)
    end_note(note, project, order.actor.user_id, "", tx, now)
    return project.key


def end_note(note: ScopeNote, project: Project, by: UserId, why: str, tx: Transaction, now: datetime) -> None:
    """Save that a note was dropped, with the reason if one was asked for, and tell who noted it; note and project are
    held for change."""
    dropped = note.dropped(by, now)
    tx.scope_notes.change(dropped)
    _remember(Act.DROPPED_NOTE, dropped, by, tx, now, why)
    if note.noted_by != by and not project.is_hidden_from(Actor(project.workspace, note.noted_by)):
        told = NoteDropped(ToPerson(note.noted_by), project.key, project.name, note.what, by, why)
        tx.outbox.add(told, now)


def _remember(act: Act, note: ScopeNote, by: UserId, tx: Transaction, now: datetime, why: str = "") -> None:
    guess = (Change("guess", "", hours_words(note.minutes)),) if note.minutes else ()
    reason = (Change("why", "", why),) if why else ()
    what = Change("what", "", note.what[:LENGTH_IN_HISTORY])
    tx.history.add(by, now, act, note.project_id, "", (what, *guess, *reason))
    tx.outbox.add(ProjectCard.of(note.project_id), now)
    redraw_closing(note.project_id, tx, now)


@read_only
def list_changes(order: ListChanges, tx: Transaction, now: datetime) -> Named[ChangeList]:
    """The changes of a project and what nobody has priced, for this person's eyes."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    found = tx.changes.of_project(project.id, CHANGES_SHOWN + 1)
    notes = tx.scope_notes.open_in(project.id, NOTES_SHOWN)
    listed = ChangeList(
        project.key,
        project.name,
        tuple(ChangeLine(one.id, one.key, one.what, one.state, one.asked_by) for one in found[:CHANGES_SHOWN]),
        len(found) > CHANGES_SHOWN,
        tuple(_line(one, project, order.actor) for one in notes),
        tx.scope_notes.tally(project.id),
        tx.baselines.newest_of(project.id) is not None,
        not project.is_over and permissions.allowed(order.actor, Action.ASK_CHANGE, project),
    )
    return tx.people.named(listed)


def _line(one: ScopeNote, project: Project, actor: Actor) -> NoteLine:
    may_drop = permissions.allowed(actor, Action.DROP_NOTE, project, one)
    return NoteLine(one.id, one.what, one.minutes, one.noted_by, one.noted_at, one.source, one.source_by, may_drop)
