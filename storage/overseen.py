"""The projects that somebody oversees, those first that their rows say most against: no more is read of the others."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.difficulties import DifficultyState, Severity
from domain.health import Colour
from domain.projects import Lifecycle
from domain.stages import StageState
from storage.roles import OVERSEEN_BY, on_it
from storage.statements import MINE
from storage.tables.costs import cost_watches
from storage.tables.difficulties import UNRESOLVED, difficulties
from storage.tables.portfolio import health_reports
from storage.tables.projects import IS_PUBLIC, projects
from storage.tables.stages import stages
from storage.tables.tasks import OPEN_TASK, tasks

TODAY = sa.bindparam("today", type_=sa.Date())
# `domain.health` says what is red and what is amber; here it only says which projects to look at first.
DIFFICULT = sa.select(difficulties.c.id).where(difficulties.c.project_id == projects.c.id, sa.text(UNRESOLVED))
COSTLY = sa.select(cost_watches.c.project_id).where(cost_watches.c.project_id == projects.c.id)
SAID = sa.select(health_reports.c.project_id).where(
    health_reports.c.project_id == projects.c.id,
    health_reports.c.at > sa.bindparam("reported_after", type_=health_reports.c.at.type),
)
LATE = sa.select(stages.c.id).where(
    stages.c.project_id == projects.c.id,
    stages.c.state == StageState.RUNNING,
    sa.func.coalesce(stages.c.budget_ends_on, stages.c.ends_on) < TODAY,
)
OVERDUE = sa.select(tasks.c.id).where(tasks.c.project_id == projects.c.id, tasks.c.due < TODAY, sa.text(OPEN_TASK))
LEVELS = (cost_watches.c.cost_level, cost_watches.c.time_level, cost_watches.c.expected_level)
AGAINST = sa.case(
    (projects.c.completion_date < TODAY, 2),
    (DIFFICULT.where(difficulties.c.severity == Severity.CRITICAL).exists(), 2),
    (COSTLY.where(sa.or_(cost_watches.c.is_over_budget, *(one > 1 for one in LEVELS))).exists(), 2),
    (SAID.where(health_reports.c.colour == Colour.RED).exists(), 2),
    (
        DIFFICULT.where(
            sa.or_(difficulties.c.severity == Severity.HIGH, difficulties.c.state == DifficultyState.OPEN)
        ).exists(),
        1,
    ),
    (COSTLY.where(sa.or_(*(one > 0 for one in LEVELS))).exists(), 1),
    (SAID.where(health_reports.c.colour == Colour.AMBER).exists(), 1),
    (OVERDUE.exists(), 1),
    (LATE.exists(), 1),
    else_=0,
)
ON_IT = on_it("person").subquery("on_it")


@cache
def most_against(is_listed: bool) -> sa.Select[Any]:
    """The active projects that a person oversees, by a list of the workspace or by roles, and how many they are."""
    seen = sa.select(ON_IT.c.project_id) if is_listed else sa.select(OVERSEEN_BY.c.project_id)
    is_theirs = projects.c.id.in_(seen)
    return (
        sa.select(projects.c.id, sa.func.count().over().label("in_all"))
        .where(
            projects.c.workspace_id == MINE,
            projects.c.lifecycle == Lifecycle.ACTIVE,
            sa.or_(sa.text(IS_PUBLIC), is_theirs) if is_listed else is_theirs,
        )
        .order_by(AGAINST.desc(), projects.c.completion_date.is_(None), projects.c.completion_date, projects.c.key)
        .limit(sa.bindparam("most"))
    )
