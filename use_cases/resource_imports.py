"""Taking in a table of what a customer has: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.actors import Actor
from domain.figures import count_words
from domain.history import Act, Change
from domain.identity import new_id
from domain.refusals import Problem, Refused, refuse_if_any
from domain.resource_tables import MOST_LINES, Intake, ReadTable, read_table, taken_in
from domain.resources import MOST_RESOURCES, Resource, ResourceEntry
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.resources import project_to_keep


@dataclass(frozen=True)
class PrepareImport:
    """Open the form that takes in a table of what the customer of the project of this key has."""

    actor: Actor
    key: str


@dataclass(frozen=True)
class ImportForm:
    """Whose inventory a table is taken into."""

    project_key: str
    customer: str
    most_lines: int


@dataclass(frozen=True)
class ImportResources:
    """A table as it was pasted, or as it stood in a file; `field` is where of the form it came from."""

    actor: Actor
    key: str
    text: str
    field: str = "table"


@dataclass(frozen=True)
class Imported:
    """What became of a table: how many of its lines were new, otherwise than before, or the same."""

    project_key: str
    added: int
    changed: int
    same: int


@read_only
def prepare_import(order: PrepareImport, tx: Transaction, now: datetime) -> Named[ImportForm]:
    """The form of an import, for whoever may change what the customer has."""
    project = project_to_keep(order.actor, order.key, tx)
    return Named(ImportForm(project.key, project.customer, MOST_LINES), {})


def import_resources(order: ImportResources, tx: Transaction, now: datetime) -> tuple[int, int, int]:
    """Save every line of a table, or refuse it by its lines; returns how many are new, changed and the same."""
    tx.workspaces.for_change()
    project = project_to_keep(order.actor, order.key, tx)
    read = read_table(order.text)
    refuse_if_any(_problems(read, order.field))
    known = tx.resources.of_customer(project.customer)
    intake = taken_in(read, known)
    if len(known) + len(intake.added) > MOST_RESOURCES:
        words = f"With these there would be more than {count_words(MOST_RESOURCES)}. Take out some first."
        raise Refused(words, order.field)
    ids = [(new_id(), entry) for entry in intake.added] + [(old.id, entry) for old, entry in intake.changed]
    tx.resources.keep(*(Resource(id, project.customer, entry, project.id) for id, entry in ids))
    if changes := _changes(intake):
        about = f"{count_words(len(intake.added))} new, {count_words(len(intake.changed))} changed"
        tx.history.add(order.actor.user_id, now, Act.IMPORTED_RESOURCES, project.id, about, changes)
    return len(intake.added), len(intake.changed), intake.same


def _problems(read: ReadTable, field: str) -> list[Problem]:
    found = [Problem(f"Line {one.line}: {one.message}", field) for one in read.problems]
    return [*found, Problem(f"And {read.beyond} more.", field)] if read.beyond else found


def _changes(intake: Intake) -> tuple[Change, ...]:
    new = (Change("new", after=_line(entry)) for entry in intake.added)
    changed = (Change("changed", _line(old.entry), _line(entry)) for old, entry in intake.changed)
    return (*new, *changed)


def _line(entry: ResourceEntry) -> str:
    until = f"until {entry.end_of_support.isoformat()}" if entry.end_of_support else ""
    return ", ".join(part for part in (entry.words, entry.owner, until) if part)
