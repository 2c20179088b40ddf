"""What IT a customer has: sites, networks, servers, devices, licences and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import cycle

from domain.calendars import day_words
from domain.figures import count_words
from domain.history import Change
from domain.refusals import Problem, Refused

NAME_LENGTH = 120
MOST_QUANTITY = 1_000_000
MOST_PICKED = 50
"""For one scope, or for one solution."""
MOST_RESOURCES = 1000
"""Of one customer: what is more belongs in a tool of its own."""


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

    @property
    def sign(self) -> tuple[str, str, str]:
        """What tells the resources of one customer apart: kind, name and site, without regard to capitals."""
        return self.kind.value, _plain(self.name), _plain(self.site)

    @property
    def words(self) -> str:
        """The resource in one line, such as Core switch × 2 (device, Kiel)."""
        many = f" × {count_words(self.quantity)}" if self.quantity > 1 else ""
        where = f", {self.site}" if self.site else ""
        return f"{self.name}{many} ({self.kind.value}{where})"

    def is_supported_on(self, day: date) -> bool:
        """Whether somebody still supports it on a day; nobody knows otherwise while no end is written down."""
        return self.end_of_support is None or day <= self.end_of_support


@dataclass(frozen=True)
class Resource:
    """One entry of a customer's inventory, and the project that changed it last."""

    id: str
    customer: str
    entry: ResourceEntry
    changed_by: str | None = None


def customer_sign(customer: str) -> str:
    """What tells customers apart: their name without regard to capitals and spaces."""
    return _plain(customer)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


KINDS = {
    **{kind.value: kind for kind in ResourceKind},
    **{f"{kind.value}s": kind for kind in ResourceKind},
    "license": ResourceKind.LICENCE,
    "licenses": ResourceKind.LICENCE,
}
"""What people call each kind."""
IN_ORDER = tuple(ResourceKind)
NUMBER = re.compile(r"(\d{1,9})")


def in_order(resources: Iterable[Resource]) -> list[Resource]:
    """Resources as they are listed: by kind, name and site, with Switch 2 before Switch 10."""
    return sorted(resources, key=lambda one: (IN_ORDER.index(one.entry.kind), *map(_counted, one.entry.sign), one.id))


def _counted(words: str) -> list[tuple[int, str]]:
    parts = NUMBER.split(words)
    return [(int(part), "") if number else (0, part) for number, part in zip(cycle((False, True)), parts, strict=False)]


def no_such_resource() -> Refused:
    """The refusal of a resource that there is not, word for word as of one that the person must not know of."""
    return Refused("That is not among what the customer has any more.")


def entry_problems(entry: ResourceEntry) -> list[Problem]:
    """What is wrong with an entry, beside its fields."""
    problems = []
    if not entry.name.strip():
        problems.append(Problem("Enter a name, for example “Core switch”.", "name"))
    for text, field in ((entry.name, "name"), (entry.site, "site"), (entry.owner, "owner")):
        if len(text) > NAME_LENGTH:
            problems.append(Problem(f"Use at most {NAME_LENGTH} characters.", field))
    if not 1 <= entry.quantity <= MOST_QUANTITY:
        problems.append(Problem(f"Enter a whole number from 1 to {count_words(MOST_QUANTITY)}.", "quantity"))
    return problems


def clash_problems(entry: ResourceEntry, others: Iterable[Resource]) -> list[Problem]:
    """Beside the name, that the customer has this at this site already."""
    same = next((one.entry for one in others if one.entry.sign == entry.sign), None)
    if same is None:
        return []
    return [Problem(f"{same.words[:200]} is written down already. Change that one, or name another site.", "name")]


def resource_changes(before: ResourceEntry | None, after: ResourceEntry | None) -> tuple[Change, ...]:
    """What is different about a resource, field by field; of a new one everything that is known."""
    fields = ("kind", "name", "quantity", "site", "owner", "end of support")
    rows = zip(fields, _cells(before), _cells(after), strict=True)
    return tuple(Change(field, old, new) for field, old, new in rows if old != new)


def _cells(entry: ResourceEntry | None) -> tuple[str, ...]:
    if entry is None:
        return ("",) * 6
    until = day_words(entry.end_of_support) if entry.end_of_support else ""
    return entry.kind.value, entry.name, count_words(entry.quantity), entry.site, entry.owner, until
