"""Kinds of project: the stages, tools, services and questions that a project of the kind usually has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from domain.refusals import Problem, Refused
from domain.scope import ScopeStatement

NAME_LENGTH = 60
GIST_LENGTH = 150
MOST_TEMPLATES = 50
REPEAT = "Repeat of an earlier project"
"""What a kind that is no more than an earlier project is kept as: its own name would tell whom that was for."""
NOTHING_WANTED = ScopeStatement()


class Take(StrEnum):
    """What of a project is taken along into a template; people, amounts and the customer's words never are."""

    STAGES = "stages"
    NEEDS = "needs"
    TOOLS = "tools"
    SERVICES = "services"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class WorkOutline:
    """Minutes of a skill at a level: so many in any case, and so many more for each IT user."""

    skill_id: str
    level: int
    minutes: int
    minutes_each_user: int = 0

    def for_users(self, users: int) -> int:
        """The whole of it for so many users, in minutes."""
        return self.minutes + self.minutes_each_user * users


@dataclass(frozen=True)
class ThingOutline:
    """So many of a thing, for so many working days from the one on which it is needed first."""

    thing_id: str
    quantity: int
    begins: int
    lasts: int


@dataclass(frozen=True)
class StageOutline:
    """One stage of a kind of project, in working days: `begins` so many after the template's first day.

    `after` are the places, from 0, of the stages that must end before it.
    """

    name: str
    begins: int
    lasts: int
    work: tuple[WorkOutline, ...] = ()
    things: tuple[ThingOutline, ...] = ()
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class ProjectTemplate:
    """A kind of project; one that a workspace saved has its own id, the built-in ones have words for ids.

    The stages of an elastic one are stretched over the whole time of a project; any other keeps its days, and is only
    pressed together where they do not fit.
    """

    id: str
    name: str
    gist: str
    services: tuple[str, ...]
    stages: tuple[StageOutline, ...]
    tools: tuple[str, ...]
    questions: tuple[str, ...] = ()
    is_elastic: bool = False
    hours_percent: int = 0
    """By how many whole percent its hours were changed, as finished projects of the kind came out."""
    scope: ScopeStatement = NOTHING_WANTED
    """What an earlier project for the same customer was to deliver; a template of the workspace knows no customer."""

    @property
    def days(self) -> int:
        """How many working days it usually takes, from its first day to the end of everything in it."""
        things = (thing.begins + thing.lasts for stage in self.stages for thing in stage.things)
        return max((*(one.begins + one.lasts for one in self.stages), *things), default=0)

    @property
    def is_empty(self) -> bool:
        return not (self.services or self.stages or self.tools or self.questions)


class ProjectKind(NamedTuple):
    """As what a project began: the kind's id and name, and by how many whole percent its hours were calibrated."""

    id: str
    name: str
    hours_percent: int = 0

    @property
    def words(self) -> str:
        """What it is called where people read it; empty for what only repeats an earlier project."""
        return "" if self.name == REPEAT else self.name


def template_sign(name: str) -> str:
    """What tells templates apart: their name without regard to capitals and spaces."""
    return " ".join(name.split()).casefold()


def template_problems(name: str, gist: str, others: Iterable[ProjectTemplate], is_new: bool) -> list[Problem]:
    """What is wrong with the name and description of a template that a workspace saves, beside their fields."""
    problems = _name_problems(name.strip(), tuple(others), is_new)
    if len(gist.strip()) > GIST_LENGTH:
        problems.append(Problem(f"Use at most {GIST_LENGTH} characters for the description.", "gist"))
    return problems


def _name_problems(called: str, others: tuple[ProjectTemplate, ...], is_new: bool) -> list[Problem]:
    if not called:
        return [Problem("Give the template a name, for example “School roll-out”.", "name")]
    if len(called) > NAME_LENGTH:
        return [Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name")]
    if any(template_sign(one.name) == template_sign(called) for one in others):
        return [Problem("A template is called so already. Choose another name, or replace that one.", "name")]
    if is_new and len(others) >= MOST_TEMPLATES:
        return [Problem(f"There are {MOST_TEMPLATES} templates already. Replace or remove one first.", "name")]
    return []


def without_customer(words: str, customer: str, most: int) -> str:
    """Words that were typed for one customer, to be read by others: the customer's name is taken out of them."""
    if not customer.strip():
        return words
    named = re.compile(rf"(?<!\w){re.escape(customer.strip())}(?!\w)", re.IGNORECASE)
    said = named.sub(lambda found: "the customer" if found.start() else "The customer", words)
    return said[:most].rstrip()


def no_such_template(field: str | None = None) -> Refused:
    """The refusal of a kind of project that is not offered, or not any more, beside the field it was chosen in."""
    return Refused("That kind of project is not offered any more. Those that are:", field, to_type="template")
