"""The things that projects use: what is there, on order, and held by stages, for everybody who plans with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words, local_date, zone_of
from domain.editing import merged_or_refused, seen_of
from domain.figures import count_words
from domain.history import Act, Change
from domain.identity import new_id
from domain.refusals import Problem, refuse_if_any
from domain.stages import ThingNeed
from domain.stock import MOST_THINGS, Thing, ThingKind, thing_problems
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.means import note_those_needing


@dataclass(frozen=True)
class ShowStock:
    """Which things are there?"""

    actor: Actor


@dataclass(frozen=True)
class ThingLine:
    """One thing: how many there are, on order, and the most that stages hold on one day from today on."""

    id: str
    name: str
    kind: ThingKind
    in_stock: int
    on_order: int
    arrives_on: date | None
    is_late: bool
    held: int
    short_on: date | None
    short_by: int


@dataclass(frozen=True)
class StockFacts:
    """Everything in stock, what is short first."""

    lines: tuple[ThingLine, ...]
    may_change: bool


@dataclass(frozen=True)
class PrepareThing:
    """Open the form for a thing, or for a new one."""

    actor: Actor
    thing_id: str = ""


@dataclass(frozen=True)
class ThingForm:
    """A thing as it is now; of a new one nothing."""

    thing_id: str
    name: str
    kind: ThingKind
    in_stock: int
    on_order: int
    arrives_on: date | None
    seen: str = ""


@dataclass(frozen=True)
class KeepThing:
    """Everything that was typed about a thing; `seen` is what the form showed."""

    actor: Actor
    thing_id: str
    name: str
    kind: ThingKind
    in_stock: int
    on_order: int = 0
    arrives_on: date | None = None
    is_retired: bool = False
    seen: str = ""


@read_only
def show_stock(order: ShowStock, tx: Transaction, now: datetime) -> Named[StockFacts]:
    """Every thing with what stages hold of it, and the first day on which there are too few."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.SEE_STOCK, workspace)
    today = local_date(now, zone_of(workspace.zone))
    things = tx.stock.every()
    held: dict[str, list[ThingNeed]] = defaultdict(list)
    for _, need in tx.stages.holding([one.id for one in things], today):
        held[need.thing_id].append(need)
    lines = sorted((_line(one, held[one.id], today) for one in things), key=lambda one: (not one.short_by, one.name))
    return Named(StockFacts(tuple(lines), permissions.allowed(order.actor, Action.KEEP_STOCK, workspace)), {})


def _line(thing: Thing, needs: list[ThingNeed], today: date) -> ThingLine:
    days = sorted({today, *(max(one.first_day, today) for one in needs)})
    wanted = {day: sum(one.quantity for one in needs if one.first_day <= day <= one.last_day) for day in days}
    pieces = thing.pieces(today)
    short = next((day for day in days if wanted[day] > pieces.on(day)), None)
    return ThingLine(
        thing.id,
        thing.name,
        thing.kind,
        thing.in_stock,
        thing.on_order,
        thing.arrives_on,
        thing.is_late(today),
        max(wanted.values()),
        short,
        wanted[short] - pieces.on(short) if short else 0,
    )


@read_only
def prepare_thing(order: PrepareThing, tx: Transaction, now: datetime) -> Named[ThingForm]:
    """The form for a thing, for whoever keeps the stock."""
    permissions.require(order.actor, Action.KEEP_STOCK, tx.workspaces.get())
    one = tx.stock.get(order.thing_id) if order.thing_id else Thing("", "", ThingKind.HARDWARE, 0)
    seen = seen_of(one) if order.thing_id else ""
    return Named(ThingForm(one.id, one.name, one.kind, one.in_stock, one.on_order, one.arrives_on, seen), {})


def keep_thing(order: KeepThing, tx: Transaction, now: datetime) -> str:
    """Save a thing as it is now, or take it out; stages that need it still find its name. Returns its name."""
    workspace = tx.workspaces.for_change()
    permissions.require(order.actor, Action.KEEP_STOCK, workspace)
    before = tx.stock.get(order.thing_id) if order.thing_id else None
    after = _typed(order, before)
    others = tx.stock.every()
    problems = thing_problems(after, others)
    if before is None and len(others) >= MOST_THINGS:
        problems.append(Problem(f"The stock holds at most {MOST_THINGS} kinds of things. Take one out first.", "name"))
    refuse_if_any(problems)
    if after != before:
        tx.stock.keep(after)
        changes = _changes(before, after)
        tx.history.add(order.actor.user_id, now, Act.CHANGED_STOCK, None, after.name, changes)
        note_those_needing(tx, things=(after.id,))
    return after.name


def _typed(order: KeepThing, before: Thing | None) -> Thing:
    """What was typed, and where it was not touched what somebody else made of the thing meanwhile."""
    typed = Thing(
        before.id if before else new_id(),
        order.name.strip(),
        order.kind,
        order.in_stock,
        order.on_order,
        order.arrives_on if order.on_order else None,
        order.is_retired,
    )
    if before is None:
        return typed
    fields = ("name", "kind", "in_stock", "on_order", "arrives_on", "is_retired")
    return merged_or_refused(typed, before, order.seen, dict(zip(fields, _words(before), strict=True)))


def _changes(before: Thing | None, after: Thing) -> tuple[Change, ...]:
    fields = ("name", "kind", "in stock", "on order", "arrives on", "state")
    rows = zip(fields, _words(before), _words(after), strict=True)
    return tuple(Change(field, old, new) for field, old, new in rows if old != new)


def _words(one: Thing | None) -> tuple[str, ...]:
    if one is None:
        return ("",) * 6
    arrives = day_words(one.arrives_on) if one.arrives_on else ""
    state = "taken out" if one.is_retired else ""
    return one.name, one.kind.value, count_words(one.in_stock), count_words(one.on_order), arrives, state
