"""Solutions with their ratings, over how many months they are compared, and the choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.options import Choice, OptionSheet, Rating, Solution, no_such_solution
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.options import option_sheets, solutions

OURS = sa.select(solutions).where(solutions.c.workspace_id == MINE)
BY_ID = OURS.where(solutions.c.id == sa.bindparam("solution"))
IN_PROJECT = OURS.where(solutions.c.project_id == sa.bindparam("project")).order_by(solutions.c.number)
SHEET = sa.select(option_sheets).where(
    option_sheets.c.workspace_id == MINE, option_sheets.c.project_id == sa.bindparam("project")
)
REMOVE = sa.delete(solutions).where(solutions.c.workspace_id == MINE, solutions.c.id == sa.bindparam("solution"))
KEEP, KEEP_SHEET = upsert_of(solutions), upsert_of(option_sheets)


class Options(Gateway):
    """Reads and keeps the solutions that the projects of one workspace compare."""

    def sheet(self, project: str) -> OptionSheet:
        """Everything that a project compares; an empty sheet while it compares nothing."""
        found = tuple(solution_from(row) for row in self.run(IN_PROJECT, project=project))
        row = self.run(SHEET, project=project).one_or_none()
        return OptionSheet(project, found) if row is None else replace(sheet_from(row), solutions=found)

    def solution(self, id: str) -> Solution:
        """The solution with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, solution=id).one_or_none()
        if row is None:
            raise no_such_solution()
        return solution_from(row)

    def keep(self, one: Solution) -> None:
        """Save a solution as it is now."""
        self.upsert(
            KEEP,
            **{
                **vars(one),
                "ratings": {id: rating.value for id, rating in one.ratings.items()},
                "resources": list(one.resources),
            },
        )

    def remove(self, ids: Iterable[str]) -> None:
        """Compare these solutions no longer."""
        for id in ids:
            self.run(REMOVE, solution=id)

    def keep_sheet(self, sheet: OptionSheet) -> None:
        """Save the months and the choice; each solution is saved by itself."""
        choice = sheet.choice
        self.upsert(
            KEEP_SHEET,
            project_id=sheet.project_id,
            months=sheet.months,
            chosen=choice.solution_id if choice else None,
            chosen_by=choice.by if choice else None,
            chosen_at=choice.at if choice else None,
            reason=choice.reason if choice else "",
            judged={id: rating.value for id, rating in choice.judged.items()} if choice else {},
            against=dict(choice.against) if choice else {},
            best=choice.best if choice else "",
        )


def solution_from(row: Any) -> Solution:
    """A row of the solutions as the domain knows it."""
    return Solution(
        row.id,
        row.project_id,
        row.number,
        row.name,
        row.description,
        row.one_off,
        row.monthly,
        _ratings(row.ratings),
        tuple(row.resources),
    )


def sheet_from(row: Any) -> OptionSheet:
    """A row of the option sheets as the domain knows it, without its solutions."""
    choice = None
    if row.chosen is not None:
        judged, against = _ratings(row.judged), dict(row.against)
        choice = Choice(row.chosen, UserId(row.chosen_by), row.chosen_at, row.reason, judged, against, row.best)
    return OptionSheet(row.project_id, (), row.months, choice)


def _ratings(kept: Any) -> dict[str, Rating]:
    return {id: Rating(rating) for id, rating in kept.items()}
