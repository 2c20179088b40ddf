"""Reading what a customer has from a table as spreadsheets save it: all of it, or every line that is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.resources import KINDS, Resource, ResourceEntry, ResourceKind, entry_problems

MOST_LINES = 500
MOST_PROBLEMS = 10
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class LineProblem:
    """What is wrong in one line of a table; the first line is 1 and holds the headings."""

    line: int
    message: str


@dataclass(frozen=True)
class ReadTable:
    """A table that was read: every entry, or else everything that is wrong, and never a part of it."""

    entries: tuple[ResourceEntry, ...]
    problems: tuple[LineProblem, ...]
    columns: tuple[str, ...] = ()
    """The fields that it says something about."""
    beyond: int = 0
    """How many problems there are besides those that are named."""


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "type", "category"),
    "name": ("name", "resource", "description"),
    "quantity": ("quantity", "count", "number", "qty"),
    "site": ("site", "location"),
    "owner": ("owner", "responsible"),
    "end_of_support": ("end of support", "end_of_support", "eos", "support until"),
}
"""What each column may be called, whatever its case and its place."""
NEEDED = ("kind", "name")


def read_table(text: str) -> ReadTable:
    """Read resources from a CSV text as spreadsheets save it: separated by comma, semicolon or tab, headings first.

    Nothing is taken when anything is wrong: every problem is named with its line, at most ten of them.
    """
    try:
        lines = [(number, cells) for number, cells in _lines_of(text) if any(cells)]
    except csv.Error as error:
        return _wrong((1, f"This cannot be read as a table ({error}). Save it as CSV and try again."))
    if not lines:
        return _wrong((1, "There is nothing in it. The first line names the columns: kind, name, quantity …"))
    columns, unknown = _columns_of(lines[0][1])
    if unknown or any(name not in columns for name in NEEDED):
        return _wrong((lines[0][0], _odd_headings(unknown, columns)))
    if len(lines) == 1:
        return _wrong((lines[0][0], "There are only headings. Add a line for each resource."))
    if len(lines) - 1 > MOST_LINES:
        return _wrong((lines[MOST_LINES + 1][0], f"At most {MOST_LINES} lines are read at once. Import it in parts."))
    return _entries_of(lines[1:], columns)


def _lines_of(text: str) -> Iterable[tuple[int, list[str]]]:
    whole = text.removeprefix(BYTE_ORDER_MARK).replace("\0", "")
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=_separator_of(whole), strict=True)
    before = 0
    for cells in reader:
        yield before + 1, [" ".join(cell.split()) for cell in cells]
        before = reader.line_num


def _separator_of(text: str) -> str:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max((";", "\t", ","), key=heading.count)


def _columns_of(headings: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The place of each column that is known by its heading, and the headings that nobody knows."""
    columns: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(headings):
        called = " ".join(heading.lower().split())
        name = next((name for name, words in HEADINGS.items() if called in words), None)
        if name is None or name in columns:
            unknown += [heading] if heading else []
        else:
            columns[name] = place
    return columns, unknown


def _odd_headings(unknown: Sequence[str], columns: Mapping[str, int]) -> str:
    known = ", ".join(words[0] for words in HEADINGS.values())
    if unknown:
        return f"“{unknown[0][:40]}” is no column, or stands there twice. The first line may name: {known}."
    missing = next(name for name in NEEDED if name not in columns)
    return f"The column “{missing}” is missing. The first line may name: {known}."


def _entries_of(lines: Iterable[tuple[int, list[str]]], columns: Mapping[str, int]) -> ReadTable:
    entries, problems, seen = [], [], dict[tuple[str, str, str], int]()
    for number, cells in lines:
        entry, wrong = _entry_of({name: cells[at] if at < len(cells) else "" for name, at in columns.items()})
        if any(cell for at, cell in enumerate(cells) if at not in columns.values()):
            wrong.append("There are more columns than headings.")
        if not wrong and entry.sign in seen:
            wrong.append(f"“{entry.name[:40]}” stands in line {seen[entry.sign]} already. Add the quantities up.")
        seen.setdefault(entry.sign, number)
        entries.append(entry)
        problems += [LineProblem(number, words) for words in wrong]
    if problems:
        return ReadTable((), tuple(problems[:MOST_PROBLEMS]), beyond=len(problems[MOST_PROBLEMS:]))
    return ReadTable(tuple(entries), (), tuple(columns))


def _entry_of(cells: Mapping[str, str]) -> tuple[ResourceEntry, list[str]]:
    """An entry made of its cells, and a sentence for each cell that cannot be read."""
    wrong = []
    kind = KINDS.get(cells["kind"].lower())
    if kind is None:
        wrong.append(f"“{cells['kind'][:40]}” is no kind. Use {', '.join(ResourceKind)}.")
    quantity = cells.get("quantity") or "1"
    if not (quantity.isascii() and quantity.isdecimal() and len(quantity) < 10):
        wrong.append(f"“{quantity[:40]}” is no quantity. Write a whole number, 1 or more.")
        quantity = "1"
    until = _day_of(cells.get("end_of_support", ""), wrong)
    entry = ResourceEntry(
        kind or ResourceKind.DEVICE, cells["name"], int(quantity), cells.get("site", ""), cells.get("owner", ""), until
    )
    return entry, wrong + [f"{one.field}: {one.message}" for one in entry_problems(entry)]


def _day_of(text: str, wrong: list[str]) -> date | None:
    if not text:
        return None
    try:
        # Only between dots is it certain which of the numbers is the month.
        return date.fromisoformat("-".join(f"{part:0>2}" for part in reversed(text.split("."))))
    except ValueError:
        wrong.append(f"“{text[:40]}” is no date. Write it as 2027-06-30.")
        return None


def _wrong(*problems: tuple[int, str]) -> ReadTable:
    return ReadTable((), tuple(LineProblem(*one) for one in problems))


@dataclass(frozen=True)
class Intake:
    """What becomes of an inventory by a table: what is new, what is otherwise than before, and how much is the same."""

    added: tuple[ResourceEntry, ...]
    changed: tuple[tuple[Resource, ResourceEntry], ...]
    same: int


def taken_in(read: ReadTable, known: Iterable[Resource]) -> Intake:
    """Take a table into what the customer has: a line of the same kind, name and site says how it is now.

    What the table does not name stays as it is: other resources, and of these the columns that it does not have.
    """
    before = {one.entry.sign: one for one in known}
    every = [(old, _onto(old, entry, read.columns)) for entry in read.entries for old in (before.get(entry.sign),)]
    return Intake(
        tuple(entry for old, entry in every if old is None),
        tuple((old, entry) for old, entry in every if old is not None and old.entry != entry),
        sum(old is not None and old.entry == entry for old, entry in every),
    )


def _onto(old: Resource | None, entry: ResourceEntry, columns: Iterable[str]) -> ResourceEntry:
    return entry if old is None else replace(old.entry, **{name: getattr(entry, name) for name in columns})
