"""A line of the history as a sentence: who did what, and only what the sentence does not say by itself."""

from __future__ import annotations

from dataclasses import dataclass

from domain.history import Act, Change, Entry
from domain.identity import UserId

DIFFICULTY_ACTS = (Act.REPORTED_DIFFICULTY, Act.ACKNOWLEDGED_DIFFICULTY, Act.RESOLVED_DIFFICULTY)
TASK_STATES = {"accepted": "accepted", "declined": "declined", "done": "finished", "dropped": "dropped"}
PROJECT_STATES = {
    "active": "started the project",
    "on hold": "put the project on hold",
    "completed": "completed the project",
    "closed": "closed the project",
    "cancelled": "cancelled the project",
}
ENDED_TASK = ("done", "dropped")
ENDED_PROJECT = ("completed", "closed", "cancelled")
IMPLIED = ("reason of the end", "how it was resolved", "why without a step", "reason for dropping")
"""What a reopening or an ending takes away with it."""


@dataclass(frozen=True)
class Sentence:
    """What was done, about what, for whom, and the changes that stand behind it."""

    entry: Entry
    did: str
    about: str
    tail: str = ""
    people: tuple[UserId, ...] = ()
    changes: tuple[Change, ...] = ()


def sentence_of(entry: Entry) -> Sentence:
    """The line in words: a move by what it did, a task by what became of it, anything else as it was written."""
    states = [one for one in entry.changes if one.field == "state"]
    if entry.act is Act.MOVED and states:
        return Sentence(entry, _move(states[0]), "", changes=_besides(entry))
    if entry.act is Act.DELEGATED:
        return _delegation(entry)
    if entry.act is Act.CHANGED_TASK:
        return _task(entry, states)
    if entry.act in (*DIFFICULTY_ACTS, Act.REOPENED_DIFFICULTY):
        return Sentence(entry, entry.act.value, entry.about, changes=_besides(entry))
    if entry.act is Act.REMINDED:
        return _reminder(entry)
    is_project = entry.act in (Act.CREATED, Act.MOVED, Act.CHANGED_SCHEDULE)
    return Sentence(entry, entry.act.value, "" if is_project else entry.about, changes=entry.changes)


def _move(state: Change) -> str:
    if state.before in ENDED_PROJECT and state.after not in ENDED_PROJECT:
        return "reopened the project"
    if state.before == "on hold" and state.after == "active":
        return "resumed the project"
    return PROJECT_STATES.get(state.after, f"brought the project back to {state.after}")


def _delegation(entry: Entry) -> Sentence:
    title = next((one.after for one in entry.changes if one.field == "title"), "")
    to = next((one.people_after for one in entry.changes if one.field == "assignee"), ())
    said = ("title", "assignee")
    changes = tuple(one for one in _besides(entry) if one.field not in said and not _is_usual(one))
    return Sentence(entry, entry.act.value, f"{entry.about} {title}".strip(), "to" if to else "", to, changes)


def _is_usual(change: Change) -> bool:
    return change.field == "priority" and change.after == "normal"


def _reminder(entry: Entry) -> Sentence:
    """To whom and of what; the id by which the thing is found again is for nobody's eyes."""
    to = next((one.people_after for one in entry.changes if one.field == "to"), ())
    changes = tuple(one for one in entry.changes if one.field == "of")
    return Sentence(entry, entry.act.value, entry.about, "to" if to else "", to, changes)


def _task(entry: Entry, states: list[Change]) -> Sentence:
    fields = [one.field for one in entry.changes]
    if states and states[0].before in ENDED_TASK and states[0].after not in ENDED_TASK:
        return Sentence(entry, "reopened", entry.about, changes=_besides(entry))
    if states and states[0].after in TASK_STATES:
        return Sentence(entry, TASK_STATES[states[0].after], entry.about, changes=_besides(entry))
    if fields == ["percent"]:
        return Sentence(entry, "says that", entry.about, f"is {entry.changes[0].after or 0} % done")
    if "question" in fields and "answer" not in fields:
        return Sentence(entry, "asked about", entry.about, changes=_besides(entry))
    if "answer" in fields:
        return Sentence(entry, "answered what was asked about", entry.about, changes=_besides(entry))
    if "assignee" in fields:
        to = next(one.people_after for one in entry.changes if one.field == "assignee")
        changes = tuple(one for one in _besides(entry) if one.field != "assignee")
        return Sentence(entry, "gave", entry.about, "to" if to else "", to, changes)
    return Sentence(entry, entry.act.value, entry.about, changes=entry.changes)


def _besides(entry: Entry) -> tuple[Change, ...]:
    """The changes that the sentence does not say: no state, no percent with it, and nothing that went away with it."""
    kept = (one for one in entry.changes if one.field not in ("state", "percent"))
    return tuple(one for one in kept if one.after or one.people_after or one.field not in IMPLIED)
