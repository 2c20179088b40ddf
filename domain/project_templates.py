"""Kinds of project: the stages, tools, services and questions that a project of the kind usually has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.refusals import Problem

NAME_LENGTH = 60
MOST_TEMPLATES = 50


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
class StageOutline:
    """One stage of a kind of project; `share` is its part of the whole time, of which only the proportion counts."""

    name: str
    share: int
    work: tuple[WorkOutline, ...]


@dataclass(frozen=True)
class ProjectTemplate:
    """A kind of project; one that a workspace saved has its own id, the built-in ones have words for ids."""

    id: str
    name: str
    gist: str
    services: tuple[str, ...]
    stages: tuple[StageOutline, ...]
    tools: tuple[str, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class StageDays:
    """A stage of a template with the days it gets in one project."""

    outline: StageOutline
    starts_on: date
    ends_on: date


def laid_out(stages: Sequence[StageOutline], first: date, completion: date) -> tuple[StageDays, ...]:
    """The stages one after the other from the first day to the day of completion, each with its share of the days.

    Every stage has at least a day; with fewer days than stages the first ones share the first day. A completion
    before the first day leaves that one day for all of them.
    """
    days = max(1, (completion - first).days + 1)
    placed, begin = [], 0
    for place, stage in enumerate(stages, start=1):
        share = days * sum(one.share for one in stages[:place]) // sum(one.share for one in stages)
        # A day of its own, and one is left for each that follows.
        end = min(max(begin + 1, share), days - (len(stages) - place))
        starts, stops = (first + timedelta(days=min(day, days - 1)) for day in (begin, max(begin, end - 1)))
        placed.append(StageDays(stage, starts, stops))
        begin = max(begin, end)
    return tuple(placed)


def template_sign(name: str) -> str:
    """What tells templates apart: their name without regard to capitals and spaces."""
    return " ".join(name.split()).casefold()


def template_name_problems(name: str, others: Iterable[ProjectTemplate]) -> list[Problem]:
    """What is wrong with the name of a template that a workspace saves, beside its field."""
    called, every = name.strip(), tuple(others)
    if not called:
        return [Problem("Give the template a name, for example “School roll-out”.", "name")]
    if len(called) > NAME_LENGTH:
        return [Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name")]
    if any(template_sign(one.name) == template_sign(called) for one in every):
        return [Problem("A template is called so already. Choose another name.", "name")]
    if len(every) >= MOST_TEMPLATES:
        return [Problem(f"There are {MOST_TEMPLATES} templates already. Remove one of your own first.", "name")]
    return []
