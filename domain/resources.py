"""What IT a customer has: sites, networks, servers, devices, licences, accounts, typed in or read from a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.refusals import Problem, Refused

NAME_LENGTH = 120
MOST_QUANTITY = 1_000_000
MOST_LINES = 500
MOST_PROBLEMS = 10
BYTE_ORDER_MARK = "\ufeff"


class ResourceKind(StrEnum):
    """What a resource is."""

    SITE = "site"
    NETWORK = "network"
    SERVER = "server"
    DEVICE = "device"
    LICENCE = "licence"
    ACCOUNT = "account"


@dataclass(frozen=True)
class ResourceEntry:
    """What is known of one resource, or of so many that are alike; an empty text is not known."""

    kind: ResourceKind
    name: str
    quantity: int = 1
    site: str = ""
    owner: str = ""
    end_of_support: date | None = None


@dataclass(frozen=True)
class Resource:
    """One entry of a customer's inventory, and the project that changed it last."""

    id: str
    customer: str
    entry: ResourceEntry
    changed_by: str | None = None


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


def customer_sign(customer: str) -> str:
    """What tells customers apart: their name without regard to capitals and spaces."""
    return " ".join(customer.split()).casefold()


def no_such_resource() -> Refused:
    """The refusal of a resource that there is not, word for word as of one that the person must not know of."""
    return Refused("That is not among what the customer has any more.")


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
KINDS = {
    **{kind.value: kind for kind in ResourceKind},
    **{f"{kind.value}s": kind for kind in ResourceKind},
    "license": ResourceKind.LICENCE,
    "licenses": ResourceKind.LICENCE,
}


def entry_problems(entry: ResourceEntry) -> list[Problem]:
    """What is wrong with an entry, beside its fields."""
    problems = []
    if not entry.name.strip():
        problems.append(Problem("Enter a name, for example “Core switch”.", "name"))
    for text, field in ((entry.name, "name"), (entry.site, "site"), (entry.owner, "owner")):
        if len(text) > NAME_LENGTH:
            problems.append(Problem(f"Use at most {NAME_LENGTH} characters.", field))
    if not 1 <= entry.quantity <= MOST_QUANTITY:
        problems.append(Problem(f"Enter a whole number from 1 to {MOST_QUANTITY:,}.", "quantity"))
    return problems


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
        yield before + 1, [cell.strip() for cell in cells]
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
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            wrong.append("There are more columns than headings.")
        same = (entry.kind.value, entry.name.casefold(), entry.site.casefold())
        if not wrong and same in seen:
            wrong.append(f"“{entry.name[:40]}” stands in line {seen[same]} already. Add the quantities up.")
        seen.setdefault(same, number)
        entries.append(entry)
        problems += [LineProblem(number, words) for words in wrong]
    return ReadTable((), tuple(problems[:MOST_PROBLEMS])) if problems else ReadTable(tuple(entries), ())


def _entry_of(cells: Mapping[str, str]) -> tuple[ResourceEntry, list[str]]:
    """An entry made of its cells, and a sentence for each cell that cannot be read."""
    wrong = []
    kind = KINDS.get(cells["kind"].lower())
    if kind is None:
        wrong.append(f"“{cells['kind'][:40]}” is no kind. Use {', '.join(ResourceKind)}.")
    quantity = cells.get("quantity") or "1"
    if not (quantity.isascii() and quantity.isdecimal() and len(quantity) < 10):
        wrong.append(f"“{quantity[:40]}” is no whole number.")
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
        return date.fromisoformat(text)
    except ValueError:
        wrong.append(f"“{text[:40]}” is no date. Write it as 2027-06-30.")
        return None


def _wrong(*problems: tuple[int, str]) -> ReadTable:
    return ReadTable((), tuple(LineProblem(*one) for one in problems))
