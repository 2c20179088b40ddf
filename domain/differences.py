"""What is different about a thing of a project, as lines of its history."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from domain.briefs import Brief
from domain.calendars import day_words
from domain.difficulties import Difficulty
from domain.history import Change
from domain.hours import hours_words
from domain.identity import UserId
from domain.projects import Project
from domain.roles import Role
from domain.schedules import Schedule
from domain.tasks import Task
from domain.tools import Tool

TASK_WORDS = {
    "title": "title",
    "why": "why",
    "done_means": "what done means",
    "due": "due date",
    "estimate_minutes": "estimate",
    "priority": "priority",
    "state": "state",
    "percent": "percent",
    "question": "question",
    "answer": "answer",
    "decline_reason": "reason for declining",
    "drop_reason": "reason for dropping",
}
TASK_PEOPLE = {"assignee": "assignee", "helpers": "helpers"}
PROJECT_WORDS = {
    "name": "name",
    "customer": "customer",
    "state": "state",
    "zone": "time zone",
    "end_reason": "reason of the end",
}
DIFFICULTY_WORDS = {
    "what": "what is difficult",
    "severity": "severity",
    "category": "category",
    "impact_minutes": "impact",
    "needed_by": "needed by",
    "state": "state",
    "resolution": "how it was resolved",
    "why_no_step": "why without a step",
}
TOOL_WORDS = {"what": "words", "state": "state", "why": "why it is not needed"}
SCOPE_WORDS = {"users_count": "IT users", "services": "IT services", "completion_date": "completion date"}
CHANNEL_WORDS = {"name": "channel", "kind": "kind of channel", "problem": "trouble with the channel"}


def task_changes(before: Task | None, after: Task) -> tuple[Change, ...]:
    """What is different about a task; without `before`, what it begins with."""
    return _changed(before, after, TASK_WORDS) + _changed_people(before, after, TASK_PEOPLE)


def difficulty_changes(before: Difficulty | None, after: Difficulty) -> tuple[Change, ...]:
    """What is different about a difficulty; without `before`, what was reported."""
    return _changed(before, after, DIFFICULTY_WORDS)


def brief_changes(before: Brief, after: Brief) -> tuple[Change, ...]:
    """What somebody changed about a task's brief; what it waits for is left out, for want of the keys."""
    words = {name: called for name, called in TASK_WORDS.items() if hasattr(after, name)}
    return _changed(before, after, words) + _changed_people(before, after, TASK_PEOPLE)


def project_changes(before: Project | None, after: Project) -> tuple[Change, ...]:
    """What is different about a project, its scope, its channel and its people."""
    words = _changed(before, after, PROJECT_WORDS)
    words += _changed(before.scope if before else None, after.scope, SCOPE_WORDS)
    words += _changed(before.channel if before else None, after.channel, CHANNEL_WORDS)
    return words + _changed_staff(before, after)


def tool_changes(before: Tool, after: Tool | None) -> tuple[Change, ...]:
    """What became of a tool or method, which is named first; without `after` it went from the list."""
    if after is None:
        return (Change("removed", before.what),)
    words = _changed(before, after, TOOL_WORDS)
    return (Change("tool or method", after=after.what), *words, *_changed_people(before, after, {"owner": "owner"}))


def schedule_changes(before: Schedule, after: Schedule) -> tuple[Change, ...]:
    """What is different about the check-ins of a project, in words."""
    old, new = before.in_words(), after.in_words()
    return tuple(Change(called, old[called], words) for called, words in new.items() if words != old[called])


def _changed_staff(before: Project | None, after: Project) -> tuple[Change, ...]:
    held = ((role, before.holders(role) if before else (), after.holders(role)) for role in Role)
    return tuple(Change(role.words, people_before=were, people_after=are) for role, were, are in held if were != are)


def _changed(before: object, after: object, fields: dict[str, str]) -> tuple[Change, ...]:
    found = []
    for name, called in fields.items():
        old, new = _words(name, getattr(before, name, None)), _words(name, getattr(after, name))
        if old != new:
            found.append(Change(called, old, new))
    return tuple(found)


def _changed_people(before: object, after: object, fields: dict[str, str]) -> tuple[Change, ...]:
    found = []
    for name, called in fields.items():
        were, are = _people(getattr(before, name, None)), _people(getattr(after, name))
        if were != are:
            found.append(Change(called, people_before=were, people_after=are))
    return tuple(found)


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_minutes"):
        return hours_words(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return day_words(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _people(held: Any) -> tuple[UserId, ...]:
    if isinstance(held, tuple):
        return held
    return (held,) if held else ()
