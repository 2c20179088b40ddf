"""Which projects in planning have to be found decided or not again, because what they count on has changed."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from domain.projects import Lifecycle
from storage.statements import MINE, Gateway, insert_of
from storage.tables.gate import unsettled
from storage.tables.projects import projects
from storage.tables.stages import stage_needs, stage_things, stages

OF_SKILLS = (
    sa.select(stages.c.project_id)
    .join(stage_needs, stage_needs.c.stage_id == stages.c.id)
    .where(stage_needs.c.workspace_id == MINE, stage_needs.c.skill_id.in_(sa.bindparam("skills", expanding=True)))
)
OF_THINGS = (
    sa.select(stages.c.project_id)
    .join(stage_things, stage_things.c.stage_id == stages.c.id)
    .where(stage_things.c.workspace_id == MINE, stage_things.c.thing_id.in_(sa.bindparam("things", expanding=True)))
)
NEEDING = sa.select(projects.c.workspace_id, projects.c.id).where(
    projects.c.workspace_id == MINE,
    projects.c.lifecycle == Lifecycle.PLANNING.value,
    projects.c.id.in_(sa.union_all(OF_SKILLS, OF_THINGS)),
    projects.c.id != sa.bindparam("besides"),
)
PLANNED = sa.select(projects.c.workspace_id, projects.c.id).where(
    projects.c.workspace_id == MINE,
    projects.c.lifecycle == Lifecycle.PLANNING.value,
    sa.exists().where(stages.c.workspace_id == MINE, stages.c.project_id == projects.c.id),
)
# A row more each time, and no foreign key: whoever notes waits for nobody who holds one of the projects.
NOTE = sa.insert(unsettled).from_select(["workspace_id", "project_id"], NEEDING)
NOTE_PLANNED = sa.insert(unsettled).from_select(["workspace_id", "project_id"], PLANNED)
TAKE = sa.delete(unsettled).where(unsettled.c.workspace_id == MINE, unsettled.c.project_id == sa.bindparam("project"))


class Unsettled(Gateway):
    """Notes and takes the projects of one workspace that are to be settled again."""

    def note_needing(self, skills: Iterable[str], things: Iterable[str], besides: str) -> None:
        """Note every project in planning but this one with a stage that needs one of these skills or things."""
        wanted, held = list(skills), list(things)
        if wanted or held:
            self.run(NOTE, skills=wanted, things=held, besides=besides)

    def note_planned(self) -> None:
        """Note every project in planning that has stages, because it counts on days, holidays and rates."""
        self.run(NOTE_PLANNED)

    def note(self, ids: Iterable[str]) -> None:
        """Note these projects."""
        rows = [{"workspace_id": self.workspace, "project_id": one} for one in ids]
        if rows:
            self.connection.execute(insert_of(unsettled), rows)

    def take(self, project: str) -> None:
        """Have nothing noted of a project any more; whoever takes it holds the project and settles it."""
        self.run(TAKE, project=project)
