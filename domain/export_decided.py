"""The tables of an export that tell what was judged, compared, presented, estimated, learned and said at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.export_columns import Column, Table, column, own, person
from domain.export_views import Contents, Sight, View
from domain.export_work import STAGE
from domain.options import Choice, Solution
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


@dataclass(frozen=True)
class Compared:
    """A solution beside what is required now, by the ids that its ratings have, and the choice, if there is one."""

    solution: Solution
    required: Mapping[str, str]
    choice: Choice | None
    currency: str

    @property
    def is_chosen(self) -> bool:
        return self.choice is not None and self.choice.solution_id == self.solution.id

    @property
    def ratings(self) -> dict[str, str]:
        """How it meets each requirement that there still is, in words."""
        return {self.required[id]: one.value for id, one in self.solution.ratings.items() if id in self.required}

    @property
    def reason(self) -> str | None:
        """Why it is chosen, or why not."""
        if self.choice is None:
            return None
        return self.choice.reason if self.is_chosen else self.choice.against.get(self.solution.id)


def _solutions(contents: Contents, view: View) -> list[Compared]:
    newest = contents.scope[-1].statement.requirements if contents.scope else ()
    required = {one.id: one.text for one in newest}
    choice = next((one.choice for one in contents.option_sheets), None)
    return [Compared(one, required, choice, contents.project.currency) for one in contents.solutions]


SOLUTIONS = Table(
    "solutions",
    _solutions,
    (
        *column("number", lambda one, view: one.solution.number),
        *column("name", lambda one, view: one.solution.name),
        *column("description", lambda one, view: one.solution.description),
        *own("ratings", "is_chosen", "reason"),
        *own("currency", sight=Sight.COSTS),
        *column("one_off", lambda one, view: one.solution.one_off, Sight.COSTS),
        *column("monthly", lambda one, view: one.solution.monthly, Sight.COSTS),
    ),
)
ESTIMATES = Table(
    "estimates",
    lambda contents, view: contents.estimates,
    (*STAGE, *person("by"), *own("at", "minutes_left"), *own("cost_left", "note", sight=Sight.COSTS)),
)
LESSONS = Table(
    "lessons",
    lambda contents, view: contents.lessons,
    (
        *own("key", "what", "next_time"),
        *person("owner"),
        *own("due"),
        *column("triggers", lambda one, view: tuple(each.words for each in one.triggers)),
        *person("author"),
        *own("made_at", "source", "state"),
        *person("ended_by"),
        *own("ended_at", "end_words"),
    ),
)
FEEDBACK = Table(
    "feedback",
    lambda contents, view: [one for one in contents.feedback if one.figures] if view.sees(Sight.PLAN) else (),
    (
        *own("number", "opened_at", "ended_at"),
        *column("asked", lambda one, view: one.figures.asked),
        *column("answered", lambda one, view: one.figures.answered),
        *column("result", lambda one, view: one.figures.result),
        *column("together", lambda one, view: one.figures.together),
    ),
)
