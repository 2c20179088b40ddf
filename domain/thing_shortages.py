"""Whether the things that a plan needs are there: each piece is used in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.stock import Pieces


@dataclass(frozen=True, order=True)
class ThingDemand:
    """Pieces of one thing, on every day from the first to the last, both included; not ours is of another project."""

    first_day: date
    thing: str
    last_day: date
    quantity: int
    id: str
    label: str = ""
    is_ours: bool = True
    stage: str = ""
    """What moves it and keeps it longer."""

    def covers(self, day: date) -> bool:
        """Whether the pieces are needed on this day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class ThingShortage:
    """The day on which most pieces of a thing are missing, the earliest of them, and what is needed then."""

    thing: str
    day: date
    demands: tuple[ThingDemand, ...]
    there: int
    taken: int
    """How many of those that are there other projects use on this day."""
    short: int
    later_days: int | None
    """The fewest days by which our needs must begin and end later, the order unchanged; None when none helps."""

    @property
    def needed(self) -> int:
        """Pieces that this project asks for on the day."""
        return sum(demand.quantity for demand in self.demands)


def thing_shortages(
    demands: Iterable[ThingDemand], stock: Mapping[str, Pieces], horizon: date
) -> tuple[ThingShortage, ...]:
    """Of each thing that falls short its worst day, the earliest first; nothing when all of them are there.

    Only days on which this project needs something count: what others lack is for them to see.
    """
    found = (_worst(thing, of_it, stock.get(thing, Pieces(0)), horizon) for thing, of_it in _by_thing(demands).items())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, one.thing)))


def missing_pieces(demands: Iterable[ThingDemand], stock: Mapping[str, Pieces]) -> dict[str, int]:
    """How many pieces of each thing are missing on its worst day; nothing of what there is enough of."""
    worst = {thing: _worst_day(of_it, stock.get(thing, Pieces(0)))[1] for thing, of_it in _by_thing(demands).items()}
    return {thing: short for thing, short in worst.items() if short}


def _by_thing(demands: Iterable[ThingDemand]) -> dict[str, list[ThingDemand]]:
    found: dict[str, list[ThingDemand]] = {}
    for demand in sorted(demands):
        found.setdefault(demand.thing, []).append(demand)
    return found


def _worst(thing: str, demands: list[ThingDemand], pieces: Pieces, horizon: date) -> ThingShortage | None:
    day, short = _worst_day(demands, pieces)
    if day is None:
        return None
    ours = tuple(one for one in demands if one.is_ours and one.covers(day))
    taken = sum(one.quantity for one in demands if not one.is_ours and one.covers(day))
    return ThingShortage(thing, day, ours, pieces.on(day), taken, short, _days_later(demands, pieces, horizon))


def _worst_day(demands: list[ThingDemand], pieces: Pieces) -> tuple[date | None, int]:
    """What is used grows only where a need begins, and what is there never shrinks: no other day can be the worst."""
    worst, most = None, 0
    for day in sorted({one.first_day for one in demands}):
        at_work = [one for one in demands if one.covers(day)]
        short = sum(one.quantity for one in at_work) - pieces.on(day)
        if short > most and any(one.is_ours for one in at_work):
            worst, most = day, short
    return worst, most


def _days_later(demands: list[ThingDemand], pieces: Pieces, horizon: date) -> int | None:
    """A later beginning helps when an order has arrived or another project is done, so only such days are tried."""
    starts = [one.first_day for one in demands if one.is_ours]
    freed = {one.last_day + timedelta(days=1) for one in demands if not one.is_ours}
    freed |= {pieces.arrives_on} if pieces.arrives_on else set()
    tries = sorted({(to - start).days for to in freed for start in starts if start < to <= horizon})
    return next((days for days in tries if _worst_day(_moved(demands, days), pieces)[0] is None), None)


def _moved(demands: Iterable[ThingDemand], days: int) -> list[ThingDemand]:
    by = timedelta(days=days)
    return [
        replace(one, first_day=one.first_day + by, last_day=one.last_day + by) if one.is_ours else one
        for one in demands
    ]
