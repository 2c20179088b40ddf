"""What is typed about a task, when it is delegated and whenever it is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.calendars import WorkingCalendar, day_words
from domain.hours import minutes_or_problems
from domain.identity import UserId
from domain.refusals import Problem

TITLE_LENGTH, WHY_LENGTH = 200, 3000


class Priority(StrEnum):
    """How much a task presses."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


@dataclass(frozen=True)
class Brief:
    """What is typed about a task: the work, why, when it counts as done, how much it is, and what it waits for."""

    title: str
    why: str
    done_means: str
    assignee: UserId
    helpers: tuple[UserId, ...]
    due: date
    estimate_minutes: int | None
    priority: Priority
    blocked_by: tuple[str, ...] = ()
    stage_id: str | None = None


@dataclass(frozen=True)
class TypedBrief:
    """What a task cannot be given without, as it stands in the first form; `estimate` is in hours."""

    title: str
    assignee: UserId
    due: date
    why: str = ""
    estimate: str = ""

    def read(self, over: Brief | None = None) -> tuple[Brief, list[Problem]]:
        """The brief that was meant, and what is wrong with the estimate, beside its field: then the brief has none.

        What is not asked here stays as it is in `over`, or begins empty.
        """
        minutes, problems = minutes_or_problems(self.estimate, "estimate")
        before = over or Brief("", "", "", self.assignee, (), self.due, None, Priority.NORMAL)
        typed = {name: value for name, value in vars(self).items() if name != "estimate"}
        return replace(before, **typed, estimate_minutes=minutes), problems


@dataclass(frozen=True)
class TypedDetails:
    """What can be said besides of a task that somebody has, as it stands in the second form."""

    done_means: str = ""
    helpers: tuple[UserId, ...] = ()
    priority: Priority = Priority.NORMAL
    blocked_by: tuple[str, ...] = ()
    stage_id: str | None = None

    def read(self, over: Brief) -> tuple[Brief, list[Problem]]:
        """The brief that was meant; what is not asked here stays as it is in `over`."""
        return replace(over, **vars(self)), []


def title_and_why(words: str) -> tuple[str, str]:
    """A message as the brief of a task: its first line is the title, and all of it the why when it says more."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    title = lines[0][:TITLE_LENGTH] if lines else ""
    return title, "" if title == words.strip() else words.strip()[:WHY_LENGTH]


def helpers_of(brief: Brief) -> tuple[UserId, ...]:
    """Who helps, once each; whoever answers for the task is no helper besides."""
    return tuple(one for one in dict.fromkeys(brief.helpers) if one != brief.assignee)


def brief_problems(brief: Brief, today: date) -> list[Problem]:
    """Everything wrong with a brief, beside its fields; `today` is the project's local date."""
    problems = []
    if not brief.title.strip():
        problems.append(Problem("Say in a few words what needs doing.", "title"))
    if len(brief.title) > TITLE_LENGTH:
        problems.append(Problem(f"Use at most {TITLE_LENGTH} characters here; the rest fits under Why.", "title"))
    if brief.due < today:
        problems.append(Problem("Pick today or a later day.", "due"))
    return problems


def due_warnings(key: str, due: date, completion: date | None, calendar: WorkingCalendar) -> tuple[str, ...]:
    """What is odd about a due date, and allowed: it lies after the project's own, or on a day that nobody works."""
    found = []
    if completion is not None and due > completion:
        found.append(f"{key} is due after the project is to be completed, {day_words(completion)}.")
    if not calendar.is_working_day(due):
        found.append(f"{day_words(due)}, when {key} is due, is not a working day.")
    return tuple(found)
