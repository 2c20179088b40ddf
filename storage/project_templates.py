"""The kinds of project that a workspace saved itself, and which kind each project began as."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.identity import UserId
from domain.project_templates import ProjectKind, ProjectTemplate, template_sign
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.project_templates import project_kinds, project_templates

TEMPLATE = TypeAdapter(ProjectTemplate)
EVERY = (
    sa.select(project_templates.c.template)
    .where(project_templates.c.workspace_id == MINE)
    .order_by(project_templates.c.sign)
)
REMOVE = sa.delete(project_templates).where(
    project_templates.c.workspace_id == MINE, project_templates.c.id == sa.bindparam("template")
)
KIND = sa.select(project_kinds.c.template_id, project_kinds.c.name, project_kinds.c.hours_percent).where(
    project_kinds.c.workspace_id == MINE, project_kinds.c.project_id == sa.bindparam("project")
)
KEEP, KEEP_KIND = upsert_of(project_templates, keep=("made_by", "made_at")), upsert_of(project_kinds)


class ProjectTemplates(Gateway):
    """Reads and keeps one workspace's own kinds of project."""

    def own(self) -> list[ProjectTemplate]:
        """Every kind of project that this workspace saved, in the order of the alphabet."""
        return [TEMPLATE.validate_python(kept) for kept in self.run(EVERY).scalars()]

    def keep(self, one: ProjectTemplate, by: UserId, now: datetime) -> None:
        """Save a kind of project."""
        self.upsert(
            KEEP,
            id=one.id,
            sign=template_sign(one.name),
            template=TEMPLATE.dump_python(one, mode="json"),
            made_by=by,
            made_at=now,
        )

    def remove(self, id: str) -> None:
        """Offer this kind of project no longer; projects that began as it keep what they have."""
        self.run(REMOVE, template=id)

    def kind_of(self, project: str) -> ProjectKind | None:
        """The kind that a project began as; None for one that began as nothing."""
        row = self.run(KIND, project=project).one_or_none()
        return ProjectKind(row.template_id, row.name, row.hours_percent) if row else None

    def note_kind(self, project: str, template: ProjectTemplate) -> None:
        """Save as what kind a project began."""
        kept = ProjectKind(template.id, template.name, template.hours_percent)
        self.upsert(
            KEEP_KIND, project_id=project, template_id=kept.id, name=kept.name, hours_percent=kept.hours_percent
        )
