"""What was changed, by whom, from what to what: the lines of a history that nobody can alter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.briefs import Brief
from domain.calendars import day_words
from domain.commands import CHANGE_KEY, DIFFICULTY_KEY, PROJECT_KEY, TASK_KEY, as_typed, bare_key, mentioned
from domain.difficulties import Difficulty
from domain.hours import hours_words
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import Role
from domain.schedules import Schedule
from domain.tasks import Task
from domain.tools import Tool


class Act(StrEnum):
    """What was done, in the words of the history."""

    CREATED = "created the project"
    MOVED = "moved the project"
    OVERRODE_GATE = "started the project over what was not decided"
    LISTED_TOOLS = "listed tools and methods"
    SETTLED_TOOL = "changed the list of tools and methods"
    CONFIRMED_HEAD = "confirmed the department head"
    DEPARTED = "noted who cannot work here any more"
    RETURNED = "noted who works here again"
    HANDED_OVER = "handed over the role of"
    CHANGED_TEAM = "changed the team"
    ACCEPTED_ROLE = "accepted the role of"
    NEEDS_FOR_ROLE = "said what they need as"
    ANSWERED_NEED = "answered what is needed as"
    MOVED_CHANNEL = "moved the project to another channel"
    REPAIRED_CHANNEL = "repaired the channel"
    CHANNEL_CHANGED = "noted a change of the channel"
    DELEGATED = "delegated"
    CHANGED_TASK = "changed"
    DID_ERRAND = "did what was asked:"
    REPORTED_DIFFICULTY = "reported"
    REWORDED_DIFFICULTY = "reworded"
    ACKNOWLEDGED_DIFFICULTY = "acknowledged"
    RESOLVED_DIFFICULTY = "resolved"
    REOPENED_DIFFICULTY = "reopened"
    CHANGED_SCOPE = "changed the scope:"
    REMINDED = "sent a"
    ASKED_OPINION = "asked for the technical opinion"
    LET_STAY = "let a requirement stay:"
    CORRECTED_STAY = "corrected why a requirement stays:"
    TOOK_BACK_STAY = "took back why a requirement stays:"
    GAVE_OPINION = "gave the technical opinion:"
    REQUESTED = "asked for a project:"
    CORRECTED_REQUEST = "corrected"
    WITHDREW_REQUEST = "withdrew"
    ASSIGNED_REQUEST = "assigned"
    DECLINED_REQUEST = "declined"
    CHANGED_SCHEDULE = "changed the check-ins"
    ADDED_SOLUTION = "added the solution"
    CHANGED_SOLUTION = "changed the solution"
    REMOVED_SOLUTION = "took out the solution"
    RATED_SOLUTION = "rated the solution"
    CHANGED_MONTHS = "changed over how long solutions are compared"
    CHOSE_SOLUTION = "chose the solution"
    PLANNED_STAGE = "planned the stage"
    CHANGED_STAGE = "changed the stage"
    SCALED_STAGE = "scaled the hours of the stage"
    KEPT_HOURS = "let the hours stay of the stage"
    REMOVED_STAGE = "took out the stage"
    STARTED_STAGE = "started the stage"
    ENDED_STAGE = "ended the stage"
    ESTIMATED_STAGE = "estimated what is left of the stage"
    LOGGED_WORK = "logged work on"
    PLACED_WORK = "let work count for"
    TOOK_BACK_WORK = "took back work on"
    PRICED = "set the price of"
    DECIDED_VIABILITY = "decided on the viability of"
    VOTED_ON_STAGE = "decided how it goes on after the stage"
    PROPOSED_LEVEL = "proposed a level in"
    CONFIRMED_LEVEL = "confirmed a level in"
    DECLINED_LEVEL = "declined a level in"
    CHANGED_CATALOGUE = "changed the catalogue of skills:"
    SAVED_TEMPLATE = "saved the template"
    CHANGED_TEMPLATE = "changed the template"
    REMOVED_TEMPLATE = "removed the template"
    USED_TEMPLATE = "filled in from the template"
    BOOKED = "changed the bookings"
    CHANGED_HOURS = "changed the weekly hours"
    ENTERED_LEAVE = "entered leave"
    TOOK_OUT_LEAVE = "took out leave"
    CHANGED_STOCK = "changed the stock:"
    ADDED_RESOURCE = "wrote down that the customer has"
    CHANGED_RESOURCE = "changed what the customer has:"
    REMOVED_RESOURCE = "took out of what the customer has:"
    IMPORTED_RESOURCES = "imported what the customer has:"
    PRESENTED_PLAN = "presented the plan"
    ANSWERED_PLAN = "answered the plan"
    RECORDED_ANSWER = "recorded the customer's answer to the plan"
    ASKED_CHANGE = "asked for the change"
    OFFERED_CHANGE = "offered something else for the change"
    AGREED_CHANGE = "agreed to the change"
    PRESENTED_CHANGE = "presented the change to the customer"
    DECLINED_CHANGE = "recorded that the customer rejected the change"
    FOLLOWED_CHANGE = "brought up to date the change"
    APPROVED_CHANGE = "approved the change"
    REJECTED_CHANGE = "rejected the change"
    WITHDREW_CHANGE = "withdrew the change"
    NOTED_SCOPE = "noted as new scope"
    DROPPED_NOTE = "dropped from what was noted as new:"
    ANSWERED_GOAL = "said what became of the goal"
    KEPT_LESSON = "kept the lesson"
    DID_LESSON = "did what the lesson asks:"
    DROPPED_LESSON = "dropped the lesson"
    PASSED_LESSON = "passed on the lesson"
    USED_LESSON = "used the lesson"
    IGNORED_LESSON = "ignored the lesson"
    TOOK_RESERVE = "took the suggested reserve of"
    REFUSED_RESERVE = "refused the suggested reserve of"
    MOVED_WORK = "moved to another project:"
    DROPPED_WORK = "dropped at the end:"
    SAVED_SETTINGS = "changed the workspace settings"


@dataclass(frozen=True)
class Change:
    """One field before and after, as words; people stand apart, because they are drawn by name."""

    field: str
    before: str = ""
    after: str = ""
    people_before: tuple[UserId, ...] = ()
    people_after: tuple[UserId, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of the history; nobody in `by` means that Steward did it by itself."""

    number: int
    at: datetime
    by: UserId | None
    act: Act
    about: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class HistoryFilter:
    """Which lines are wanted: of one project, about one thing with a key in it, by one person."""

    key: str | None = None
    about: str = ""
    by: UserId | None = None

    @classmethod
    def typed(cls, words: Iterable[str]) -> HistoryFilter:
        """Read a project's key, the key of a task or a difficulty, and a name, in any order; refuses any other word."""
        wanted = cls()
        for word in words:
            key = bare_key(word)
            if person := mentioned(word):
                wanted = replace(wanted, by=person)
            elif PROJECT_KEY.fullmatch(key):
                wanted = replace(wanted, key=key)
            elif any(one.fullmatch(key) for one in (TASK_KEY, DIFFICULTY_KEY, CHANGE_KEY)):
                wanted = replace(wanted, about=key)
            else:
                raise Refused(
                    f"“{as_typed(word)[:40]}” is neither a project such as NET, nor a task such as NET-12, "
                    "nor a difficulty such as NET-D3, nor a person such as @ana."
                )
        return wanted if wanted.key or not wanted.about else replace(wanted, key=wanted.about.rpartition("-")[0])

    def __str__(self) -> str:
        """The filter as it could be typed."""
        return " ".join(part for part in (self.key, self.about, f"<@{self.by}>" if self.by else "") if part)


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
