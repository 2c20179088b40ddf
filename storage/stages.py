"""Stages with everything they need, and which things they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.claims import Claim
from domain.identity import UserId
from domain.project_templates import WorkOutline
from domain.projects import RUNNING
from domain.roles import Role
from domain.scaling import Kept, Scaling
from domain.stage_costs import Done
from domain.stages import Budget, CostKind, OtherCost, SkillNeed, Stage, StageState, ThingNeed, no_such_stage
from domain.tasks import TaskState
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.projects import project_roles, projects
from storage.tables.stages import stage_costs, stage_estimates, stage_needs, stage_things, stages
from storage.tables.tasks import tasks

OURS = sa.select(stages).where(stages.c.workspace_id == MINE)
BY_ID = OURS.where(stages.c.id == sa.bindparam("stage"))
IN_PROJECT = OURS.where(stages.c.project_id == sa.bindparam("project")).order_by(stages.c.starts_on, stages.c.number)
THESE: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
Part = SkillNeed | ThingNeed | OtherCost
PARTS = (stage_needs, stage_things, stage_costs)
OF_STAGES = {
    part: sa.select(part).where(part.c.workspace_id == MINE, part.c.stage_id.in_(THESE)).order_by(part.c.position)
    for part in PARTS
}
EMPTY = {
    part: sa.delete(part).where(part.c.workspace_id == MINE, part.c.stage_id == sa.bindparam("stage")) for part in PARTS
}
REMOVE = sa.delete(stages).where(stages.c.workspace_id == MINE, stages.c.id == sa.bindparam("stage"))
LEAVE = (
    sa.update(tasks)
    .where(tasks.c.workspace_id == MINE, tasks.c.stage_id == sa.bindparam("stage"))
    .values(stage_id=None)
)
CHANGE = (
    sa.update(stages)
    .where(stages.c.workspace_id == MINE, stages.c.id == sa.bindparam("stage"))
    .values(columns_to_change(stages))
)
# A task without an estimate weighs as the project's median, as in the progress of the whole.
WEIGHT = sa.func.coalesce(tasks.c.estimate_minutes, sa.bindparam("usual", type_=sa.Integer))
DONE = (
    sa.select(
        tasks.c.stage_id,
        sa.func.sum(WEIGHT).label("weight"),
        sa.func.sum(WEIGHT * tasks.c.percent).label("weight_percent"),
    )
    .where(
        tasks.c.workspace_id == MINE,
        tasks.c.stage_id.in_(sa.select(stages.c.id).where(stages.c.project_id == sa.bindparam("project"))),
        tasks.c.state != TaskState.DROPPED.value,
    )
    .group_by(tasks.c.stage_id)
)
HOLDING = (
    sa.select(stages.c.project_id, stage_things)
    .join(stages, stages.c.id == stage_things.c.stage_id)
    .join(projects, projects.c.id == stages.c.project_id)
    .where(
        stage_things.c.workspace_id == MINE,
        stage_things.c.thing_id.in_(sa.bindparam("things", expanding=True)),
        stage_things.c.last_day >= sa.bindparam("day"),
        stages.c.state != StageState.ENDED.value,
        projects.c.lifecycle.in_([one.value for one in RUNNING]),
    )
    .order_by(stage_things.c.first_day, stage_things.c.id)
)
COUNTED_ON = (
    sa.select(
        project_roles.c.person_id,
        stages.c.project_id,
        stage_needs.c.stage_id,
        stage_needs.c.id,
        stage_needs.c.skill_id,
        stage_needs.c.level,
        stages.c.starts_on,
        stages.c.ends_on,
        stage_needs.c.minutes,
    )
    .join(projects, projects.c.id == project_roles.c.project_id)
    .join(stages, stages.c.project_id == projects.c.id)
    .join(stage_needs, stage_needs.c.stage_id == stages.c.id)
    .where(
        project_roles.c.workspace_id == MINE,
        project_roles.c.person_id.in_(sa.bindparam("people", expanding=True)),
        project_roles.c.role.in_(sa.bindparam("roles", expanding=True)),
        projects.c.lifecycle.in_([one.value for one in RUNNING]),
        stages.c.state != StageState.ENDED.value,
        stages.c.starts_on <= sa.bindparam("last"),
        stages.c.ends_on >= sa.bindparam("first"),
        stage_needs.c.minutes > 0,
    )
    .distinct()
)

OPEN = OURS.where(
    stages.c.project_id.in_(sa.bindparam("projects", expanding=True)), stages.c.state != StageState.ENDED.value
)
OF_PROJECTS = OURS.where(stages.c.project_id.in_(sa.bindparam("projects", expanding=True))).order_by(
    stages.c.starts_on, stages.c.number
)

# What is asked at the beginning and again at the end is answered by what is said from then on.
ASKED_AT = sa.func.coalesce(stages.c.ended_at, stages.c.started_at)
UNESTIMATED = (
    OURS.where(
        stages.c.project_id.in_(sa.bindparam("projects", expanding=True)),
        sa.or_(
            stages.c.responsible == sa.bindparam("person"),
            stages.c.responsible.is_(None) & stages.c.project_id.in_(sa.bindparam("led", expanding=True)),
        ),
        ASKED_AT.is_not(None),
        ~sa.exists().where(
            stage_estimates.c.project_id == stages.c.project_id,
            stage_estimates.c.stage_id == stages.c.id,
            stage_estimates.c.at >= ASKED_AT,
        ),
    )
    .order_by(ASKED_AT, stages.c.id)
    .limit(sa.bindparam("most"))
)


class Stages(Gateway):
    """Reads and keeps the stages of one workspace's projects."""

    def get(self, stage: str) -> Stage:
        """The stage with this id; refuses an id of nowhere or of another workspace."""
        row = self.run(BY_ID, stage=stage).one_or_none()
        if row is None:
            raise no_such_stage()
        return self._whole([row])[0]

    def in_project(self, project: str) -> list[Stage]:
        """A project's stages, the one that begins first at the beginning."""
        return self._whole(self.run(IN_PROJECT, project=project).all())

    def in_projects(self, projects: Iterable[str]) -> list[Stage]:
        """The stages of all of these projects, those that begin first at the beginning."""
        wanted = list(projects)
        return self._whole(self.run(OF_PROJECTS, projects=wanted).all()) if wanted else []

    def done(self, project: str, usual_minutes: int) -> dict[str, Done]:
        """How far the tasks of each stage of a project are; a stage without tasks is left out."""
        rows = self.run(DONE, project=project, usual=usual_minutes or 1)
        return {row.stage_id: Done(int(row.weight), int(row.weight_percent), not usual_minutes) for row in rows}

    def unestimated(self, person: str, projects: Iterable[str], led: Iterable[str], most: int) -> list[Stage]:
        """The stages of these projects of which a person was asked what is left and nobody has said, the oldest first.

        A stage that nobody is named for is theirs in the projects that they lead.
        """
        wanted = list(projects)
        names = {"person": person, "projects": wanted, "led": list(led), "most": most}
        return self._whole(self.run(UNESTIMATED, **names).all()) if wanted else []

    def open_in(self, projects: Iterable[str]) -> list[Stage]:
        """The stages of these projects that have not ended."""
        wanted = list(projects)
        return self._whole(self.run(OPEN, projects=wanted).all()) if wanted else []

    def holding(self, things: Iterable[str], day: date) -> list[tuple[str, ThingNeed]]:
        """Which running project holds which of these things on or after a day, for stages that have not ended."""
        wanted = list(things)
        rows = self.run(HOLDING, things=wanted, day=day) if wanted else ()
        return [(row.project_id, _thing(row)) for row in rows]

    def claims(self, people: Iterable[str], roles: Iterable[Role], first: date, last: date) -> list[Claim]:
        """What running projects need, between two days, of the skills that people with one of these roles may have."""
        wanted = {"people": list(people), "roles": [one.value for one in roles]}
        rows = self.run(COUNTED_ON, **wanted, first=first, last=last)
        return [_claim(row) for row in rows]

    def add(self, stage: Stage) -> None:
        """Save a new stage with everything it needs."""
        self.insert(stages, id=stage.id, **_columns(stage))
        self._fill(stage)

    def change(self, stage: Stage) -> None:
        """Save a stage and everything it needs as they are now."""
        if self.run(CHANGE, stage=stage.id, **as_new(_columns(stage))).rowcount:
            self._empty(stage.id)
            self._fill(stage)

    def remove(self, stage: str) -> None:
        """Take a stage out with everything it needs; its tasks belong to none from now on."""
        self._empty(stage)
        self.run(LEAVE, stage=stage)
        self.run(REMOVE, stage=stage)

    def _empty(self, stage: str) -> None:
        for part in PARTS:
            self.run(EMPTY[part], stage=stage)

    def _fill(self, stage: Stage) -> None:
        every: dict[sa.Table, tuple[Part, ...]]
        every = {stage_needs: stage.needs, stage_things: stage.things, stage_costs: stage.costs}
        for part, listed in every.items():
            for position, one in enumerate(listed):
                self.insert(part, stage_id=stage.id, position=position, **_plain(one))

    def _whole(self, rows: Any) -> list[Stage]:
        ids = [row.id for row in rows]
        found: dict[sa.Table, dict[str, list[Any]]] = {part: defaultdict(list) for part in PARTS}
        for part in PARTS if ids else ():
            for row in self.run(OF_STAGES[part], ids=ids):
                found[part][row.stage_id].append(row)
        return [_stage(row, found) for row in rows]


