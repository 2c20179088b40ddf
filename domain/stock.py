"""Things that projects use besides people: hardware, licences, environments and tools, in stock or on order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.figures import count_words
from domain.refusals import Problem

NAME_LENGTH = 80
MOST_PIECES = 1_000_000
MOST_THINGS = 100


class ThingKind(StrEnum):
    """What sort of thing it is."""

    HARDWARE = "hardware"
    LICENCE = "licence"
    ENVIRONMENT = "environment"
    TOOL = "tool"


@dataclass(frozen=True)
class Pieces:
    """How many pieces there are, and how many more arrive on a day; without a day those on order count for nothing."""

    in_stock: int
    on_order: int = 0
    arrives_on: date | None = None

    def on(self, day: date) -> int:
        """How many can be used on this day."""
        return self.in_stock + (self.on_order if self.arrives_on and self.arrives_on <= day else 0)


@dataclass(frozen=True)
class Thing:
    """One sort of thing: how many pieces there are, how many are on order, and when those arrive."""

    id: str
    name: str
    kind: ThingKind
    in_stock: int
    on_order: int = 0
    arrives_on: date | None = None
    is_retired: bool = False

    def pieces(self, today: date) -> Pieces:
        """What can be counted on from today on; what is late counts for nothing until somebody puts a new day."""
        return Pieces(self.in_stock, self.on_order, None if self.is_late(today) else self.arrives_on)

    def is_late(self, today: date) -> bool:
        """Whether what is on order should have arrived before today."""
        return self.on_order > 0 and self.arrives_on is not None and self.arrives_on < today


def thing_problems(thing: Thing, others: Iterable[Thing]) -> list[Problem]:
    """What is wrong with a thing, given the others of the workspace, beside its fields."""
    problems = []
    called = " ".join(thing.name.split()).casefold()
    if not called:
        problems.append(Problem("Give the thing a name, for example Access switch, 24 ports.", "name"))
    elif len(thing.name) > NAME_LENGTH:
        problems.append(Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name"))
    elif same := next((one for one in others if one.name.casefold() == called and one.id != thing.id), None):
        problems.append(Problem(f"{same.name} is in the stock already. Change that one instead.", "name"))
    for count, field in ((thing.in_stock, "in_stock"), (thing.on_order, "on_order")):
        if not 0 <= count <= MOST_PIECES:
            problems.append(Problem(f"Enter a whole number from 0 to {count_words(MOST_PIECES)}.", field))
    if thing.on_order > 0 and thing.arrives_on is None:
        problems.append(Problem("Pick the day on which what is on order arrives.", "arrives_on"))
    return problems
