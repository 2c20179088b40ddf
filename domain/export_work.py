"""The tables of an export that tell of a project, its people and their work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.cost_history import without_money, without_our_words
from domain.export_columns import Column, Table, column, own, people, person
from domain.export_views import Contents, Sight, View
from domain.history import Change, Entry
from domain.projects import ChannelKind


def _task(thing: Any, view: View) -> str | None:
    return view.keys.get(thing.task_id or "")


def _stage(thing: Any, view: View) -> str | None:
    return view.stages.get(thing.stage_id or "")


TASK: tuple[Column, ...] = column("task", _task)
STAGE: tuple[Column, ...] = column("stage", _stage)
PROJECTS = Table(
    "projects",
    lambda contents, view: (contents.project,),
    (
        *own("name", "customer", "state", "zone", "created_at", "started_at", "ended_at", "end_reason"),
        *column("completion_date", lambda one, view: one.scope.completion_date),
        *column("users_count", lambda one, view: one.scope.users_count),
        *column("services", lambda one, view: one.scope.services),
        *column("percent", lambda one, view: one.progress.percent),
        *column("tasks", lambda one, view: one.progress.tasks),
        *column("open_tasks", lambda one, view: one.progress.open),
        *own("open_difficulties"),
        *column("channel", lambda one, view: one.channel.id),
        *column("channel_name", lambda one, view: one.channel.name),
        *column("is_private", lambda one, view: one.channel.kind is ChannelKind.PRIVATE),
        *person("requested_by"),
        *own("is_approved", "currency"),
        *own("price", sight=Sight.PLAN),
    ),
)
ROLES = Table(
    "roles",
    lambda contents, view: contents.project.staff,
    (*own("role"), *person("person"), *own("since", "confirmed", "accepted_at"), *person("given_by")),
)
TASKS = Table(
    "tasks",
    lambda contents, view: contents.tasks,
    (
        *own("key", "title", "why", "done_means", "state", "percent", "due", "estimate_minutes", "priority"),
        *person("assignee"),
        *people("helpers"),
        *STAGE,
        *column("waits_for", lambda one, view: view.waits_for.get(one.id, ())),
        *column("skill", lambda one, view: view.names.get(one.skill_id or "")),
        *own("skill_level"),
        *person("delegated_by"),
        *own("delegated_at", "answered_at", "question", "answer", "decline_reason", "drop_reason"),
        *person("done_by"),
        *own("done_at", "source"),
    ),
)
DIFFICULTIES = Table(
    "difficulties",
    lambda contents, view: contents.difficulties,
    (
        *own("key", "what", "severity", "category", "state", "impact_minutes", "needed_by"),
        *TASK,
        *person("reported_by"),
        *own("reported_at"),
        *person("acknowledged_by"),
        *own("acknowledged_at"),
        *person("resolved_by"),
        *own("resolved_at", "resolution", "why_no_step", "times_reopened", "source"),
    ),
)


def _own_or(sight: Sight, things: Iterable[Any], view: View) -> list[Any]:
    """Everybody's, for who sees that; for anybody else what is their own."""
    return [one for one in things if view.sees(sight) or view.is_own(one.person)]


CHECKINS = Table(
    "checkins",
    lambda contents, view: _own_or(Sight.OURS, contents.answers, view),
    (
        *column("day", lambda one, view: one.round_day),
        *person("person"),
        *own("worked_on", "answered_at", "edited_at", "late", "minutes", "done", "next", "difficulties"),
        *column("own_questions", lambda one, view: one.extra),
    ),
)
WORK = Table(
    "work",
    lambda contents, view: _own_or(Sight.COSTS, contents.work, view),
    (
        *own("day"),
        *person("person"),
        *own("minutes"),
        *TASK,
        *STAGE,
        *own("words", "logged_at"),
        *column("is_of_checkin", lambda one, view: one.answer_id is not None),
        *own("rate", sight=Sight.COSTS),
    ),
)
TOOLS = Table(
    "tools",
    lambda contents, view: contents.tools,
    (*own("number", "what"), *person("owner"), *own("state", "why")),
)


@dataclass(frozen=True)
class HistoryLine:
    """One thing that was changed by an entry of the history, or the entry alone where it says everything."""

    entry: Entry
    change: Change


def _history(contents: Contents, view: View) -> list[HistoryLine]:
    lines = []
    for one in contents.history:
        entry = one if view.sees(Sight.COSTS) else without_money(one)
        entry = entry if view.sees(Sight.OURS) else without_our_words(entry)
        lines += [HistoryLine(entry, change) for change in entry.changes or (Change(""),)]
    return lines


HISTORY = Table(
    "history",
    _history,
    (
        *column("number", lambda one, view: one.entry.number),
        *column("at", lambda one, view: one.entry.at),
        *person("by", lambda one: one.entry.by),
        *column("did", lambda one, view: one.entry.act),
        *column("about", lambda one, view: one.entry.about),
        *column("field", lambda one, view: one.change.field),
        *column("before", lambda one, view: one.change.before),
        *column("after", lambda one, view: one.change.after),
        *people("people_before", lambda one: one.change.people_before),
        *people("people_after", lambda one: one.change.people_after),
    ),
)