def _plain(one: Part) -> dict[str, Any]:
    return {**vars(one), "kind": one.kind.value} if isinstance(one, OtherCost) else {**vars(one)}


def _claim(row: Any) -> Claim:
    at = row.project_id, row.stage_id, row.id
    return Claim(UserId(row.person_id), *at, row.skill_id, row.level, row.starts_on, row.ends_on, row.minutes)


def _thing(row: Any) -> ThingNeed:
    return ThingNeed(row.id, row.thing_id, row.quantity, row.first_day, row.last_day)


def _stage(row: Any, found: Mapping[sa.Table, Mapping[str, list[Any]]]) -> Stage:
    needs, things, costs = (found[part].get(row.id, ()) for part in PARTS)
    budget = None
    if row.budget_cost is not None:
        budget = Budget(row.budget_cost, row.budget_minutes, row.budget_starts_on, row.budget_ends_on)
    return Stage(
        row.id,
        row.project_id,
        row.number,
        row.name,
        row.starts_on,
        row.ends_on,
        UserId(row.responsible) if row.responsible else None,
        tuple(row.after),
        tuple(SkillNeed(one.id, one.skill_id, one.level, one.minutes) for one in needs),
        tuple(_thing(one) for one in things),
        tuple(OtherCost(one.id, one.what, CostKind(one.kind), one.amount) for one in costs),
        StageState(row.state),
        row.started_at,
        row.ended_at,
        budget,
        _scaling(row),
    )


