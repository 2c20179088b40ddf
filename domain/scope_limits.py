"""What is typed into a scope, read line by line, and what is too much of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.figures import count_words
from domain.identity import new_id
from domain.refusals import Problem
from domain.scope import FinancialRequirements, Goal, Requirement, Scope, ScopeStatement, TechnicalRequirement, Weight

MOST_USERS = 10_000_000
MOST_SERVICES = 50
SERVICE_LENGTH = 75
LINE_LENGTH = 300
MOST_ITEMS = 40
MOST_REQUIREMENTS = 60
MOST_GOALS = 20
MOST_TECHNICAL = 40
MOST_INVOICING_POINTS = 12
WHOLE = 100
BULLET = re.compile(r"^\s*(?:[-*•–·▪]|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class Outline:
    """The first step of a scope: for how many, which services, until when, and where it ends."""

    users_count: int | None
    services: tuple[str, ...]
    completion_date: date | None
    in_scope: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wishes:
    """The second step: the customer's requirements as lines, by their weight."""

    must: tuple[str, ...] = ()
    should: tuple[str, ...] = ()

    @classmethod
    def of(cls, requirements: Iterable[Requirement]) -> Wishes:
        """The lines of what is decided now."""
        every = tuple(requirements)
        must, should = (tuple(one.text for one in every if one.weight is weight) for weight in Weight)
        return cls(must, should)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without their bullets and numbers, each once."""
    found = (" ".join(BULLET.sub("", line).split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def services_from(text: str) -> tuple[str, ...]:
    """The IT services named in a text, one a line or separated by commas, once each."""
    names = (name.strip() for name in re.split(r"[\n,;]+", text))
    return tuple(dict.fromkeys(name for name in names if name))


def requirements_from(wishes: Wishes, before: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """The customer's requirements from their lines; a line that was there before keeps its id, with any weight.

    A line that is both is a must.
    """
    known = {_sign(one.text): one.id for one in before}
    typed = {_sign(line): (line, Weight.MUST) for line in wishes.must}
    typed |= {_sign(line): (line, Weight.SHOULD) for line in wishes.should if _sign(line) not in typed}
    return tuple(Requirement(known.get(sign) or new_id(), line, weight) for sign, (line, weight) in typed.items())


def _sign(text: str) -> str:
    return " ".join(text.casefold().split())


def outline_problems(outline: Outline, before: Outline, today: date) -> list[Problem]:
    """What is wrong with the first step, beside its fields; a date that stood there before may have passed."""
    due = outline.completion_date if outline.completion_date != before.completion_date else None
    problems = scope_problems(Scope(outline.users_count, outline.services, due), today)
    for field in ("in_scope", "out_of_scope"):
        problems += _line_problems(getattr(outline, field), field, MOST_ITEMS, "points; group the smaller ones")
    return problems


def wishes_problems(wishes: Wishes) -> list[Problem]:
    """What is wrong with the customer's requirements, beside the field of their weight."""
    problems = _line_problems(wishes.must, "must", MOST_REQUIREMENTS, "requirements")
    problems += _line_problems(wishes.should, "should", MOST_REQUIREMENTS, "requirements")
    in_all = len(wishes.must) + len(wishes.should)
    if not problems and in_all > MOST_REQUIREMENTS:
        words = f"Write at most {MOST_REQUIREMENTS} requirements in all; there are {in_all}. Group the smaller ones."
        problems.append(Problem(words, "should"))
    return problems


def scope_problems(scope: Scope, today: date, may_be_open: bool = False) -> list[Problem]:
    """What is wrong with the numbers, services and date of a scope, beside their fields."""
    problems = []
    if scope.users_count is not None and not 1 <= scope.users_count <= MOST_USERS:
        words = f"Enter a whole number of IT users from 1 to {count_words(MOST_USERS)}."
        problems.append(Problem(words, "users_count"))
    if not scope.services and not may_be_open:
        problems.append(Problem("Name at least one IT service, for example Wi-Fi or service desk.", "services"))
    problems += service_problems(scope.services, "services")
    if scope.completion_date is not None and scope.completion_date <= today:
        problems.append(Problem("Pick a completion date after today.", "completion_date"))
    return problems


