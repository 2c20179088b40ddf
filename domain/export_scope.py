"""The tables of an export that tell what a project delivers, in which stages, for how much, and what changed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.changes import FOR_CHANNELS, ChangeRequest, Turn
from domain.export_columns import Column, Table, column, own, person
from domain.export_views import Contents, Sight, View
from domain.export_work import STAGE, TASK
from domain.identity import UserId
from domain.scope import ScopeStatement, ScopeVersion


@dataclass(frozen=True)
class Within:
    """One part of something larger: a need of a stage, a turn of a change, with the currency where money is in it."""

    whole: Any
    part: Any
    currency: str = ""


def _currency(contents: Contents, things: tuple[Any, ...]) -> list[Within]:
    return [Within(one, one, contents.project.currency) for one in things]


def of_whole(*names: str, sight: Sight = Sight.PROJECT) -> tuple[Column, ...]:
    """Columns called like fields of what something is a part of."""
    return tuple(Column(name, _within("whole", name), sight) for name in names)


def of_part(*names: str, sight: Sight = Sight.PROJECT) -> tuple[Column, ...]:
    """Columns called like fields of the part."""
    return tuple(Column(name, _within("part", name), sight) for name in names)


def _within(half: str, name: str) -> Callable[[Any, View], Any]:
    return lambda thing, view: getattr(getattr(thing, half), name)


def _budget(name: str) -> tuple[Column, ...]:
    def read(thing: Within, view: View) -> Any:
        return getattr(thing.whole.budget, name) if thing.whole.budget else None

    return column(f"budget_{name}", read, Sight.COSTS)


def _stage_parts(kind: str) -> Callable[[Contents, View], list[Within]]:
    return lambda contents, view: [Within(stage, one) for stage in contents.stages for one in getattr(stage, kind)]


OWN_STAGE = column("stage", lambda one, view: view.stages.get(one.whole.id))
STAGES = Table(
    "stages",
    lambda contents, view: _currency(contents, contents.stages),
    (
        *of_whole("number", "name", "state", "starts_on", "ends_on"),
        *person("responsible", lambda one: one.whole.responsible),
        *column("comes_after", lambda one, view: tuple(view.stages.get(each, each) for each in one.whole.after)),
        *column("planned_minutes", lambda one, view: one.whole.minutes),
        *of_whole("started_at", "ended_at"),
        *own("currency", sight=Sight.COSTS),
        *column("planned_other_costs", lambda one, view: one.whole.other_costs, Sight.COSTS),
        *_budget("cost"),
        *_budget("minutes"),
        *_budget("starts_on"),
        *_budget("ends_on"),
    ),
)
NEEDS = Table(
    "needs",
    _stage_parts("needs"),
    (
        *OWN_STAGE,
        *column("skill", lambda one, view: view.names.get(one.part.skill_id, one.part.skill_id)),
        *of_part("level", "minutes"),
    ),
)
THINGS = Table(
    "things",
    _stage_parts("things"),
    (
        *OWN_STAGE,
        *column("thing", lambda one, view: view.names.get(one.part.thing_id, one.part.thing_id)),
        *of_part("quantity", "first_day", "last_day"),
    ),
)


@dataclass(frozen=True)
class CostLine:
    """Money that is planned for a stage, or that somebody spent; `kind` says which."""

    kind: str
    what: str
    amount: Decimal
    currency: str
    sort: str | None = None
    stage_id: str | None = None
    task_id: str | None = None
    day: Any = None
    person: UserId | None = None
    logged_at: Any = None


def _costs(contents: Contents, view: View) -> Iterator[CostLine]:
    currency = contents.project.currency
    for stage in contents.stages if view.sees(Sight.COSTS) else ():
        for one in stage.costs:
            yield CostLine("planned", one.what, one.amount, currency, one.kind.value, stage.id)
    for spent in contents.spending:
        if view.sees(Sight.COSTS) or view.is_own(spent.person):
            at = (spent.stage_id, spent.task_id, spent.day, spent.person, spent.logged_at)
            yield CostLine("spent", spent.what, spent.amount, currency, None, *at)


COSTS = Table(
    "costs",
    _costs,
    (
        *own("kind", "what", "amount", "currency", "sort"),
        *STAGE,
        *TASK,
        *own("day"),
        *person("person"),
        *own("logged_at"),
    ),
)


def _financial(name: str) -> tuple[Column, ...]:
    return column(name, lambda one, view: getattr(one.whole.statement.financial, name), Sight.PLAN)


def _stated(name: str) -> tuple[Column, ...]:
    return column(name, lambda one, view: getattr(one.whole.statement, name))


SCOPE_VERSIONS = Table(
    "scope_versions",
    lambda contents, view: _currency(contents, contents.scope),
    (
        *of_whole("number"),
        *person("made_by", lambda one: one.whole.made_by),
        *of_whole("made_at", "reason", "is_frozen"),
        *_stated("users_count"),
        *_stated("services"),
        *_stated("completion_date"),
        *own("currency"),
        *_financial("budget_ceiling"),
        *_financial("payment_terms"),
        *_financial("invoicing_points"),
    ),
)


@dataclass(frozen=True)
class ScopeLine:
    """One line of a version of a scope: what it is, and the words."""

    version: int
    kind: str
    words: str
    weight: str | None = None
    sort: str | None = None
    service: str | None = None
    measure: str | None = None
    target: str | None = None


def _scope_lines(contents: Contents, view: View) -> list[ScopeLine]:
    return [line for version in contents.scope for line in _lines_of(version)]


def _lines_of(version: ScopeVersion) -> Iterator[ScopeLine]:
    number, stated = version.number, version.statement
    for kind, words in (("in scope", stated.in_scope), ("out of scope", stated.out_of_scope)):
        yield from (ScopeLine(number, kind, one) for one in words)
    yield from (ScopeLine(number, "requirement", one.text, one.weight.value) for one in stated.requirements)
    yield from _technical(number, stated)
    yield from (ScopeLine(number, "goal", one.text, measure=one.measure, target=one.target) for one in stated.goals)
    yield from (ScopeLine(number, "resource", one.words) for one in stated.resources)


def _technical(number: int, stated: ScopeStatement) -> Iterator[ScopeLine]:
    for one in stated.technical:
        yield ScopeLine(number, "technical requirement", one.statement, one.weight.value, one.kind.value, one.service)


SCOPE_LINES = Table(
    "scope_lines", _scope_lines, own("version", "kind", "words", "weight", "sort", "service", "measure", "target")
)


def _goals(contents: Contents, view: View) -> list[Within]:
    """What was said of goals; of one that was taken out again in its last words."""
    words = {goal.id: goal.text for version in contents.scope for goal in version.statement.goals}
    return [Within(words.get(one.goal_id, ""), one) for one in contents.goal_answers]


GOALS = Table(
    "goals",
    _goals,
    (
        *column("goal", lambda one, view: one.whole),
        *of_part("verdict", "measured"),
        *of_part("words", sight=Sight.OURS),
        *person("by", lambda one: one.part.by),
    ),
)
# Where it went is not said: whoever reads this may not know of that project.
SETTLEMENTS = Table(
    "settlements",
    lambda contents, view: contents.settlements,
    (
        *own("kind", "called", "how"),
        *own("reason", sight=Sight.OURS),
        *person("by"),
        *own("at"),
    ),
)
SCOPE_NOTES = Table(
    "scope_notes",
    lambda contents, view: contents.scope_notes,
    (
        *own("number", "what", "minutes"),
        *person("noted_by"),
        *own("noted_at"),
        *column("change", lambda one, view: view.keys.get(one.change_id or "")),
        *person("dropped_by"),
        *own("dropped_at", "source"),
    ),
)


def _term(name: str, called: str, sight: Sight = Sight.PROJECT) -> tuple[Column, ...]:
    """What was approved and what is offered now, side by side."""
    return (
        Column(f"{called}_before", lambda one, view: getattr(one.whole.approved, name), sight),
        Column(f"{called}_after", lambda one, view: getattr(one.whole.offer.terms, name), sight),
    )


CHANGES = Table(
    "changes",
    lambda contents, view: _currency(contents, contents.changes),
    (
        *of_whole("key", "state", "what"),
        *of_whole("why", sight=Sight.OURS),
        *person("asked_by", lambda one: one.whole.asked_by),
        *of_whole("asked_at", "source"),
        *_term("users_count", "users_count"),
        *_term("services", "services"),
        *_term("completion_date", "completion_date"),
        *own("currency"),
        *_term("price", "price", Sight.PLAN),
        *_term("minutes", "minutes", Sight.OURS),
    ),
)


def _turns(contents: Contents, view: View) -> list[Within]:
    return [Within((one, n), turn) for one in contents.changes for n, turn in enumerate(one.turns, 1)]


def _said(thing: Within, view: View) -> str | None:
    turn: Turn = thing.part
    return turn.words if turn.kind in FOR_CHANNELS or view.sees(Sight.OURS) else None


def _change_of(thing: Within) -> ChangeRequest:
    change: ChangeRequest = thing.whole[0]
    return change


CHANGE_TURNS = Table(
    "change_turns",
    _turns,
    (
        *column("change", lambda one, view: _change_of(one).key),
        *column("number", lambda one, view: one.whole[1]),
        *column("did", lambda one, view: one.part.kind),
        *person("by", lambda one: one.part.by),
        *of_part("at"),
        *column("words", _said),
    ),
)