def _scaling(row: Any) -> Scaling | None:
    if row.scaled_users is None:
        return None
    kept = Kept(row.kept_users, UserId(row.kept_by), row.kept_at) if row.kept_by else None
    return Scaling(row.scaled_users, tuple(WorkOutline(*one) for one in row.scaled_work), kept)


def _columns(one: Stage) -> dict[str, Any]:
    budget = one.budget
    return {
        **_scaling_columns(one.scaling),
        "project_id": one.project_id,
        "number": one.number,
        "name": one.name,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "responsible": one.responsible,
        "after": list(one.after),
        "state": one.state.value,
        "started_at": one.started_at,
        "ended_at": one.ended_at,
        "budget_cost": budget.cost if budget else None,
        "budget_minutes": budget.minutes if budget else None,
        "budget_starts_on": budget.starts_on if budget else None,
        "budget_ends_on": budget.ends_on if budget else None,
    }


def _scaling_columns(scaling: Scaling | None) -> dict[str, Any]:
    kept = scaling.kept if scaling else None
    return {
        "scaled_users": scaling.users if scaling else None,
        "scaled_work": [list(astuple(one)) for one in scaling.work] if scaling else None,
        "kept_users": kept.users if kept else None,
        "kept_by": kept.by if kept else None,
        "kept_at": kept.at if kept else None,
    }
