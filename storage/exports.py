"""What an export takes along: everything of a few projects, one kind of thing after the other, in pages of rows.

A page of projects costs the same number of statements whichever projects they are, but for kinds with more rows than
one page holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from domain.calendars import local_date, zone_of
from domain.export_views import AnsweredLesson, Contents
from domain.exports import Extent
from domain.lessons import OF_PRIVATE
from domain.projects import Project
from storage.answers import answer_from
from storage.changes import change_from
from storage.closing import settlement_from
from storage.deputies import line_from
from storage.difficulties import difficulty_from
from storage.estimates import estimate_from
from storage.feedback import feedback_from
from storage.handovers import handover_from
from storage.history import entry_from
from storage.lessons import answer_from as lesson_answer_from
from storage.lessons import lesson_from
from storage.opinions import opinion_from
from storage.options import sheet_from, solution_from
from storage.outcomes import answer_from as goal_answer_from
from storage.outcomes import outcome_from
from storage.plans import SHOWN_AS, plan_from
from storage.scope import version_from
from storage.scope_notes import note_from
from storage.spending import spending_from
from storage.stages import Stages
from storage.statements import MINE, Gateway
from storage.tables.changes import change_requests, scope_notes
from storage.tables.checkins import answers, work_entries
from storage.tables.closing import settlements
from storage.tables.costs import cost_entries
from storage.tables.deputies import stand_ins
from storage.tables.difficulties import difficulties
from storage.tables.feedback import feedback
from storage.tables.gate import tools
from storage.tables.handovers import handovers
from storage.tables.history import history
from storage.tables.lessons import lesson_answers, lessons
from storage.tables.options import option_sheets, solutions
from storage.tables.outcomes import goal_answers, outcomes
from storage.tables.plans import plan_versions
from storage.tables.projects import IS_PRIVATE, IS_PUBLIC, projects
from storage.tables.scope import scope_versions, technical_opinions
from storage.tables.stages import stage_estimates
from storage.tables.tasks import task_blocks, tasks
from storage.tasks import task_from
from storage.tools import tool_from
from storage.work import work_from

ROWS_AT_ONCE = 5_000
Counted = tuple[sa.Label[Any], ...]
"""What is read beside the columns of the table, computed by the database."""
THESE: sa.BindParameter[Any] = sa.bindparam("projects", expanding=True)


@dataclass(frozen=True)
class Source:
    """Where one kind of thing is read, in which order, and how a row becomes one."""

    table: sa.Table
    order: tuple[sa.Column[Any], ...]
    read: Callable[[Any], Any]
    counted: Counted

    def page(self) -> sa.Select[Any]:
        """So many rows of these projects, from one on."""
        return (
            sa.select(self.table, *self.counted)
            .where(self.table.c.workspace_id == MINE, self.table.c.project_id.in_(THESE))
            .order_by(self.table.c.project_id, *self.order)
            .limit(ROWS_AT_ONCE)
            .offset(sa.bindparam("beginning", type_=sa.Integer))
        )


def _source(table: sa.Table, read: Callable[[Any], Any], *order: str, counted: Counted = ()) -> Source:
    return Source(table, tuple(table.c[name] for name in order), read, counted)


def _of_home(value: sa.ColumnElement[Any], name: str) -> sa.Label[Any]:
    return sa.select(value).where(projects.c.id == lessons.c.project_id).scalar_subquery().label(name)


ORIGIN: Counted = (
    _of_home(projects.c.key, "project_key"),
    _of_home(projects.c.name, "project_name"),
    _of_home(sa.literal_column(f"CASE WHEN {IS_PRIVATE} THEN 1 ELSE 0 END"), "of_private"),
)
# Everybody who reads one project's export is told of a private one what everybody may be told elsewhere.
NEXT_TIME: sa.Label[Any] = (
    sa.select(sa.case((sa.or_(sa.text(IS_PUBLIC), lessons.c.is_shared), lessons.c.next_time), else_=OF_PRIVATE))
    .join(projects, projects.c.id == lessons.c.project_id)
    .where(lessons.c.id == lesson_answers.c.lesson_id)
    .scalar_subquery()
    .label("next_time")
)


def _answered(row: Any) -> AnsweredLesson:
    return AnsweredLesson(row.next_time, lesson_answer_from(row, row.project_id))


SOURCES = {
    "tasks": _source(tasks, task_from, "number"),
    "difficulties": _source(difficulties, difficulty_from, "number"),
    "answers": _source(answers, answer_from, "round_day", "answered_at", "id"),
    "work": _source(work_entries, work_from, "day", "logged_at", "id"),
    "spending": _source(cost_entries, spending_from, "day", "logged_at", "id"),
    "scope": _source(scope_versions, version_from, "number"),
    "goal_answers": _source(goal_answers, goal_answer_from, "answered_at", "goal_id"),
    "settlements": _source(settlements, settlement_from, "at", "id"),
    "scope_notes": _source(scope_notes, note_from, "number"),
    "changes": _source(change_requests, change_from, "number"),
    "tools": _source(tools, tool_from, "number"),
    "history": _source(history, entry_from, "number"),
    "plans": _source(plan_versions, plan_from, "number", counted=(SHOWN_AS,)),
    "opinions": _source(technical_opinions, opinion_from, "given_at", "requirement_id"),
    "option_sheets": _source(option_sheets, sheet_from),
    "solutions": _source(solutions, solution_from, "number"),
    "estimates": _source(stage_estimates, estimate_from, "at", "id"),
    "lessons": _source(lessons, lesson_from, "number", counted=ORIGIN),
    "lesson_answers": _source(lesson_answers, _answered, "at", "lesson_id", counted=(NEXT_TIME,)),
    "outcomes": _source(outcomes, outcome_from),
    "handovers": _source(handovers, handover_from, "number"),
    "stand_ins": _source(stand_ins, line_from, "first_day", "id"),
    "feedback": _source(feedback, feedback_from, "number"),
}
PAGES = {name: source.page() for name, source in SOURCES.items()}
BLOCKED_BY = (
    sa.select(task_blocks.c.task_id, task_blocks.c.blocked_by)
    .join(tasks, tasks.c.id == task_blocks.c.task_id)
    .where(task_blocks.c.workspace_id == MINE, tasks.c.project_id.in_(THESE))
)
EXTENTS = (
    sa.select(projects.c.key, projects.c.last_task_number, projects.c.started_at, projects.c.ended_at, projects.c.zone)
    .where(projects.c.workspace_id == MINE, projects.c.id.in_(THESE))
    .order_by(projects.c.key)
)


class Exports(Gateway):
    """Reads everything of a few projects of one workspace at a time."""

    def extents(self, ids: Iterable[str]) -> list[Extent]:
        """About how much there is of each of these projects, in the order of their keys."""
        wanted = list(ids)
        return [_extent(row) for row in self.run(EXTENTS, projects=wanted)] if wanted else []

    def contents(self, found: Iterable[Project]) -> list[Contents]:
        """Everything that is kept of these projects, in the same order."""
        every = list(found)
        ids = [one.id for one in every]
        if not ids:
            return []
        kept: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in SOURCES}
        for name, source in SOURCES.items():
            for row in self._rows(name, ids):
                kept[name][row.project_id].append(source.read(row))
        stages = defaultdict(list)
        for stage in Stages(self.connection, self.workspace).in_projects(ids):
            stages[stage.project_id].append(stage)
        return [
            Contents(one, stages=tuple(stages[one.id]), **{name: tuple(of[one.id]) for name, of in kept.items()})
            for one in every
        ]

    def blocked_by(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """The ids of the tasks that each task of these projects waits for, whether those are done or not."""
        found = defaultdict(list)
        for row in self.run(BLOCKED_BY, projects=list(ids)):
            found[row.task_id].append(row.blocked_by)
        return found

    def _rows(self, name: str, ids: list[str]) -> Iterator[Any]:
        beginning = 0
        while True:
            page = self.run(PAGES[name], projects=ids, beginning=beginning).all()
            yield from page
            if len(page) < ROWS_AT_ONCE:
                return
            beginning += ROWS_AT_ONCE


def _extent(row: Any) -> Extent:
    zone = zone_of(row.zone)
    days = (local_date(one, zone) if one else None for one in (row.started_at, row.ended_at))
    return Extent(row.key, row.last_task_number, *days)
