"""What is wrong with a stage as it was typed: its name, its days, and the order in which stages follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from domain.calendars import day_words
from domain.refusals import Problem
from domain.stages import Stage, StagePlan

NAME_LENGTH = 80


def plan_problems(
    plan: StagePlan, itself: str | None, others: Iterable[Stage], first_day: date, last_day: date | None
) -> list[Problem]:
    """Everything wrong with a stage as it was typed, beside its fields.

    `others` are the stages of the project, `itself` is left out of them; the project runs from `first_day` to its
    completion date, `last_day`.
    """
    known = {one.id: one for one in others if one.id != itself}
    problems = _name_problems(plan, known.values())
    if plan.starts_on is None:
        problems.append(Problem("Pick its first day.", "starts_on"))
    if plan.ends_on is None:
        problems.append(Problem("Pick its last day.", "ends_on"))
    if plan.starts_on is None or plan.ends_on is None:
        return problems
    if plan.ends_on < plan.starts_on:
        problems.append(Problem("It cannot end before it starts.", "ends_on"))
    if plan.starts_on < first_day:
        problems.append(
            Problem(f"The project began on {day_words(first_day)}; pick that day or a later one.", "starts_on")
        )
    if last_day is not None and plan.ends_on > last_day:
        problems.append(Problem(f"The project is to be completed on {day_words(last_day)}; end it by then.", "ends_on"))
    return problems + _order_problems(plan, itself, known)


def _name_problems(plan: StagePlan, others: Iterable[Stage]) -> list[Problem]:
    name = plan.name.strip()
    if not name:
        return [Problem("Give the stage a name, for example Design.", "name")]
    if len(name) > NAME_LENGTH:
        return [Problem(f"Use at most {NAME_LENGTH} characters for the name.", "name")]
    if any(one.name.casefold() == name.casefold() for one in others):
        return [Problem("Another stage of this project has that name.", "name")]
    return []


def _order_problems(plan: StagePlan, itself: str | None, known: Mapping[str, Stage]) -> list[Problem]:
    assert plan.starts_on is not None
    assert plan.ends_on is not None
    if any(one not in known for one in plan.after):
        return [Problem("Choose among the other stages of this project.", "after")]
    for one in plan.after:
        if itself is not None and itself in _all_before(known[one], known):
            return [Problem(f"{known[one].name} comes after this stage itself: that is a circle.", "after")]
        if known[one].ends_on >= plan.starts_on:
            ends = day_words(known[one].ends_on)
            return [Problem(f"{known[one].name} ends on {ends}; begin after that day.", "starts_on")]
    for later in known.values():
        if itself is not None and itself in later.after and later.starts_on <= plan.ends_on:
            begins = day_words(later.starts_on)
            return [Problem(f"{later.name} comes after it and begins on {begins}; end before that day.", "ends_on")]
    return []


def _all_before(stage: Stage, known: Mapping[str, Stage]) -> set[str]:
    """The ids of everything that must end before a stage, near or far."""
    found: set[str] = set()
    waiting = list(stage.after)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += known[one].after if one in known else ()
    return found