def service_problems(services: tuple[str, ...], field_name: str) -> list[Problem]:
    """Too many IT services, or one whose name is too long for a list to choose from, beside the field."""
    if len(services) > MOST_SERVICES:
        words = f"Name at most {MOST_SERVICES} services; there are {len(services)}. Group the smaller ones."
        return [Problem(words, field_name)]
    if too_long := next((name for name in services if len(name) > SERVICE_LENGTH), None):
        has = f"“{too_long[:30]}…” has {count_words(len(too_long))}"
        words = f"Use at most {SERVICE_LENGTH} characters a service; {has}."
        return [Problem(words, field_name)]
    return []


def technical_problems(one: TechnicalRequirement, others: int) -> list[Problem]:
    """What is wrong with a technical requirement among so many others, beside its field."""
    problems = _needed(one.statement, "statement", "Say what is required, for example “VPN for 200 users at once”.")
    if others >= MOST_TECHNICAL:
        problems.append(Problem(f"Write at most {MOST_TECHNICAL} technical requirements.", "statement"))
    return problems


def goal_problems(goal: Goal, others: int) -> list[Problem]:
    """What is wrong with a goal among so many others, beside its fields."""
    problems = _needed(goal.text, "text", "Say what is to be better afterwards.")
    problems += _needed(goal.measure, "measure", "Say how it is measured, for example “tickets a month”.")
    problems += _needed(goal.target, "target", "Say what the measure is to reach, for example “under 40”.")
    if others >= MOST_GOALS:
        problems.append(Problem(f"Write at most {MOST_GOALS} goals.", "text"))
    return problems


def financial_problems(financial: FinancialRequirements) -> list[Problem]:
    """What is wrong with the money, beside its fields; the ceiling is in the project's currency."""
    problems = []
    if financial.budget_ceiling is not None and financial.budget_ceiling <= 0:
        problems.append(Problem("Enter an amount above 0, or leave it empty.", "budget_ceiling"))
    problems += _line_problems(
        financial.invoicing_points, "invoicing_points", MOST_INVOICING_POINTS, "invoicing points"
    )
    if financial.is_plain and (in_all := sum(financial.shares)) > WHOLE:
        words = f"These come to {in_all:f} % of the price. Let them come to {WHOLE} %."
        problems.append(Problem(words, "invoicing_points"))
    return problems


def _needed(text: str, field: str, ask: str) -> list[Problem]:
    if not text.strip():
        return [Problem(ask, field)]
    return _line_problems([text], field, 1, "lines")


def _line_problems(lines: Iterable[str], field: str, most: int, what: str) -> list[Problem]:
    every = tuple(lines)
    if len(every) > most:
        return [Problem(f"Write at most {most} {what}; there are {len(every)}.", field)]
    too_long = next((line for line in every if len(line) > LINE_LENGTH), None)
    if too_long is None:
        return []
    where = f" The line “{too_long[:30]}…” has {count_words(len(too_long))}." if len(every) > 1 else ""
    return [Problem(f"Use at most {LINE_LENGTH} characters a line.{where}", field)]


def outline_of(statement: ScopeStatement) -> Outline:
    """The first step of what is decided now."""
    return Outline(
        statement.users_count,
        statement.services,
        statement.completion_date,
        statement.in_scope,
        statement.out_of_scope,
    )


def step_problems(step: Outline | Wishes | FinancialRequirements, before: Outline, today: date) -> list[Problem]:
    """What is wrong with any of the three steps that are typed as a whole."""
    if isinstance(step, Outline):
        return outline_problems(step, before, today)
    return wishes_problems(step) if isinstance(step, Wishes) else financial_problems(step)
