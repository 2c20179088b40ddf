"""The tables of an export that tell what was judged, compared, presented and estimated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.export_columns import Column, Table, column, own, person
from domain.export_scope import Within
from domain.export_views import Contents, Sight, View
from domain.export_work import STAGE
from domain.options import Solution
from domain.plans import PlanVersion


def _answered(*names: str) -> tuple[Column, ...]:
    """Columns called like the fields of what the customer said to a plan."""
    return tuple(Column(name, _of_answer(name)) for name in names)


def _of_answer(name: str) -> Callable[[Any, View], Any]:
    def read(version: PlanVersion, view: View) -> Any:
        return getattr(version.answer, name) if version.answer else None

    return read


PLANS = Table(
    "plans",
    lambda contents, view: contents.plans if view.sees(Sight.PLAN) else (),
    (
        *own("number"),
        *person("presented_by"),
        *own("presented_at", "contact", "contact_name", "words"),
        *column("change", lambda one, view: one.change.key if one.change else None),
        *column("completion_date", lambda one, view: one.plan.completion_date),
        *column("currency", lambda one, view: one.plan.currency),
        *column("price", lambda one, view: one.plan.price),
        *_answered("verdict"),
        *column("answered_at", _of_answer("at")),
        *person("answered_by", lambda one: one.answer.by if one.answer else None),
        *_answered("said_by", "said_on", "medium", "evidence", "comment"),
    ),
)
OPINIONS = Table(
    "opinions",
    lambda contents, view: contents.opinions,
    (
        *column("requirement", lambda one, view: one.requirement.statement),
        *own("verdict", "words"),
        *person("given_by"),
        *own("given_at"),
        *column("stays_because", lambda one, view: one.stays.reason if one.stays else None),
        *person("stays_by", lambda one: one.stays.by if one.stays else None),
    ),
)


def _solutions(contents: Contents, view: View) -> list[Within]:
    """Each solution with what is required now, by the ids that its ratings have."""
    newest = contents.scope[-1].statement.requirements if contents.scope else ()
    words = {one.id: one.text for one in newest}
    return [Within(one, words, contents.project.currency) for one in contents.solutions]


def _ratings(thing: Within, view: View) -> dict[str, str]:
    solution: Solution = thing.whole
    return {thing.part[id]: rating.value for id, rating in solution.ratings.items() if id in thing.part}


SOLUTIONS = Table(
    "solutions",
    _solutions,
    (
        *column("number", lambda one, view: one.whole.number),
        *column("name", lambda one, view: one.whole.name),
        *column("description", lambda one, view: one.whole.description),
        *column("ratings", _ratings),
        *own("currency", sight=Sight.COSTS),
        *column("one_off", lambda one, view: one.whole.one_off, Sight.COSTS),
        *column("monthly", lambda one, view: one.whole.monthly, Sight.COSTS),
    ),
)
ESTIMATES = Table(
    "estimates",
    lambda contents, view: contents.estimates,
    (*STAGE, *person("by"), *own("at", "minutes_left"), *own("cost_left", "note", sight=Sight.COSTS)),
)
