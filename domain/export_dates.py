"""The dates of a project as a calendar holds them: whole days, each with a name of its own that stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.calendars import local_date, zone_of
from domain.demands import stage_label
from domain.export_views import Contents, Sight, View
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from domain.stages import StageState


@dataclass(frozen=True)
class DatedEvent:
    """Whole days of a calendar, the last one included; the same `id` is the same event in every export."""

    id: str
    project: str
    summary: str
    first_day: date
    last_day: date
    words: str
    is_cancelled: bool = False


def dates_of(contents: Contents, view: View) -> list[DatedEvent]:
    """When stages go on, the completion date, and what of a project that is not over is due; none of a hidden one.

    After the end the completion is the day on which it ended, and stages that never began are called off.
    """
    project = contents.project
    if not view.sees(Sight.PROJECT):
        return []
    dates = [*_completion(project), *_stages(contents, view)]
    return dates if project.is_over else [*dates, *_due(contents, view)]


def _completion(project: Project) -> Iterator[DatedEvent]:
    """The day that is planned; of a project that is over the one on which it ended, in the same event."""
    day, called = project.scope.completion_date, f"{project.key} {project.name}"
    if project.is_over and project.ended_at is not None:
        ended, how = local_date(project.ended_at, zone_of(project.zone)), _ended(project)
        words = f"{called}, for {project.customer}. It is {project.state.value}."
        yield _event("project", project.id, project, f"{called}: {how}", ended, ended, words)
    elif day is not None:
        words = f"Completion date of {called}, for {project.customer}. It is {project.state.value}."
        yield _event("project", project.id, project, f"{called}: completion date", day, day, words)


def _ended(project: Project) -> str:
    return "cancelled" if project.lifecycle is Lifecycle.CANCELLED else "completed"


def _stages(contents: Contents, view: View) -> Iterator[DatedEvent]:
    project = contents.project
    for one in contents.stages:
        summary = f"{project.key} stage {stage_label(one)}"
        words = f"Stage of {project.name}, {one.state_words}.{_answered_for(one.responsible, view)}"
        event = _event("stage", one.id, project, summary, one.starts_on, one.ends_on, words)
        did_not_take_place = project.is_over and one.state is StageState.PLANNED
        yield replace(event, is_cancelled=True) if did_not_take_place else event


def _due(contents: Contents, view: View) -> Iterator[DatedEvent]:
    project = contents.project
    for task in contents.tasks:
        if task.is_open:
            words = f"Due in {project.name}, {task.percent} % done.{_answered_for(task.assignee, view)}"
            yield _event("task", task.id, project, f"{task.key} due: {task.title}", task.due, task.due, words)
    for one in contents.difficulties:
        if one.is_open and one.needed_by is not None:
            words = f"A {one.severity.value} difficulty in {project.name} is to be resolved by this day."
            day = one.needed_by
            yield _event("difficulty", one.id, project, f"{one.key} needed by: {one.what}", day, day, words)


def _answered_for(person: UserId | None, view: View) -> str:
    name = view.names.get(person or "")
    return f" With {name}." if name else ""


def _event(
    kind: str, id: str, project: Project, summary: str, first_day: date, last_day: date, words: str
) -> DatedEvent:
    is_cancelled = project.lifecycle is Lifecycle.CANCELLED
    return DatedEvent(f"{kind}-{id}", project.key, summary, first_day, last_day, words, is_cancelled)
