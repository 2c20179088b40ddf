"""All tables of an export in their order; docs/export.md says what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.export_columns import Row, Table
from domain.export_dates import DatedEvent, dates_of
from domain.export_decided import ESTIMATES, FEEDBACK, LESSONS, OPINIONS, PLANS, SOLUTIONS
from domain.export_ended import DEPUTIES, HANDOVERS, LESSON_ANSWERS, OUTCOMES
from domain.export_scope import (
    CHANGE_TURNS,
    CHANGES,
    COSTS,
    GOALS,
    NEEDS,
    SCOPE_LINES,
    SCOPE_NOTES,
    SCOPE_VERSIONS,
    SETTLEMENTS,
    STAGES,
    THINGS,
)
from domain.export_views import Contents, View
from domain.export_work import CHECKINS, DIFFICULTIES, HISTORY, PROJECTS, ROLES, TASKS, TOOLS, WORK

TABLES: tuple[Table, ...] = (
    PROJECTS,
    ROLES,
    STAGES,
    NEEDS,
    THINGS,
    COSTS,
    ESTIMATES,
    TASKS,
    DIFFICULTIES,
    CHECKINS,
    WORK,
    TOOLS,
    SCOPE_VERSIONS,
    SCOPE_LINES,
    GOALS,
    SCOPE_NOTES,
    SETTLEMENTS,
    OPINIONS,
    SOLUTIONS,
    PLANS,
    CHANGES,
    CHANGE_TURNS,
    LESSONS,
    LESSON_ANSWERS,
    OUTCOMES,
    HANDOVERS,
    DEPUTIES,
    FEEDBACK,
    HISTORY,
)


@dataclass(frozen=True)
class Taken:
    """What is taken along of some projects: the lines of each table, and the dates."""

    projects: int
    rows: Mapping[str, list[Row]]
    dates: list[DatedEvent]

    @classmethod
    def of(cls, contents: Contents, view: View) -> Taken:
        """One project, as far as its reader sees it."""
        return cls(1, {table.name: table.rows(contents, view) for table in TABLES}, dates_of(contents, view))

    @classmethod
    def together(cls, parts: Iterable[Taken]) -> Taken:
        """Several one after the other."""
        every = list(parts)
        rows = {table.name: [row for one in every for row in one.rows[table.name]] for table in TABLES}
        return cls(sum(one.projects for one in every), rows, [date for one in every for date in one.dates])

    @property
    def lines(self) -> int:
        """How many lines all tables have together."""
        return sum(map(len, self.rows.values()))

    def halves(self) -> tuple[Taken, Taken]:
        """The first half of the projects, and the others; the key of its project stands in every line."""
        keys = [str(one["project"]) for one in self.rows[PROJECTS.name]]
        first = frozenset(keys[: (len(keys) + 1) // 2])
        return self._only(first), self._only(frozenset(keys) - first)

    def _only(self, keys: frozenset[str]) -> Taken:
        rows = {name: [one for one in lines if one["project"] in keys] for name, lines in self.rows.items()}
        return Taken(len(keys), rows, [one for one in self.dates if one.project in keys])
