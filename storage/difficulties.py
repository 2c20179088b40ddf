"""Difficulties, with the project's counters changed in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.difficulties import (
    MOST_SEVERE_FIRST,
    Category,
    Difficulty,
    DifficultyState,
    Severity,
    no_such_difficulty,
)
from domain.identity import UserId
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.roles import LEADING_ROLES
from storage.projects import Projects
from storage.statements import ESCAPE, MINE, Gateway, as_new, columns_to_change, pattern_of
from storage.tables.difficulties import UNRESOLVED, difficulties
from storage.tables.projects import project_roles, projects

OURS = sa.select(difficulties).where(difficulties.c.workspace_id == MINE)
IS_OPEN = sa.text(UNRESOLVED)
BY_ID = OURS.where(difficulties.c.id == sa.bindparam("difficulty"))
BY_ID_LOCKED = BY_ID.with_for_update()
OF_IDS = OURS.where(difficulties.c.id.in_(sa.bindparam("ids", expanding=True)))
BY_KEY = OURS.where(difficulties.c.key == sa.bindparam("key"))
OF_ANSWER = OURS.where(difficulties.c.answer_id == sa.bindparam("answer")).with_for_update()
OF_ANSWERS = OURS.where(difficulties.c.answer_id.in_(sa.bindparam("answers", expanding=True)))
# The order of domain.difficulties.most_pressing_first.
SEVERITY = sa.case({one.value: one.rank for one in MOST_SEVERE_FIRST}, value=difficulties.c.severity)
PRESSING = (SEVERITY, difficulties.c.reported_at, difficulties.c.number)
IN_PROJECT = difficulties.c.project_id == sa.bindparam("project")
OPEN_IN_PROJECT = (
    OURS.where(IN_PROJECT, IS_OPEN)
    .order_by(*PRESSING)
    .limit(sa.bindparam("most"))
    .offset(sa.bindparam("beginning", type_=sa.Integer))
)
ALL_IN_PROJECT = (
    OURS.where(IN_PROJECT)
    .order_by(difficulties.c.number.desc())
    .limit(sa.bindparam("most"))
    .offset(sa.bindparam("beginning", type_=sa.Integer))
)
HOLDS_TEXT = (difficulties.c.key + " " + difficulties.c.what).ilike(sa.bindparam("pattern"), escape=ESCAPE)
OPEN_WITH_TEXT, ALL_WITH_TEXT = OPEN_IN_PROJECT.where(HOLDS_TEXT), ALL_IN_PROJECT.where(HOLDS_TEXT)
OPEN_BY_REPORTER = (
    OURS.where(IN_PROJECT, IS_OPEN, difficulties.c.reported_by == sa.bindparam("person"))
    .order_by(*PRESSING)
    .limit(sa.bindparam("most"))
)
TALLY = (
    sa.select(
        difficulties.c.severity,
        sa.func.count().label("many"),
        sa.func.min(difficulties.c.reported_at).label("oldest"),
        sa.func.max(sa.func.coalesce(difficulties.c.reopened_at, difficulties.c.reported_at)).label("newest"),
    )
    .where(difficulties.c.workspace_id == MINE, IN_PROJECT, IS_OPEN)
    .group_by(difficulties.c.severity)
)
CATEGORIES = (
    sa.select(difficulties.c.category)
    .where(difficulties.c.workspace_id == MINE, IN_PROJECT)
    .order_by(difficulties.c.number)
)
LED_BY = (
    sa.select(project_roles.c.project_id)
    .join(projects, projects.c.id == project_roles.c.project_id)
    .where(
        project_roles.c.workspace_id == MINE,
        project_roles.c.person_id == sa.bindparam("person"),
        project_roles.c.role.in_([role.value for role in LEADING_ROLES]),
        project_roles.c.confirmed,
        projects.c.lifecycle.in_([Lifecycle.PLANNING.value, Lifecycle.ACTIVE.value, Lifecycle.ON_HOLD.value]),
    )
)
NOT_TAKEN_ON = (
    OURS.where(
        IS_OPEN,
        difficulties.c.state == DifficultyState.OPEN.value,
        difficulties.c.project_id.in_(LED_BY),
    )
    .order_by(*PRESSING)
    .limit(sa.bindparam("most"))
)
CHANGE = (
    sa.update(difficulties)
    .where(difficulties.c.workspace_id == MINE, difficulties.c.id == sa.bindparam("difficulty"))
    .values(columns_to_change(difficulties))
)


@dataclass(frozen=True)
class Tally:
    """How many difficulties of one severity are open in a project, since when the oldest and the newest of them."""

    severity: Severity
    count: int
    oldest: datetime
    newest: datetime


class Difficulties(Gateway):
    """Reads and keeps the difficulties of one workspace."""

    def get(self, difficulty: str) -> Difficulty:
        """The difficulty with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, no_such_difficulty().message, difficulty=difficulty)

    def for_change(self, difficulty: str) -> Difficulty:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, no_such_difficulty().message, difficulty=difficulty)

    def of_ids(self, ids: Iterable[str]) -> list[Difficulty]:
        """The difficulties with these ids; an id of nowhere or of another workspace gives none."""
        wanted = list(ids)
        return [difficulty_from(row) for row in self.run(OF_IDS, ids=wanted)] if wanted else []

    def by_key(self, key: str) -> Difficulty:
        """The difficulty with a key such as NET-D3; refuses a key nobody uses."""
        return self._one(BY_KEY, no_such_difficulty(key).message, key=key)

    def of_answer(self, answer: str) -> Difficulty | None:
        """The difficulty that a check-in answer told of, held for change."""
        row = self.run(OF_ANSWER, answer=answer).one_or_none()
        return difficulty_from(row) if row else None

    def of_answers(self, answers: list[str]) -> dict[str, Difficulty]:
        """The difficulties that these check-in answers told of, by the answers."""
        rows = self.run(OF_ANSWERS, answers=answers) if answers else ()
        return {row.answer_id: difficulty_from(row) for row in rows}

    def open_in(self, project: str, most: int, beginning: int = 0, text: str = "") -> list[Difficulty]:
        """A project's open difficulties, most pressing first; those with a text in key or words, if one is given."""
        return self._page(OPEN_WITH_TEXT if text else OPEN_IN_PROJECT, project, most, beginning, text)

    def all_in(self, project: str, most: int, beginning: int = 0, text: str = "") -> list[Difficulty]:
        """A project's difficulties in any state, newest first; those with a text in key or words, if one is given."""
        return self._page(ALL_WITH_TEXT if text else ALL_IN_PROJECT, project, most, beginning, text)

    def _page(self, statement: Any, project: str, most: int, beginning: int, text: str) -> list[Difficulty]:
        names = {"pattern": pattern_of(text)} if text else {}
        return [
            difficulty_from(row)
            for row in self.run(statement, project=project, most=most, beginning=beginning, **names)
        ]

    def open_by(self, person: str, project: str, most: int) -> list[Difficulty]:
        """What a person reported in a project and is still open, most pressing first."""
        return [difficulty_from(row) for row in self.run(OPEN_BY_REPORTER, person=person, project=project, most=most)]

    def not_taken_on(self, person: str, most: int) -> list[Difficulty]:
        """The difficulties that nobody took on yet in the running projects that a person leads, most pressing first."""
        return [difficulty_from(row) for row in self.run(NOT_TAKEN_ON, person=person, most=most)]

    def tally(self, project: str) -> list[Tally]:
        """The open difficulties of a project counted by severity, the most severe first."""
        rows = self.run(TALLY, project=project)
        found = [Tally(Severity(row.severity), row.many, row.oldest, row.newest) for row in rows]
        return sorted(found, key=lambda one: one.severity.rank)

    def categories(self, project: str) -> list[Category]:
        """What each difficulty of a project was about, open or resolved, in the order they were reported."""
        return [Category(one) for one in self.run(CATEGORIES, project=project).scalars()]

    def add(self, difficulty: Difficulty, project: Project) -> None:
        """Save a new difficulty and count it; `project` is held for change."""
        self.insert(difficulties, id=difficulty.id, **_columns(difficulty))
        self._count(replace(project, last_difficulty_number=difficulty.number), None, difficulty)

    def change(self, before: Difficulty, after: Difficulty, project: Project) -> None:
        """Save a changed difficulty and move the counter by the difference."""
        self.run(CHANGE, difficulty=after.id, **as_new(_columns(after)))
        self._count(project, before, after)

    def _count(self, project: Project, before: Difficulty | None, after: Difficulty) -> None:
        more = after.is_open - (before is not None and before.is_open)
        counted = replace(project, open_difficulties=project.open_difficulties + more)
        Projects(self.connection, self.workspace).change(counted)

    def _one(self, statement: Any, refusal: str, **names: Any) -> Difficulty:
        row = self.run(statement, **names).one_or_none()
        if row is None:
            raise Refused(refusal)
        return difficulty_from(row)


def difficulty_from(row: Any) -> Difficulty:
    """A row of the difficulties as the domain knows it."""
    return Difficulty(
        row.id,
        row.project_id,
        row.key,
        row.number,
        row.what,
        Severity(row.severity),
        Category(row.category),
        row.impact_minutes,
        row.needed_by,
        row.task_id,
        UserId(row.reported_by),
        row.reported_at,
        row.source,
        row.answer_id,
        DifficultyState(row.state),
        UserId(row.acknowledged_by) if row.acknowledged_by else None,
        row.acknowledged_at,
        UserId(row.resolved_by) if row.resolved_by else None,
        row.resolved_at,
        row.resolution,
        row.why_no_step,
        row.times_reopened,
        row.reopened_at,
        UserId(row.source_by) if row.source_by else None,
    )


def _columns(one: Difficulty) -> dict[str, Any]:
    plain = {name: value for name, value in vars(one).items() if name != "id"}
    return plain | {"severity": one.severity.value, "category": one.category.value, "state": one.state.value}
