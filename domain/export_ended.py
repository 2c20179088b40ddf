"""The tables of an export that tell what a project leaves: how it came out, who maintains it, whose deputy acted."""

from __future__ import annotations

from dataclasses import dataclass

from domain.export_columns import Table, column, own, person
from domain.export_views import Contents, Sight, View
from domain.outcomes import Compared

WHOLE = "the whole project"


@dataclass(frozen=True)
class OutcomeRow:
    """A stage, or the whole project, as it was agreed and as it came."""

    what: str
    compared: Compared
    currency: str
    was_added: bool = False


def _outcomes(contents: Contents, view: View) -> list[OutcomeRow]:
    return [
        row
        for one in contents.outcomes
        for row in (
            OutcomeRow(WHOLE, one.whole, one.currency),
            *(OutcomeRow(f"{of.number} {of.name}", of.compared, one.currency, of.was_added) for of in one.stages),
        )
    ]


OUTCOMES = Table(
    "outcomes",
    _outcomes,
    (
        *own("what", "was_added"),
        *column("planned_first_day", lambda one, view: one.compared.planned.starts_on),
        *column("planned_last_day", lambda one, view: one.compared.planned.ends_on),
        *column("first_day", lambda one, view: one.compared.actual.starts_on),
        *column("last_day", lambda one, view: one.compared.actual.ends_on),
        *column("planned_minutes", lambda one, view: one.compared.planned.minutes, Sight.OURS),
        *column("minutes", lambda one, view: one.compared.actual.minutes, Sight.OURS),
        *own("currency", sight=Sight.COSTS),
        *column("planned_cost", lambda one, view: one.compared.planned.cost, Sight.COSTS),
        *column("cost", lambda one, view: one.compared.actual.cost, Sight.COSTS),
    ),
)
HANDOVERS = Table(
    "handovers",
    lambda contents, view: contents.handovers,
    (
        *own("number", "service"),
        *person("maintainer"),
        *own("starts_on"),
        *column("documents", lambda one, view: tuple(each.line for each in one.support.documents)),
        *column("support_hours", lambda one, view: one.support.hours),
        *column("response", lambda one, view: one.support.response),
        *person("offered_by"),
        *own("offered_at"),
        *own("why", sight=Sight.OURS),
        *own("state", "answered_at"),
        *own("reason", sight=Sight.OURS),
        *own("ended_at"),
    ),
)
LESSON_ANSWERS = Table(
    "lesson_answers",
    lambda contents, view: contents.lesson_answers,
    (
        *column("lesson", lambda one, view: one.lesson),
        *column("verdict", lambda one, view: one.answer.verdict),
        *column("why", lambda one, view: one.answer.why, Sight.OURS),
        *person("by", lambda one: one.answer.by),
        *column("at", lambda one, view: one.answer.at),
    ),
)
DEPUTIES = Table(
    "deputies",
    lambda contents, view: [one for one in contents.stand_ins if one.role and one.deputy and view.sees(Sight.OURS)],
    (
        *own("role"),
        *person("person"),
        *person("deputy"),
        *column("first_day", lambda one, view: one.window.first_day),
        *column("last_day", lambda one, view: one.window.last_day),
        *own("state"),
    ),
)
